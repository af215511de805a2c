# SPDX-License-Identifier: Apache-2.0
"""What every command shares: where it prints, how it warns, how errors become exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

import tiercare as tc

if TYPE_CHECKING:
    from tiercare._core import Scenario

EXIT_MACHINE, EXIT_SCENARIO, EXIT_DEFECT, EXIT_INTERRUPTED = 1, 2, 3, 130


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


def warn(scenario: Scenario, *, strict: bool) -> bool:
    """Tell the warnings of a scenario that is valid; whether it fails for them, if `strict`."""
    if scenario.warnings:
        say(scenario.warnings.rstrip())
    fails = strict and bool(scenario.warnings)
    if fails:
        say(f"{scenario.name}: warnings count as errors (--strict)")
    return fails


@contextmanager
def errors_as_exit_codes() -> Iterator[None]:
    """Turn what the simulator raises into a message and the exit code of its kind."""
    try:
        yield
    except tc.ScenarioError as error:
        say(str(error).rstrip())
        raise typer.Exit(EXIT_SCENARIO) from error
    except tc.RunInterrupted as stop:
        kept = stop.result.files
        say(f"stopped; {len(stop.result.replications)} replications were finished")
        for file in kept:
            say(f"  kept {file}")
        raise typer.Exit(EXIT_INTERRUPTED) from stop
    except KeyboardInterrupt as stop:
        say("stopped")
        raise typer.Exit(EXIT_INTERRUPTED) from stop
    except (tc.ComparisonError, tc.MissingTableError, tc.NoSuchPersonError) as error:
        say(f"tiercare: {error}")
        raise typer.Exit(EXIT_SCENARIO) from error
    except tc.InternalError as error:
        say(f"tiercare: this is a defect of the simulator, please report it:\n{error}")
        raise typer.Exit(EXIT_DEFECT) from error
    except OSError as error:
        say(f"tiercare: {error}")
        raise typer.Exit(EXIT_MACHINE) from error
