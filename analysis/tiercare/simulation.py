# SPDX-License-Identifier: Apache-2.0
"""Loading scenarios and running them: the Python face of the compiled simulator.

The compiled module is imported at the first use, so that reading results never needs it. A run is a
set of replications of one scenario; replication k of two scenarios shares its random numbers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from tiercare.errors import RunInterrupted
from tiercare.statistics import mean_interval

if TYPE_CHECKING:
    import pandas

    from tiercare._core import (
        BookEntry,
        ExplainedValue,
        FieldInfo,
        IndicatorInfo,
        PolicyInfo,
        Progress,
        ReplicationResult,
        Scenario,
    )

Detail = Literal["indicators", "encounters"]
"""What a run keeps in its files: indicators only, or every trajectory."""


class RunOptions(TypedDict, total=False):
    """What `run` can be told besides the scenario, how often, and whom progress is told."""

    seed: int
    threads: int | None
    output: str | Path | None
    overwrite: bool
    detail: Detail | None


def _simulator() -> ModuleType:
    """The compiled module, imported at the first use."""
    try:
        from tiercare import _core
    except ImportError as error:
        raise ImportError(
            f"the compiled simulator cannot be loaded ({error}); build it with 'make build' or "
            "'pip install .'"
        ) from error
    return _core


def compiled_module() -> Path:
    """File of the compiled module."""
    return Path(str(_simulator().__file__))


def library_folder() -> Path:
    """Folder of the scenario library: beside the installed package, or in the checkout."""
    installed = Path(__file__).resolve().parent / "scenarios"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "scenarios"


def library_scenarios(library: str | Path | None = None) -> list[str]:
    """Names of the scenarios in the library.

    Parameters
    ----------
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    list of str
        The names, sorted.

    Raises
    ------
    FileNotFoundError
        If the folder is no library.
    """
    top = (Path(library) if library else library_folder()) / "library"
    if not top.is_dir():
        raise FileNotFoundError(f"no folder {top}: is {top.parent} a scenario library?")
    return sorted(path.relative_to(top).with_suffix("").as_posix() for path in top.rglob("*.yaml"))


def software_version() -> str:
    """Version of the simulator."""
    version: str = _simulator().software_version()
    return version


def indicators() -> list[IndicatorInfo]:
    """Catalogue of indicators, in the order of the tables."""
    catalogue: list[IndicatorInfo] = _simulator().indicator_catalogue()
    return catalogue


def policies() -> list[PolicyInfo]:
    """Every policy that a scenario can name, by kind, with its parameters."""
    catalogue: list[PolicyInfo] = _simulator().describe_policies()
    return catalogue


def fields() -> list[FieldInfo]:
    """Every key that can be written, with its meaning, type and default."""
    described: list[FieldInfo] = _simulator().describe_fields()
    return described


def load(scenario: str | Path, library: str | Path | None = None) -> Scenario:
    """Load a scenario and check all of it.

    Parameters
    ----------
    scenario : str or pathlib.Path
        A name of the library (``"heping/2017"``) or a path to a YAML file.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    Scenario
        Validated and immutable.

    Raises
    ------
    ScenarioError
        If anything in it is wrong; `.diagnostics` lists every finding.
    """
    folder = Path(library) if library else library_folder()
    loaded: Scenario = _simulator().Scenario.load(str(scenario), folder)
    return loaded


def load_text(text: str, path: Path, library: Path) -> Scenario:
    """Load a scenario from a text that would stand in a file at `path`."""
    loaded: Scenario = _simulator().Scenario.load_text(text, str(path), library)
    return loaded


def explained_values(
    scenario: str | Path, library: str | Path | None = None
) -> list[ExplainedValue]:
    """Every value of a scenario with its place and its source; `tiercare.explain` makes a frame."""
    folder = Path(library) if library else library_folder()
    values: list[ExplainedValue] = _simulator().explain(str(scenario), folder)
    return values


def book_entries(library: str | Path | None = None) -> dict[str, BookEntry]:
    """The entries of the parameter book by their codes."""
    folder = Path(library) if library else library_folder()
    return {entry.code: entry for entry in _simulator().parameter_book(folder)}


@dataclass(frozen=True)
class RunResult:
    """What the replications of one scenario gave.

    Attributes
    ----------
    scenario : Scenario
        What was run.
    seed : int
        Seed of all its random numbers.
    replications : list of ReplicationResult
        Finished replications in order.
    stopped : bool
        Whether it was stopped before all were finished.
    """

    scenario: Scenario
    seed: int
    replications: list[ReplicationResult] = field(repr=False)
    stopped: bool = False

    @property
    def files(self) -> list[Path]:
        """The results files that were written, one per replication."""
        return [Path(one.file) for one in self.replications if one.file]

    def values(self, indicator: str) -> list[float]:
        """Value of one indicator in each replication, NaN where it is undefined.

        Parameters
        ----------
        indicator : str
            Its id, as in `indicators`.

        Returns
        -------
        list of float
            In the indicator's unit, one for each replication.

        Raises
        ------
        KeyError
            If there is no such indicator.
        """
        found = [
            row.value for one in self.replications for row in one.indicators if row.id == indicator
        ]
        if self.replications and not found:
            raise KeyError(f"no indicator {indicator!r}")
        return found

    @property
    def indicators(self) -> pandas.DataFrame:
        """One row per replication and indicator.

        Returns
        -------
        pandas.DataFrame
            Columns scenario, replication, indicator, unit, value, numerator, denominator.
        """
        import pandas as pd

        units = {info.id: info.unit for info in indicators()}
        return pd.DataFrame(
            [
                {
                    "scenario": self.scenario.name,
                    "replication": one.replication,
                    "indicator": row.id,
                    "unit": units.get(row.id, ""),
                    "value": row.value,
                    "numerator": row.numerator,
                    "denominator": row.denominator,
                }
                for one in self.replications
                for row in one.indicators
            ]
        )

    def summary(self, confidence: float = 0.95) -> pandas.DataFrame:
        """Mean over replications and its Student-t interval, one row per indicator.

        Parameters
        ----------
        confidence : float
            Probability with which the interval covers the mean.

        Returns
        -------
        pandas.DataFrame
            Columns indicator, name, name_zh, unit, mean, low, high, replications.
        """
        import pandas as pd

        rows = []
        for info in indicators():
            interval = mean_interval(self.values(info.id), confidence)
            rows.append(
                {
                    "indicator": info.id,
                    "name": info.name,
                    "name_zh": info.name_zh,
                    "unit": info.unit,
                    "mean": interval.mean,
                    "low": interval.low,
                    "high": interval.high,
                    "replications": interval.count,
                }
            )
        return pd.DataFrame(rows)


def run(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    *,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    overwrite: bool = False,
    detail: Detail | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """Simulate replications of a scenario.

    Parameters
    ----------
    scenario : Scenario, str or pathlib.Path
        A loaded scenario, or what `load` takes.
    replications : int, optional
        How many, at least 1; by default what the scenario says, else one.
    seed : int
        Seed of all random numbers; equal seeds give equal bytes at any number of threads.
    threads : int, optional
        Replications that run at once; by default as many as there are cores.
    output : str or pathlib.Path, optional
        Folder for one HDF5 file per replication; nothing is written without it.
    overwrite : bool
        Replace files of an earlier run instead of refusing.
    detail : {"encounters", "indicators"}, optional
        What the files keep; by default what the scenario says under `record`.
    progress : callable, optional
        Called with a `Progress` now and then, on the calling thread.

    Returns
    -------
    RunResult
        Indicators, digests and files.

    Raises
    ------
    ValueError
        If `replications` or `threads` is less than 1.
    ScenarioError
        If the scenario is wrong.
    OutputError
        If a file cannot be written, or is there already and `overwrite` is false.
    RunInterrupted
        After Ctrl-C; carries the replications that were finished.
    """
    if replications is not None and replications < 1:
        raise ValueError(f"replications is {replications}, not at least 1")
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}, not at least 1")
    loaded = load(scenario) if isinstance(scenario, str | Path) else scenario
    count = replications or loaded.replications or 1
    folder = None if output is None else Path(output)
    experiment = _simulator().run_experiment(
        loaded,
        replications=count,
        seed=seed,
        threads=min(count, threads or os.cpu_count() or 1),
        output_directory=folder,
        overwrite=overwrite,
        detail=detail,
        on_progress=progress,
    )
    finished = [one for one in experiment.replications if one.complete]
    result = RunResult(loaded, seed, finished, experiment.stopped)
    if result.stopped:
        raise RunInterrupted(result, output=folder)
    return result


def run_in_turn(
    scenarios: Sequence[Scenario],
    counts: Sequence[int],
    progress: Sequence[Callable[[Progress], None] | None],
    **options: Unpack[RunOptions],
) -> list[RunResult]:
    """Run scenarios one after another, each as often as its count, with a progress of its own.

    Raises
    ------
    OutputError
        If a file of any of them is in the way: before the first one is run.
    RunInterrupted
        After Ctrl-C; carries also the scenarios that had been run to their end.
    """
    output = options.get("output")
    if output is not None and not options.get("overwrite"):
        for scenario, count in zip(scenarios, counts, strict=True):
            _simulator().refuse_existing(
                scenario, replications=count, output_directory=Path(output)
            )
    results: list[RunResult] = []
    for scenario, count, shown in zip(scenarios, counts, progress, strict=True):
        try:
            results.append(run(scenario, count, progress=shown, **options))
        except RunInterrupted as stop:
            raise RunInterrupted(stop.result, tuple(results), stop.output) from stop
    return results
