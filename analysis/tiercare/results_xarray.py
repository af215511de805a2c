# SPDX-License-Identifier: Apache-2.0
"""Results as xarray datasets: facilities by name, days as dates, units as attributes.

Nothing is read until its values are asked for; what was read is kept by the dataset.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import h5py
import numpy as np
import numpy.typing as npt

from tiercare.errors import ResultsFormatError
from tiercare.tables import Column, Source, describe, text_of, texts_of

if TYPE_CHECKING:
    import xarray

    from tiercare.results import Run
    from tiercare.tables import Table

DAY = np.timedelta64(1, "D")


def _xarray() -> Any:
    """The package, which is optional.

    Raises
    ------
    ImportError
        If it is not installed; says what to do.
    """
    try:
        import xarray
        import xarray.backends
        import xarray.core.indexing
    except ImportError as error:
        raise ImportError(
            f"xarray is not installed ({error}): pip install 'tiercare[xarray]'"
        ) from error
    return xarray


def _lazy(source: Source, path: str, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Any:
    """What xarray asks for values of a dataset when they are needed, and keeps."""
    xr = _xarray()
    indexing = xr.core.indexing
    backend: Any = xr.backends.BackendArray
    is_text = dtype.kind in "SO"

    class Stored(backend):  # type: ignore[misc]
        def __init__(self) -> None:
            self.shape = shape
            self.dtype = np.dtype(object) if is_text else dtype

        def __getitem__(self, key: Any) -> Any:
            return indexing.explicit_indexing_adapter(
                key, self.shape, indexing.IndexingSupport.BASIC, self.read
            )

        def read(self, key: tuple[int | slice, ...]) -> Any:
            with source.open() as file:
                values = cast(h5py.Dataset, file[path])[key]
            if not is_text:
                return values
            if isinstance(values, bytes | str):
                return text_of(values)
            return np.array([text_of(value) for value in values], dtype=object)

    return indexing.MemoryCachedArray(indexing.LazilyIndexedArray(Stored()))


def _attributes(column: Column) -> dict[str, Any]:
    """A column's words, under the names that xarray and CF know."""
    told: dict[str, Any] = {
        "units": column.unit,
        "long_name": column.description,
        "description": column.description,
        "description_zh": column.description_zh,
    }
    if column.labels:
        told |= {"labels": list(column.labels), "labels_zh": list(column.labels_zh)}
    if column.missing_value is not None:
        told["missing_value"] = column.missing_value
    if column.refers_to:
        told["refers_to"] = column.refers_to
    return told


def _variable(source: Source, path: str, dimensions: Sequence[str]) -> Any:
    """A dataset of the file as a variable that has read nothing yet."""
    with source.open() as file:
        dataset = cast(h5py.Dataset, file[path])
        lazy = _lazy(source, path, dataset.shape, dataset.dtype)
        attributes = _attributes(describe(path, dataset))
    return _xarray().Variable(tuple(dimensions), lazy, attributes)


def table_dataset(table: Table, source: Source, columns: Sequence[str] | None) -> xarray.Dataset:
    """A table with the dimension `row`; see `Table.to_xarray`."""
    wanted = list(table.columns) if columns is None else list(columns)
    for name in wanted:
        table.check_column(name)
    variables = {name: _variable(source, f"{table.name}/{name}", ("row",)) for name in wanted}
    told = {"description": table.description, "description_zh": table.description_zh}
    dataset: xarray.Dataset = _xarray().Dataset(variables, attrs={"table": table.name} | told)
    return dataset


def _dates(run: Run, days: int) -> npt.NDArray[Any] | None:
    """The date of each column; None if the file does not say when the run starts."""
    try:
        start = np.datetime64(run.start, "D")
    except ResultsFormatError:
        return None
    first = (
        start + np.timedelta64(int(run.attributes.get("first_midnight", 86_400_000)), "ms") - DAY
    )
    return (first + np.arange(days) * DAY).astype("datetime64[ns]")


def daily_dataset(run: Run, source: Source) -> xarray.Dataset:
    """The daily series by facility and date; see `Run.to_xarray`."""
    xr = _xarray()
    with source.open() as file:
        group = file.get("series/daily")
        names = list(group) if isinstance(group, h5py.Group) else []
        shapes = {name: cast(h5py.Dataset, file[f"series/daily/{name}"]).shape for name in names}
        dimensions = {
            name: texts_of(file[f"series/daily/{name}"].attrs.get("dimensions", ()))
            or ("facility", "day")
            for name in names
        }
    variables = {
        name: _variable(source, f"series/daily/{name}", dimensions[name]) for name in names
    }
    coordinates: dict[str, Any] = {}
    if "facilities" in run.tables:
        coordinates["facility"] = ("facility", run.facilities["name"])
        coordinates["facility_zh"] = ("facility", run.facilities["name_zh"])
    days = max((shape[1] for shape in shapes.values()), default=0)
    dates = _dates(run, days)
    if dates is not None:
        coordinates["day"] = ("day", dates)
    dataset: xarray.Dataset = xr.Dataset(variables, coordinates, attrs=dict(run.attributes))
    return dataset
