# SPDX-License-Identifier: Apache-2.0
"""Tables of a results file: columns that know their units and are read when asked for.

A table keeps no file open: each reading opens the file and closes it again, so that a run can be
written anew while an old table is still around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import h5py
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas
    import xarray

NEVER = np.iinfo(np.int64).max  # an instant that did not come
PIECE = 1 << 20  # rows that are read at once where a table is gone through


def text_of(value: Any) -> str:
    """An attribute or entry as text, whichever way HDF5 stores it."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def texts_of(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text_of(entry) for entry in np.atleast_1d(value))


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
    refers_to : str
        The table whose rows an id numbers; empty if the values are no ids.
    """

    name: str
    unit: str
    description: str
    description_zh: str
    labels: tuple[str, ...] = ()
    labels_zh: tuple[str, ...] = ()
    missing_value: int | None = None
    refers_to: str = ""


def describe(name: str, dataset: h5py.Dataset) -> Column:
    """What a dataset's attributes say about it."""
    attributes = dataset.attrs
    missing = attributes.get("missing_value")
    return Column(
        name=name,
        unit=text_of(attributes.get("unit", "")),
        description=text_of(attributes.get("description", "")),
        description_zh=text_of(attributes.get("description_zh", "")),
        labels=texts_of(attributes.get("labels", ())),
        labels_zh=texts_of(attributes.get("labels_zh", ())),
        missing_value=None if missing is None else int(missing),
        refers_to=text_of(attributes.get("refers_to", "")),
    )


class Source:
    """An HDF5 file that is open only while something is read from it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self) -> Iterator[h5py.File]:
        """The file, for as long as the `with` block lasts."""
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

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self.name = name
        with source.open() as file:
            group = cast(h5py.Group, file[name])
            self.description = text_of(group.attrs.get("description", ""))
            self.description_zh = text_of(group.attrs.get("description_zh", ""))
            listed = texts_of(group.attrs.get("columns", ()))
            extra = tuple(key for key in group if key not in listed)
            self.columns: dict[str, Column] = {}
            self._length = 0
            for key in (*listed, *extra):
                dataset = group[key]
                if isinstance(dataset, h5py.Dataset) and dataset.ndim == 1:
                    self.columns[key] = describe(key, dataset)
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

    def check_column(self, column: str) -> None:
        """Refuse a name that no column has.

        Parameters
        ----------
        column : str
            The name.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        if column not in self.columns:
            raise KeyError(f"no column {column!r} in {self.name}; there are {list(self.columns)}")

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
        self.check_column(column)
        with self._source.open() as file:
            values = cast(h5py.Dataset, file[f"{self.name}/{column}"])[()]
        if values.dtype.kind in "SO":
            return np.array([text_of(value) for value in values], dtype=object)
        return cast(npt.NDArray[Any], values)

    def row(self, number: int) -> dict[str, Any]:
        """Read one row.

        Parameters
        ----------
        number : int
            Which, from 0: the id that other tables refer to.

        Returns
        -------
        dict of str to int, float or str
            The value of each column.
        """
        with self._source.open() as file:
            values = {
                name: cast(h5py.Dataset, file[f"{self.name}/{name}"])[number]
                for name in self.columns
            }
        return {
            name: text_of(value) if isinstance(value, str | bytes) else value.item()
            for name, value in values.items()
        }

    def pieces(self, *columns: str) -> Iterator[tuple[npt.NDArray[Any], ...]]:
        """Go through columns piece by piece, so that a long table need not fit into memory.

        Parameters
        ----------
        *columns : str
            Names of columns of numbers.

        Yields
        ------
        tuple of numpy.ndarray
            The same rows of each column, as stored; at most about a million at a time.
        """
        with self._source.open() as file:
            datasets = [cast(h5py.Dataset, file[f"{self.name}/{column}"]) for column in columns]
            for first in range(0, len(self), PIECE):
                last = min(first + PIECE, len(self))
                yield tuple(dataset[first:last] for dataset in datasets)

    def rows_where(self, column: str, value: int) -> dict[str, npt.NDArray[Any]]:
        """Read the rows in which a column has a value; meant for few rows of a long table.

        Parameters
        ----------
        column : str
            Name of a column of whole numbers.
        value : int
            What it is to be.

        Returns
        -------
        dict of str to numpy.ndarray
            Every column at these rows, in the order of the file, as stored.
        """
        found = [
            number * PIECE + np.flatnonzero(values == value)
            for number, (values,) in enumerate(self.pieces(column))
        ]
        rows = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        with self._source.open() as file:
            datasets = {
                name: cast(h5py.Dataset, file[f"{self.name}/{name}"]) for name in self.columns
            }
            return {name: dataset[rows] for name, dataset in datasets.items()}

    def to_pandas(
        self, columns: Sequence[str] | None = None, *, labels: bool = True
    ) -> pandas.DataFrame:
        """Read the table, or some columns of it, as a data frame.

        Parameters
        ----------
        columns : sequence of str, optional
            Which columns; all by default.
        labels : bool
            Give codes, and ids of things that have distinct names (facilities, conditions,
            settlements), as categories with these names, not as numbers.

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

    def to_xarray(self, columns: Sequence[str] | None = None) -> xarray.Dataset:
        """Give the table, or some columns of it, as an xarray dataset with the dimension ``row``.

        Needs xarray (``pip install 'tiercare[xarray]'``). A column is read when its values are
        asked for, and then kept by the dataset; a part of it (``dataset["wait"][:100]``) is read
        alone. Values are as stored: codes and ids are numbers, whose labels, missing value and
        table are attributes.

        Parameters
        ----------
        columns : sequence of str, optional
            Which columns; all by default.

        Returns
        -------
        xarray.Dataset
            A variable for each column, with `units` and descriptions as attributes.

        Raises
        ------
        KeyError
            If the table has no such column.
        ImportError
            If xarray is not installed.
        """
        from tiercare.results_xarray import table_dataset

        return table_dataset(self, self._source, columns)

    def _names_behind(self, column: Column) -> tuple[str, ...]:
        """Names of the rows an id numbers; empty if they have none, or not distinct ones."""
        if not column.refers_to:
            return ()
        with self._source.open() as file:
            names = file.get(f"{column.refers_to}/name")
            found = texts_of(names[()]) if isinstance(names, h5py.Dataset) else ()
        return found if len(set(found)) == len(found) else ()

    def _series(self, name: str, *, labels: bool) -> pandas.Series[Any]:
        import pandas as pd

        values = self[name]
        column = self.columns[name]
        if labels and column.labels:
            codes = np.where(values < len(column.labels), values, -1).astype(np.int16)
            return pd.Series(pd.Categorical.from_codes(codes, pd.Index(column.labels)))
        names = self._names_behind(column) if labels else ()
        if names:
            codes = np.where(values < len(names), values, -1).astype(np.int32)
            return pd.Series(pd.Categorical.from_codes(codes, pd.Index(names)))
        if column.missing_value is not None:
            absent = values == column.missing_value
        elif values.dtype == np.int64 and column.unit == "ms":
            absent = values == NEVER
        else:
            return pd.Series(values)
        if not absent.any():
            return pd.Series(values)
        return pd.Series(pd.arrays.IntegerArray(values, mask=absent))
