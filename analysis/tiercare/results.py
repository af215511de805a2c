# SPDX-License-Identifier: Apache-2.0
"""Reading results files: one run, its attributes, its tables, each with units.

This module needs h5py alone, not the simulator, so results can be read anywhere. A table is lazy: it
knows its columns and their units at once and reads a column when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import h5py
import numpy as np
import numpy.typing as npt

from tiercare.errors import MissingTableError, ResultsFormatError

if TYPE_CHECKING:
    import pandas

FORMAT = "tiercare-results"
NEWEST_FORMAT_VERSION = 1
NEVER = np.iinfo(np.int64).max  # an instant that did not come


def _text(value: Any) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(entry) for entry in np.atleast_1d(value))


@dataclass(frozen=True)
class Column:
    """What a column says about itself.

    Attributes
    ----------
    name, unit : str
        Its name and the unit of its values (``"ms"``, ``"fen"``, ``"code"``, ``"id"``, ``"1"``).
    description, description_zh : str
        One sentence in English and in Chinese.
    labels, labels_zh : tuple of str
        Names of the codes 0, 1, 2 ...; empty if the values are no codes.
    missing_value : int or None
        The number that stands for "none".
    """

    name: str
    unit: str
    description: str
    description_zh: str
    labels: tuple[str, ...] = ()
    labels_zh: tuple[str, ...] = ()
    missing_value: int | None = None


def _describe(name: str, dataset: h5py.Dataset) -> Column:
    attributes = dataset.attrs
    missing = attributes.get("missing_value")
    return Column(
        name=name,
        unit=_text(attributes.get("unit", "")),
        description=_text(attributes.get("description", "")),
        description_zh=_text(attributes.get("description_zh", "")),
        labels=_texts(attributes.get("labels", ())),
        labels_zh=_texts(attributes.get("labels_zh", ())),
        missing_value=None if missing is None else int(missing),
    )


class _Source:
    """An HDF5 file that is open only while something is read from it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self) -> Iterator[h5py.File]:
        with h5py.File(self.path, "r") as file:
            yield file


class Table:
    """Equally long columns of a results file, read when asked for.

    Attributes
    ----------
    name, description, description_zh : str
        Which table it is and what one row stands for.
    columns : dict of str to Column
        Name, unit and description of every column, in the file's order.
    """

    def __init__(self, source: _Source, name: str) -> None:
        self._source = source
        self.name = name
        with source.open() as file:
            group = cast(h5py.Group, file[name])
            self.description = _text(group.attrs.get("description", ""))
            self.description_zh = _text(group.attrs.get("description_zh", ""))
            listed = _texts(group.attrs.get("columns", ()))
            extra = tuple(key for key in group if key not in listed)
            self.columns: dict[str, Column] = {}
            self._length = 0
            for key in (*listed, *extra):
                dataset = group[key]
                if isinstance(dataset, h5py.Dataset) and dataset.ndim == 1:
                    self.columns[key] = _describe(key, dataset)
                    self._length = dataset.shape[0]

    def __len__(self) -> int:
        """Number of rows."""
        return self._length

    def __repr__(self) -> str:
        """Name, size and columns with units."""
        columns = ", ".join(f"{c.name} [{c.unit}]" for c in self.columns.values())
        return f"<table {self.name}: {len(self)} rows; {columns}>"

    @property
    def units(self) -> dict[str, str]:
        """The unit of each column."""
        return {name: column.unit for name, column in self.columns.items()}

    def __getitem__(self, column: str) -> npt.NDArray[Any]:
        """Read one column as it is stored.

        Parameters
        ----------
        column : str
            Its name.

        Returns
        -------
        numpy.ndarray, shape (n_rows,)
            Stored values, in the unit of `columns[column].unit`; texts as ``str`` objects.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        if column not in self.columns:
            raise KeyError(f"no column {column!r} in {self.name}; there are {list(self.columns)}")
        with self._source.open() as file:
            values = cast(h5py.Dataset, file[f"{self.name}/{column}"])[()]
        if values.dtype.kind in "SO":
            return np.array([_text(value) for value in values], dtype=object)
        return cast(npt.NDArray[Any], values)

    def to_pandas(
        self, columns: Sequence[str] | None = None, *, labels: bool = True
    ) -> pandas.DataFrame:
        """Read the table, or some columns of it, as a data frame.

        Parameters
        ----------
        columns : sequence of str, optional
            Which columns; all by default.
        labels : bool
            Give codes as categories with their names, not as numbers.

        Returns
        -------
        pandas.DataFrame
            One row for each row; what did not come or is not there is missing. `attrs["units"]`
            holds the unit of each column.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        import pandas as pd

        wanted = list(self.columns) if columns is None else list(columns)
        frame = pd.DataFrame({name: self._series(name, labels=labels) for name in wanted})
        frame.attrs["units"] = {name: self.columns[name].unit for name in wanted}
        frame.attrs["table"] = self.name
        return frame

    def _series(self, name: str, *, labels: bool) -> pandas.Series[Any]:
        import pandas as pd

        values = self[name]
        column = self.columns[name]
        if labels and column.labels:
            codes = np.where(values < len(column.labels), values, -1).astype(np.int16)
            return pd.Series(pd.Categorical.from_codes(codes, list(column.labels)))
        if column.missing_value is not None:
            absent = values == column.missing_value
        elif values.dtype == np.int64 and column.unit == "ms":
            absent = values == NEVER
        else:
            return pd.Series(values)
        if not absent.any():
            return pd.Series(values)
        return pd.Series(pd.arrays.IntegerArray(values, mask=absent))


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
        self._source = _Source(self.path)
        try:
            with self._source.open() as file:
                self.attributes: Mapping[str, Any] = {
                    key: _text(value) if isinstance(value, str | bytes) else value.item()
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
            return _text(cast(h5py.Dataset, entry)[()])

    @property
    def tables(self) -> list[str]:
        """Names of the tables in the file."""
        return [name for name in self._groups if name not in ("series", "scenario")]

    def table(self, name: str) -> Table:
        """Find a table by name.

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
                dimensions=_texts(dataset.attrs.get("dimensions", ("facility", "day"))),
                column=_describe(name, dataset),
            )


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
