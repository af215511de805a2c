# SPDX-License-Identifier: Apache-2.0
"""Comparing scenarios: the same people, the same luck, another policy.

Replication k of the baseline and of a variant share their random numbers, so the interval of the
difference is that of the pairs and much narrower than that of either mean.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, get_args

from tiercare import simulation
from tiercare.batches import RunOptions, run_in_turn, shared_file
from tiercare.errors import ComparisonError
from tiercare.precision import Precision, Reached, begin_with, refuse_limit_alone, run_until_precise
from tiercare.simulation import Detail, RunResult
from tiercare.statistics import Interval, mean_interval, paired_difference, variance_reduction

if TYPE_CHECKING:
    import pandas

    from tiercare._core import Progress, Scenario


FEWEST_PAIRS = 3
"""Pairs that are run if nobody says how many: the fewest with an interval worth printing."""

_TRAVEL = re.compile(r"(village_road|township_road|trunk_road|within_settlement|roads): ")


@dataclass(frozen=True)
class Comparison:
    """A baseline and a variant, replication by replication.

    Attributes
    ----------
    baseline, variant : RunResult
        The two runs, with equal seed and number of replications.
    told : tuple of str
        What makes the comparison doubtful, and on what the scenarios disagree.
    reached : tuple of Reached
        How near each indicator came, where it was run until a precision.
    """

    baseline: RunResult
    variant: RunResult
    told: tuple[str, ...] = ()
    reached: tuple[Reached, ...] = ()

    @property
    def indicators(self) -> pandas.DataFrame:
        """One row per indicator with the paired difference and its 95 % interval.

        Returns
        -------
        pandas.DataFrame
            Columns indicator, name, name_zh, unit, baseline, variant (means), difference, low, high
            (variant minus baseline), replications (pairs in which both are defined),
            variance_reduction (how many times as many replications the difference would have
            needed without common random numbers).
        """
        import pandas as pd

        rows = []
        for info in simulation.indicators():
            baseline = self.baseline.values(info.id)
            variant = self.variant.values(info.id)
            difference = paired_difference(baseline, variant)
            rows.append(
                {
                    "indicator": info.id,
                    "name": info.name,
                    "name_zh": info.name_zh,
                    "unit": info.unit,
                    "baseline": mean_interval(baseline).mean,
                    "variant": mean_interval(variant).mean,
                    "difference": difference.mean,
                    "low": difference.low,
                    "high": difference.high,
                    "replications": difference.count,
                    "variance_reduction": variance_reduction(baseline, variant),
                }
            )
        return pd.DataFrame(rows)

    def write_report(
        self, folder: str | Path, *, overwrite: bool = False, command: str | None = None
    ) -> Path:
        """Write a page that tells of the comparison, its four pictures and `difference.csv`.

        Parameters
        ----------
        folder : str or pathlib.Path
            Made if it is not there.
        overwrite : bool
            Replace an earlier report instead of refusing.
        command : str, optional
            What the page gives as the way to repeat it; by default the call in Python.

        Returns
        -------
        pathlib.Path
            The page, ``index.html``, which needs no other file to be read.

        Raises
        ------
        MissingTableError
            If the results files were not written, or without trajectories.
        OutputError
            If a report is there already, or none can be written.
        """
        from tiercare.comparison_page import write_report

        return write_report(self, folder, overwrite=overwrite, command=command)


def _section(scenario: Scenario, name: str) -> list[str]:
    """A section of the resolved scenario, line by line; the text is written in one way only."""
    found = re.search(rf"^{name}:\n((?: .*\n)*)", scenario.resolved_text, re.MULTILINE)
    return found[1].splitlines() if found else []


def _other_people(baseline: Scenario, variant: Scenario) -> str:
    """How the residents of two scenarios differ, in words; empty if they are the same people."""
    if baseline.residents != variant.residents:
        return (
            f"{baseline.name} has {baseline.residents:,} residents and {variant.name} "
            f"{variant.residents:,}"
        )
    if _section(baseline, "population") != _section(variant, "population"):
        return f"{baseline.name} and {variant.name} say different things of the population"
    # Better roads are a policy; who lives where does not depend on them.
    first, second = (
        [line for line in _section(one, "geography") if not _TRAVEL.match(line.strip())]
        for one in (baseline, variant)
    )
    if first != second:
        return f"{baseline.name} and {variant.name} have other settlements"
    return ""


def check_comparable(baseline: Scenario, variant: Scenario) -> str:
    """Refuse to compare two scenarios that do not simulate the same time.

    Returns
    -------
    str
        What makes the comparison doubtful though possible; empty if nothing does.

    Raises
    ------
    ComparisonError
        If start, warm-up or measured time differ: indicators would count different days.
    """
    for what, first, second in (
        ("start on", baseline.start, variant.start),
        ("warm up for", baseline.warm_up, variant.warm_up),
        ("measure", baseline.measured, variant.measured),
    ):
        if first != second:
            raise ComparisonError(
                f"{baseline.name} and {variant.name} cannot be compared: they {what} "
                f"{str(first).removesuffix(', 0:00:00')} and "
                f"{str(second).removesuffix(', 0:00:00')}; for a short trial give the baseline the "
                f"same days in a file that extends {baseline.name}"
            )
    if how := _other_people(baseline, variant):
        return f"{how}: they are not the same people, so differences hold more than the policy"
    return ""


@dataclass(frozen=True)
class JointWishes:
    """How often two scenarios that are compared are run, and what is kept of both.

    Attributes
    ----------
    replications, detail : int, str or None
        What whoever compares says, else what a scenario says; None if nobody does.
    told : tuple of str
        A sentence for each on which the scenarios disagree, and how that was settled.
    """

    replications: int | None
    detail: Detail | None
    told: tuple[str, ...]


def joint_wishes(
    baseline: Scenario,
    variant: Scenario,
    *,
    replications: int | None = None,
    detail: Detail | None = None,
) -> JointWishes:
    """Make one of what two scenarios say of `replications` and `record`: pairs need equal counts.

    What the caller says goes before. Of two numbers the larger holds and of two details the fuller,
    so that neither scenario gets less than it asks for.
    """
    both = (baseline, variant)
    counts = [one.replications for one in both if one.replications is not None]
    details = [one.detail for one in both if one.detail is not None]
    fullest: Detail | None = max(details, key=get_args(Detail).index, default=None)
    told = []
    if replications is None and len(set(counts)) > 1:
        told.append(
            f"{baseline.name} says replications: {counts[0]}, {variant.name} says {counts[1]}: "
            f"both are run {max(counts)} times"
        )
    samples = {one.sampled_share for one in both}
    if len(samples) > 1:
        told.append(
            f"{baseline.name} keeps {100 * baseline.sampled_share:g} % of residents on file, "
            f"{variant.name} {100 * variant.sampled_share:g} %: counts in pictures are scaled up"
        )
    if detail is None and len(set(details)) > 1:
        told.append(
            f"{baseline.name} says record.detail: {details[0]}, {variant.name} says "
            f"{details[1]}: both keep {fullest}"
        )
    if replications is None:
        replications = max(counts, default=None)
    return JointWishes(replications, detail or fullest, tuple(told))


def difference_of(results: Sequence[RunResult], indicator: str) -> Interval:
    """The interval of the paired difference of two runs."""
    baseline, variant = results
    return paired_difference(baseline.values(indicator), variant.values(indicator))


def compare(
    baseline: Scenario | str | Path,
    variant: Scenario | str | Path,
    replications: int | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    precision: Precision | None = None,
    at_most: int | None = None,
    **options: Unpack[RunOptions],
) -> Comparison:
    """Run two scenarios with common random numbers and compare their indicators.

    Parameters
    ----------
    baseline, variant : Scenario, str or pathlib.Path
        Loaded scenarios, or what `load` takes.
    replications : int, optional
        How many of each; by default what the scenarios say, the larger number if they differ, else
        three, `FEWEST_PAIRS`, or ten for a precision.
    progress : callable, optional
        Called for the baseline first, then for the variant.
    precision : mapping of str to float, optional
        Go on, with both, until the half-width of the 95 % interval of the difference is at most so
        large for these indicators, in the unit of each; `replications` are begun with.
    at_most : int, optional
        Replications after which it ends also if that is not reached; by default 50. `reached` of
        the comparison says what was.
    **options
        `seed`, `threads`, `output`, `overwrite` and `detail`, as in `run`. What the files keep
        is by default what the scenarios say, the fuller if they differ.

    Returns
    -------
    Comparison
        Both runs and the frame of differences.

    Raises
    ------
    ScenarioError, OutputError, RunInterrupted
        As in `run`.
    ComparisonError
        If the two do not simulate the same time, or have one name where files are written. Other
        residents or settlements, and other wishes for replications and files, are Python warnings.
    PrecisionError
        If the precision makes no sense, or an indicator is undefined.
    """
    refuse_limit_alone(precision, at_most)
    loaded = [
        simulation.load(one) if isinstance(one, str | Path) else one for one in (baseline, variant)
    ]
    if options.get("output") is not None and (twice := shared_file(loaded)):
        raise ComparisonError(
            f"the files of both scenarios would be called {twice}-0001.h5 and so on: rename one"
        )
    doubt = check_comparable(*loaded)
    wishes = joint_wishes(*loaded, replications=replications, detail=options.get("detail"))
    options["detail"] = wishes.detail
    told = (*([doubt] if doubt else ()), *wishes.told)
    for text in told:
        warnings.warn(text, stacklevel=2)
    both = [progress] * 2
    if not precision:
        count = FEWEST_PAIRS if wishes.replications is None else wishes.replications
        first, second = run_in_turn(loaded, [count] * 2, both, **options)
        return Comparison(first, second, told)
    begin = begin_with(wishes.replications, at_most)
    (first, second), reached = run_until_precise(
        loaded, begin, precision, at_most, difference_of, both, **options
    )
    return Comparison(first, second, told, reached)
