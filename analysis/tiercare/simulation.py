# SPDX-License-Identifier: Apache-2.0
"""Scenarios and what running them gives: the Python face of the compiled simulator.

The compiled module is imported at the first use, so that reading results never needs it. A run is a
set of replications of one scenario; replication k of two scenarios shares its random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from tiercare.statistics import mean_interval

if TYPE_CHECKING:
    import pandas

    from tiercare._core import (
        BookEntry,
        ExplainedValue,
        FieldInfo,
        IndicatorInfo,
        PolicyInfo,
        ReplicationResult,
        Scenario,
    )
    from tiercare.precision import Reached

Detail = Literal["indicators", "encounters", "everything"]
"""What a run keeps in its files: indicators only, every trajectory, or also every need."""


def simulator() -> ModuleType:
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
    return Path(str(simulator().__file__))


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
    version: str = simulator().software_version()
    return version


def indicators() -> list[IndicatorInfo]:
    """Catalogue of indicators, in the order of the tables."""
    catalogue: list[IndicatorInfo] = simulator().indicator_catalogue()
    return catalogue


def policies() -> list[PolicyInfo]:
    """Every policy that a scenario can name, by kind, with its parameters."""
    catalogue: list[PolicyInfo] = simulator().describe_policies()
    return catalogue


def fields() -> list[FieldInfo]:
    """Every key that can be written, with its meaning, type and default."""
    described: list[FieldInfo] = simulator().describe_fields()
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
    loaded: Scenario = simulator().Scenario.load(str(scenario), folder)
    return loaded


def load_text(text: str, path: Path, library: Path) -> Scenario:
    """Load a scenario from a text that would stand in a file at `path`."""
    loaded: Scenario = simulator().Scenario.load_text(text, str(path), library)
    return loaded


def explained_values(
    scenario: str | Path, library: str | Path | None = None
) -> list[ExplainedValue]:
    """Every value of a scenario with its place and its source; `tiercare.explain` makes a frame."""
    folder = Path(library) if library else library_folder()
    values: list[ExplainedValue] = simulator().explain(str(scenario), folder)
    return values


def book_entries(library: str | Path | None = None) -> dict[str, BookEntry]:
    """The entries of the parameter book by their codes."""
    folder = Path(library) if library else library_folder()
    return {entry.code: entry for entry in simulator().parameter_book(folder)}


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
    reached : tuple of Reached
        How near each indicator came, where it was run until a precision.
    """

    scenario: Scenario
    seed: int
    replications: list[ReplicationResult] = field(repr=False)
    stopped: bool = False
    reached: tuple[Reached, ...] = ()

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
