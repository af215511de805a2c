# SPDX-License-Identifier: Apache-2.0
"""Reading results files: one run, its attributes, its tables, each with units.

This module needs h5py alone, not the simulator, so results can be read anywhere. A table is lazy:
it knows its columns and their units at once and reads a column when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import h5py
import numpy.typing as npt

from tiercare.errors import MissingTableError, ResultsFormatError
from tiercare.tables import Column, Source, Table, describe, text_of, texts_of

if TYPE_CHECKING:
    import xarray

FORMAT = "tiercare-results"
START = re.compile(r"^start: *(\d{4}-\d\d-\d\d) *$", re.MULTILINE)
NEWEST_FORMAT_VERSION = 1


@dataclass(frozen=True)
class Matrix:
    """A two-dimensional series of a results file.

    Attributes
    ----------
    values : numpy.ndarray, shape (n_rows, n_columns)
        The numbers, in `column.unit`.
    dimensions : tuple of str
        What the two indices count, such as ``("facility", "day")``.
    column : Column
        Unit and descriptions.
    """

    values: npt.NDArray[Any]
    dimensions: tuple[str, ...]
    column: Column


class Run:
    """One results file: who ran what, and the tables it kept.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    attributes : dict
        All attributes of the file.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_file():
            raise FileNotFoundError(f"no results file {self.path}")
        self._source = Source(self.path)
        try:
            with self._source.open() as file:
                self.attributes: Mapping[str, Any] = {
                    key: text_of(value) if isinstance(value, str | bytes) else value.item()
                    for key, value in file.attrs.items()
                }
                self._groups = [key for key, entry in file.items() if isinstance(entry, h5py.Group)]
        except OSError as error:
            raise ResultsFormatError(f"{self.path}: not a readable HDF5 file ({error})") from error
        if self.attributes.get("format") != FORMAT:
            raise ResultsFormatError(f"{self.path}: not a tiercare results file")
        if self.format_version > NEWEST_FORMAT_VERSION:
            raise ResultsFormatError(
                f"{self.path}: format {self.format_version} is newer than this reader "
                f"(which knows {NEWEST_FORMAT_VERSION}); install a newer tiercare"
            )

    def __repr__(self) -> str:
        """Scenario, seed, replication and tables."""
        whole = "" if self.complete else ", incomplete"
        return (
            f"<run of {self.scenario_name}, seed {self.seed}, replication {self.replication}"
            f"{whole}; {', '.join(self.tables)}>"
        )

    @property
    def format_version(self) -> int:
        """Version of the file's layout."""
        return int(self.attributes.get("format_version", 0))

    @property
    def software_version(self) -> str:
        """Version of the simulator that wrote the file."""
        return str(self.attributes["software_version"])

    @property
    def scenario_name(self) -> str:
        """Name of the scenario."""
        return str(self.attributes["scenario_name"])

    @property
    def scenario_hash(self) -> str:
        """Hash of the resolved scenario."""
        return str(self.attributes["scenario_hash"])

    @property
    def seed(self) -> int:
        """Seed of the experiment."""
        return int(self.attributes["seed"])

    @property
    def replication(self) -> int:
        """Number of the replication within the experiment."""
        return int(self.attributes["replication"])

    @property
    def sampled_share(self) -> float:
        """Share of the residents whose encounters are kept: counts are that part of all."""
        return float(self.attributes.get("sampled_share", 1.0))

    @property
    def measured_from(self) -> int:
        """End of warm-up, from which indicators count [ms since the start]."""
        return int(self.attributes.get("measured_from", 0))

    @property
    def complete(self) -> bool:
        """Whether the run reached its end."""
        return bool(self.attributes["complete"])

    @property
    def content_digest(self) -> str:
        """Digest of everything simulated, equal for equal runs; empty while incomplete."""
        return str(self.attributes.get("content_digest", ""))

    @property
    def scenario_text(self) -> str:
        """The scenario with every value resolved, as YAML."""
        with self._source.open() as file:
            entry = file["scenario"]
            if isinstance(entry, h5py.Group):
                entry = entry["resolved"]
            return text_of(cast(h5py.Dataset, entry)[()])

    @property
    def start(self) -> date:
        """The day whose midnight is time 0, as the scenario gives it.

        Raises
        ------
        ResultsFormatError
            If the scenario in the file gives none.
        """
        found = START.search(self.scenario_text)
        if found is None:
            raise ResultsFormatError(f"{self.path}: its scenario does not say when it starts")
        return date.fromisoformat(found[1])

    @property
    def tables(self) -> list[str]:
        """Names of the tables in the file."""
        return [name for name in self._groups if name not in ("series", "scenario")]

    def table(self, name: str) -> Table:
        """Find a table by name.

        Parameters
        ----------
        name : str
            One of `tables`.

        Returns
        -------
        Table
            Its columns at once, their values when asked for.

        Raises
        ------
        MissingTableError
            If the run did not keep it.
        """
        if name not in self._groups:
            raise MissingTableError(
                f"{self.path} has no table {name!r} (it has {', '.join(self.tables) or 'none'}); "
                "a run with detail='encounters' keeps every trajectory"
            )
        return Table(self._source, name)

    @property
    def persons(self) -> Table:
        """One row per resident at the start."""
        return self.table("persons")

    @property
    def deaths(self) -> Table:
        """One row per resident who died."""
        return self.table("deaths")

    @property
    def settlements(self) -> Table:
        """One row per place; the row number is its id."""
        return self.table("settlements")

    @property
    def conditions(self) -> Table:
        """One row per condition; the row number is its id."""
        return self.table("conditions")

    @property
    def facilities(self) -> Table:
        """One row per facility; the row number is the facility's id."""
        return self.table("facilities")

    @property
    def encounters(self) -> Table:
        """One row per contact of a patient with a facility."""
        return self.table("encounters")

    @property
    def referrals(self) -> Table:
        """One row per referral that was thought of, with its four links."""
        return self.table("referrals")

    @property
    def admissions(self) -> Table:
        """One row per stay in a bed."""
        return self.table("admissions")

    @property
    def indicators(self) -> Table:
        """One row per indicator."""
        return self.table("indicators")

    def daily(self, name: str) -> Matrix:
        """Read one daily series, a value for each facility and day.

        Parameters
        ----------
        name : str
            Such as ``"visits"``; the error names all that there are.

        Returns
        -------
        Matrix
            Its values, unit and dimensions.

        Raises
        ------
        MissingTableError
            If the run did not keep it.
        """
        with self._source.open() as file:
            group = file.get("series/daily")
            if not isinstance(group, h5py.Group) or name not in group:
                kept = ", ".join(group) if isinstance(group, h5py.Group) else "none"
                raise MissingTableError(f"{self.path} has no daily series {name!r} (it has {kept})")
            dataset = cast(h5py.Dataset, group[name])
            return Matrix(
                values=dataset[()],
                dimensions=texts_of(dataset.attrs.get("dimensions", ("facility", "day"))),
                column=describe(name, dataset),
            )

    def to_xarray(self) -> xarray.Dataset:
        """Give all daily series as an xarray dataset.

        Needs xarray (``pip install 'tiercare[xarray]'``). A series is read when its values are
        asked for, and then kept by the dataset.

        Returns
        -------
        xarray.Dataset
            A variable for each series, with `units` and descriptions as attributes, by facility
            (its name; `facility_zh` in Chinese) and day (its date); the file's attributes are
            those of the dataset.

        Raises
        ------
        ImportError
            If xarray is not installed.
        """
        from tiercare.results_xarray import daily_dataset

        return daily_dataset(self, self._source)


def open_run(path: str | Path) -> Run:
    """Open a results file for reading; the simulator is not needed.

    Parameters
    ----------
    path : str or pathlib.Path
        A file ``NAME.h5``, or ``NAME.h5.partial`` of a run that was stopped.

    Returns
    -------
    Run
        Its attributes at once, its tables when asked for.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ResultsFormatError
        If it is no results file, or its format version is newer than this reader.
    """
    return Run(path)
