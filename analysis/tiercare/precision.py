# SPDX-License-Identifier: Apache-2.0
"""Replications by precision: batch after batch until the intervals are as narrow as was asked for.

What decides is the half-width of the 95 % interval, of a mean or of paired differences. How large
the next batch is follows from what was found alone, never from the number of threads, so that equal
wishes give equal results on every machine.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from tiercare import simulation
from tiercare.batches import RunOptions, refuse_existing, run_in_turn
from tiercare.errors import PrecisionError, RunInterrupted
from tiercare.simulation import RunResult
from tiercare.statistics import Interval, mean_interval, replications_for

if TYPE_CHECKING:
    from tiercare._core import Progress, Scenario

Precision = Mapping[str, float]
"""Half-width of the 95 % interval that is wished, by indicator and in its unit."""

AT_MOST = 50
"""Replications after which nobody waits for a precision any longer, unless told."""

FEWEST = 10
"""Replications that are begun with if nobody says how many: where fewer agree by chance, a run that
stops there has too narrow an interval."""


@dataclass(frozen=True)
class Reached:
    """How near an indicator has come to the precision wished.

    Attributes
    ----------
    indicator, unit : str
        Which, and the unit of both half-widths.
    target, half_width : float
        Wished and reached half-width of the 95 % interval; NaN while there is no interval.
    replications : int
        Run so far.
    needed : int or None
        Estimate of how many would do; None while there is no interval.
    """

    indicator: str
    unit: str
    target: float
    half_width: float
    replications: int
    needed: int | None

    @property
    def met(self) -> bool:
        """Whether it suffices."""
        return self.half_width <= self.target

    def __str__(self) -> str:
        """What is known, in a line."""
        unit = "" if self.unit in ("", "1") else f" {self.unit}"
        line = (
            f"{self.indicator}: half-width {self.half_width:.3g} of {self.target:g}{unit} "
            f"after {self.replications}"
        )
        if self.met:
            return line
        return f"{line}, about {self.needed:,} would do" if self.needed else line


Measure = Callable[[Sequence[RunResult], str], Interval]
"""The interval of an indicator in what was run."""

OnBatch = Callable[[int, tuple[Reached, ...]], None]
"""Told before each batch how many there will be after it and what is reached; then at the end."""


def check_precision(precision: Precision, begin: int, at_most: int | None) -> int:
    """Refuse wishes without sense before anything is run.

    Returns
    -------
    int
        The most replications that are run.

    Raises
    ------
    PrecisionError
        If an indicator is unknown, a half-width not positive, or at most fewer are wished than
        there are to begin with.
    """
    known = [info.id for info in simulation.indicators()]
    for name, half_width in precision.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise PrecisionError(
                f"no indicator '{name}'; "
                + (f"did you mean '{near[0]}'?" if near else "their names: first column of --csv")
            )
        if not (half_width > 0.0 and math.isfinite(half_width)):
            raise PrecisionError(f"the half-width of {name} is {half_width:g}, not above 0")
    if at_most is not None and at_most < max(begin, 2):
        fewest = f"the {begin} to begin with" if begin > 2 else "the two an interval takes"
        raise PrecisionError(f"at most {at_most} replications are fewer than {fewest}")
    return max(AT_MOST, begin) if at_most is None else at_most


def begin_with(wished: int | None, at_most: int | None) -> int:
    """Replications to begin with: as wished, else `FEWEST`, and not more than the most there are.

    Examples
    --------
    >>> begin_with(None, None), begin_with(None, 5), begin_with(4, 50)
    (10, 5, 4)
    """
    return wished or min(FEWEST, at_most or FEWEST)


def refuse_limit_alone(precision: Precision | None, at_most: int | None) -> None:
    """A limit limits nothing where no precision is asked for.

    Raises
    ------
    PrecisionError
        If there is one alone.
    """
    if at_most is not None and not precision:
        raise PrecisionError("at most so many replications says something only with a precision")


def measure_precision(
    precision: Precision, results: Sequence[RunResult], measure: Measure
) -> tuple[Reached, ...]:
    """How near each indicator has come.

    Raises
    ------
    PrecisionError
        If one is undefined in every replication: no number of them would do.
    """
    done = len(results[0].replications)
    units = {info.id: info.unit for info in simulation.indicators()}
    found = []
    for name, target in precision.items():
        interval = measure(results, name)
        if interval.count == 0:
            raise PrecisionError(f"{name} is undefined in each of {done} replications: no interval")
        needed = replications_for(interval, target)
        if needed is not None:  # a replication in which it is undefined counts for nothing
            needed = math.ceil(needed * done / interval.count)
        found.append(Reached(name, units[name], target, interval.half_width, done, needed))
    return tuple(found)


def next_batch(reached: Sequence[Reached], done: int, at_most: int) -> int:
    """Replications to run next; 0 if all suffices or nothing more is to be run.

    As many as are lacking by estimate, but no more than there are already, since the estimate of a
    few is poor, and no fewer than a quarter, so that the batches are few.

    Examples
    --------
    >>> next_batch([Reached("x", "1", 0.1, 0.2, 8, 11)], 8, 50)
    3
    >>> next_batch([Reached("x", "1", 0.1, 0.9, 8, 400)], 8, 50)
    8
    """
    lacking = [one.needed for one in reached if not one.met]
    if not lacking:
        return 0
    wished = max(2 * done if needed is None else needed for needed in lacking) - done
    return min(max(wished, done // 4, 2), max(done, 2), at_most - done)


def _joined(earlier: RunResult, later: RunResult) -> RunResult:
    return RunResult(
        later.scenario,
        later.seed,
        [*earlier.replications, *later.replications],
        later.stopped,
    )


def _all_joined(so_far: Sequence[RunResult], later: Sequence[RunResult]) -> list[RunResult]:
    """What the scenarios of a batch have given in all; there is nothing yet before the first."""
    if not so_far:
        return list(later)
    return [_joined(*pair) for pair in zip(so_far, later, strict=False)]


def _stopped(stop: RunInterrupted, so_far: Sequence[RunResult]) -> RunInterrupted:
    """What was finished when a batch was stopped, earlier batches with it."""
    begun = _all_joined(so_far, [*stop.earlier, stop.result])
    others = [*begun[:-1], *so_far[len(begun) :]]
    return RunInterrupted(begun[-1], tuple(others), stop.output)


def run_until_precise(
    scenarios: Sequence[Scenario],
    begin: int,
    precision: Precision,
    at_most: int | None,
    measure: Measure,
    progress: Sequence[Callable[[Progress], None] | None],
    on_batch: OnBatch | None = None,
    **options: Unpack[RunOptions],
) -> tuple[list[RunResult], tuple[Reached, ...]]:
    """Run scenarios in batches of equal counts until the precision is reached or `at_most` are run.

    Replication k is the very same as in a run by count.

    Returns
    -------
    list of RunResult, tuple of Reached
        The results by scenario, and how near each indicator came.

    Raises
    ------
    PrecisionError
        If a wish has no sense, or an indicator is undefined.
    OutputError
        If a file is in the way of any of `at_most` replications: before the first is run.
    RunInterrupted
        After Ctrl-C; carries what was finished of all batches.
    """
    limit = check_precision(precision, begin, at_most)
    refuse_existing(scenarios, [limit] * len(scenarios), **options)
    tell = on_batch or (lambda _total, _reached: None)
    results: list[RunResult] = []
    reached: tuple[Reached, ...] = ()
    done, batch = 0, begin
    while batch > 0:
        tell(done + batch, reached)
        try:
            later = run_in_turn(
                scenarios, [batch] * len(scenarios), progress, first=done + 1, **options
            )
        except RunInterrupted as stop:
            raise _stopped(stop, results) from stop
        results = _all_joined(results, later)
        done += batch
        reached = measure_precision(precision, results, measure)
        batch = next_batch(reached, done, limit)
    tell(done, reached)
    return results, reached


def mean_of(results: Sequence[RunResult], indicator: str) -> Interval:
    """The interval of the mean of the first scenario."""
    return mean_interval(results[0].values(indicator))
