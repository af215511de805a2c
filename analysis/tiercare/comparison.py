# SPDX-License-Identifier: Apache-2.0
"""Comparing scenarios: the same people, the same luck, another policy.

Replication k of the baseline and of a variant share their random numbers, so the interval of the
difference is that of the pairs and much narrower than that of either mean.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tiercare import simulation
from tiercare.errors import ComparisonError
from tiercare.simulation import Detail, RunResult
from tiercare.statistics import mean_interval, paired_difference

if TYPE_CHECKING:
    import pandas

    from tiercare._core import Progress, Scenario


@dataclass(frozen=True)
class Comparison:
    """A baseline and a variant, replication by replication.

    Attributes
    ----------
    baseline, variant : RunResult
        The two runs, with equal seed and number of replications.
    """

    baseline: RunResult
    variant: RunResult

    @property
    def indicators(self) -> pandas.DataFrame:
        """One row per indicator with the paired difference and its 95 % interval.

        Returns
        -------
        pandas.DataFrame
            Columns indicator, name, name_zh, unit, baseline, variant (means), difference, low, high
            (variant minus baseline), replications (pairs in which both are defined).
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
                }
            )
        return pd.DataFrame(rows)


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
                f"{str(second).removesuffix(', 0:00:00')}"
            )
    if baseline.residents != variant.residents:
        return (
            f"{baseline.name} has {baseline.residents:,} residents and {variant.name} "
            f"{variant.residents:,}: they are not the same people, so differences hold more than "
            "the policy"
        )
    return ""


def compare(
    baseline: Scenario | str | Path,
    variant: Scenario | str | Path,
    replications: int | None = None,
    *,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    overwrite: bool = False,
    detail: Detail | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Comparison:
    """Run two scenarios with common random numbers and compare their indicators.

    Parameters
    ----------
    baseline, variant : Scenario, str or pathlib.Path
        Loaded scenarios, or what `load` takes.
    replications, seed, threads, output, overwrite, detail, progress
        As in `run`; the baseline says how many replications both have if `replications` does not.
        `progress` is called for the baseline first, then for the variant.

    Returns
    -------
    Comparison
        Both runs and the frame of differences.

    Raises
    ------
    ScenarioError, OutputError, RunInterrupted
        As in `run`.
    ComparisonError
        If the two do not simulate the same time; other residents are a Python warning.
    """
    loaded = [
        simulation.load(one) if isinstance(one, str | Path) else one for one in (baseline, variant)
    ]
    if doubt := check_comparable(*loaded):
        warnings.warn(doubt, stacklevel=2)
    if replications is None:
        replications = loaded[0].replications or 1
    results = [
        simulation.run(
            scenario,
            replications,
            seed=seed,
            threads=threads,
            output=output,
            overwrite=overwrite,
            detail=detail,
            progress=progress,
        )
        for scenario in loaded
    ]
    return Comparison(*results)
