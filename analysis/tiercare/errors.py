# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, in three kinds that are never mixed.

The user's text (`ScenarioError`), the machine (`OutputError`) and ourselves (`InternalError`). The
simulator raises these same classes, so they exist also where it is not installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiercare.simulation import RunResult


@dataclass(frozen=True)
class RelatedPlace:
    """A second place that explains the first ("first given here").

    Attributes
    ----------
    file, line, column : str, int, int
        Where it is; line and column count from 1.
    message : str
        What is there.
    """

    file: str
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding about a scenario.

    Attributes
    ----------
    severity : str
        ``"error"``, ``"warning"`` or ``"note"``.
    file, line, column : str, int, int
        Where it was found; line and column count from 1.
    message, hint : str
        What is wrong and why; what may have been meant (may be empty).
    length : int
        How many characters it is about.
    replacement : str or None
        What makes the text right if it is put in their place; None if that takes thought.
    related : tuple of RelatedPlace
        Other places that explain it.
    """

    severity: str
    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    length: int = 1
    replacement: str | None = None
    related: tuple[RelatedPlace, ...] = ()


class ScenarioError(ValueError):
    """The scenario is wrong; its text lists every finding as a compiler prints them.

    Attributes
    ----------
    diagnostics : tuple of Diagnostic
        The findings, ordered by place.
    """

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(text)
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[str, tuple[Diagnostic, ...]]]:
        """Keep the diagnostics when the error travels between processes."""
        return type(self), (str(self), self.diagnostics)


class OutputError(OSError):
    """A file could not be written or read; the text names its path and the system's reason."""


class InternalError(RuntimeError):
    """The simulator contradicts itself: a bug of ours, with simulated time and event."""


class ComparisonError(ValueError):
    """Two scenarios cannot be compared: they do not simulate the same time."""


class PrecisionError(ValueError):
    """A precision was asked for that makes no sense or cannot be had."""


class ResultsFormatError(OSError):
    """A file is not a results file that this reader knows."""


class MissingTableError(LookupError):
    """The run did not keep this table."""


class NoSuchPersonError(LookupError):
    """The run has no such resident, or none to whom what was asked for happened."""


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C stopped a simulation cleanly.

    Attributes
    ----------
    result : RunResult
        The replications that were finished; their files are whole.
    earlier : tuple of RunResult
        What was finished of the other scenarios, where several are run in turn or together.
    output : pathlib.Path or None
        The folder of the files; None if none were written.
    """

    def __init__(
        self,
        result: RunResult,
        earlier: tuple[RunResult, ...] = (),
        output: Path | None = None,
    ) -> None:
        super().__init__("stopped by the user")
        self.result = result
        self.earlier = earlier
        self.output = output
