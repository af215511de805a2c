# SPDX-License-Identifier: Apache-2.0
"""What every command shares: where it prints, how it warns, how errors become exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

import tiercare as tc

if TYPE_CHECKING:
    from tiercare._core import Scenario

EXIT_MACHINE, EXIT_SCENARIO, EXIT_DEFECT, EXIT_INTERRUPTED = 1, 2, 3, 130
EXIT_TERMINATED = 128 + signal.SIGTERM  # what a shell says of a command that SIGTERM ended


def console(*, stderr: bool = False) -> Console:
    """Print on the terminal as it is; into a file or pipe wide enough that no table is squeezed."""
    stream = sys.stderr if stderr else sys.stdout
    wide = None if stream.isatty() or "COLUMNS" in os.environ else 160
    return Console(stderr=stderr, width=wide, highlight=False)


def say(text: str) -> None:
    """Tell the user something beside the result, on standard error."""
    console(stderr=True).print(text, markup=False, soft_wrap=True)


def print_line(text: str) -> None:
    """Print a line of the result as it is, without wrapping."""
    console().print(text, markup=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print the result as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def warn(scenarios: Sequence[Scenario], *, strict: bool) -> None:
    """Tell the warnings of scenarios that are valid.

    Raises
    ------
    ScenarioError
        If there are any and they count as errors.
    """
    doubtful = [one for one in scenarios if one.warnings]
    told = [one.warnings.rstrip() for one in doubtful]
    if strict and doubtful:
        told += [f"{one.name}: warnings count as errors (--strict)" for one in doubtful]
        raise tc.ScenarioError("\n".join(told), sum((one.diagnostics for one in doubtful), ()))
    for text in told:
        say(text)


class RefusedError(Exception):
    """What was asked for is not there; the text says what is."""


@dataclass(frozen=True)
class _Failure:
    """An error as its user sees it.

    Attributes
    ----------
    kind : str
        ``"scenario"``, ``"machine"``, ``"defect"``, ``"command_line"`` or ``"interrupted"``.
    """

    kind: str
    exit_code: int
    text: str
    diagnostics: tuple[tc.Diagnostic, ...] = ()
    files: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        return {
            "error": self.kind,
            "message": self.text,
            "diagnostics": [asdict(one) for one in self.diagnostics],
            "files": list(self.files),
        }


def _what_is_finished(stop: tc.RunInterrupted) -> str:
    """How many replications there are of what, and how to go on."""
    runs = [*stop.earlier, stop.result]
    counts = [len(one.replications) for one in runs]
    text = f"stopped; {sum(counts)} replication{'s were' if sum(counts) != 1 else ' was'} finished"
    if len(runs) > 1:
        names = [one.scenario.name for one in runs]
        text += ": " + ", ".join(f"{n} of {name}" for n, name in zip(counts, names, strict=True))
    for one in runs:
        text += "".join(f"\n  kept {file}" for file in one.files)
    if stop.output is not None:
        text += f"\nto run again into {stop.output}, add --overwrite"
    return text


def _failure(error: BaseException) -> _Failure | None:
    """What kind of error it is; None if it is none that a user should see so."""
    match error:
        case tc.ScenarioError():
            return _Failure("scenario", EXIT_SCENARIO, str(error).rstrip(), error.diagnostics)
        case tc.RunInterrupted():
            files = tuple(str(file) for one in (*error.earlier, error.result) for file in one.files)
            text = _what_is_finished(error)
            return _Failure("interrupted", EXIT_INTERRUPTED, text, files=files)
        case KeyboardInterrupt():
            return _Failure("interrupted", EXIT_INTERRUPTED, "stopped")
        case tc.ComparisonError() | tc.MissingTableError() | tc.NoSuchPersonError():
            return _Failure("scenario", EXIT_SCENARIO, f"tiercare: {error}")
        case RefusedError() | tc.PrecisionError():
            return _Failure("command_line", EXIT_SCENARIO, f"tiercare: {error}")
        case tc.InternalError():
            text = f"tiercare: this is a defect of the simulator, please report it:\n{error}"
            return _Failure("defect", EXIT_DEFECT, text)
        case OSError():
            return _Failure("machine", EXIT_MACHINE, f"tiercare: {error}")
    return None


class _Termination:
    """SIGTERM stops a command as Ctrl-C does, and is remembered for its exit code."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt


@contextmanager
def _terminable() -> Iterator[_Termination]:
    """Stop cleanly at SIGTERM as long as the `with` block lasts."""
    termination = _Termination()
    if threading.current_thread() is not threading.main_thread():
        yield termination  # only the main thread is told of signals
        return
    before = signal.signal(signal.SIGTERM, termination)
    try:
        yield termination
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def errors_as_exit_codes(*, as_json: bool = False) -> Iterator[None]:
    """Turn what is raised into a message, or a JSON record, and the exit code of its kind."""
    with _terminable() as termination:
        try:
            yield
        except BaseException as error:
            failure = _failure(error)
            if failure is None:
                raise
            if as_json:
                print_json(failure.record())
            else:
                say(failure.text)
            code = EXIT_TERMINATED if termination.came else failure.exit_code
            raise typer.Exit(code) from error


def print_usage_error(text: str) -> None:
    """Print what is wrong with a command line, as JSON."""
    print_json(_Failure("command_line", EXIT_SCENARIO, text).record())
