# SPDX-License-Identifier: Apache-2.0
"""A progress bar for an experiment whose replications run side by side.

Each replication reports its own fraction; the bar shows their sum, so the remaining time is that of
the whole experiment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tiercare._core import Progress


class ExperimentProgress:
    """Callable for `tiercare.run` that moves one line of a bar."""

    def __init__(self, bar: Bar, title: str, replications: int) -> None:
        self._bar = bar
        self._fractions: dict[int, float] = {}
        self._replications = replications
        self._task = bar.add_task(title, total=1.0)

    def expect(self, replications: int) -> None:
        """Take so many replications for the whole from now on."""
        self._replications = replications
        self._show()

    def __call__(self, progress: Progress) -> None:
        """Take one report; called on the thread that shows the bar."""
        self._fractions[progress.replication] = progress.fraction
        self._show()

    def _show(self) -> None:
        done = sum(self._fractions.values()) / self._replications
        self._bar.update(self._task, completed=min(done, 1.0))
