# SPDX-License-Identifier: Apache-2.0
"""Results as xarray datasets, and how much is read and copied for a column."""

import sys
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import h5py
import numpy as np
import pytest

import tiercare as tc


def rows_read(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> int:
    """How many values are read from files by what is done."""
    read = [0]
    plain = h5py.Dataset.__getitem__

    def counting(dataset: h5py.Dataset, key: object) -> object:
        values = plain(dataset, key)
        read[0] += np.size(values)
        return values

    monkeypatch.setattr(h5py.Dataset, "__getitem__", counting)
    work()
    monkeypatch.undo()
    return read[0]


def test_daily_series_have_facilities_and_dates(experiment: tc.Comparison) -> None:
    run = tc.open_run(experiment.baseline.files[0])
    daily = run.to_xarray()
    assert set(daily.data_vars) == {
        "visits",
        "waiting",
        "occupied_beds",
        "waiting_for_bed",
        "beds",
    }
    visits = run.daily("visits")
    assert daily["visits"].dims == visits.dimensions
    assert np.array_equal(daily["visits"].values, visits.values)
    assert daily["visits"].attrs["units"] == visits.column.unit
    assert daily["visits"].attrs["description_zh"] == visits.column.description_zh
    assert daily["facility"].values.tolist() == run.facilities["name"].tolist()
    assert daily["facility_zh"].values.tolist() == run.facilities["name_zh"].tolist()
    assert daily["day"].values[0] == np.datetime64(run.start)
    assert daily.sizes["day"] == visits.values.shape[1]
    assert daily.attrs["content_digest"] == run.content_digest
    first = daily["visits"].sel(day=str(run.start), facility=run.facilities["name"][3])
    assert first.item() == visits.values[3, 0]


def test_a_run_that_begins_later_dates_its_days_from_then(
    experiment: tc.Comparison, tmp_path: Path
) -> None:
    later = tmp_path / "later.h5"
    later.write_bytes(experiment.baseline.files[0].read_bytes())
    with h5py.File(later, "r+") as file:
        file.attrs["first_midnight"] = 3 * 86_400_000
    run = tc.open_run(later)
    assert run.to_xarray()["day"].values[0] == np.datetime64(run.start + timedelta(days=2))


def test_a_table_is_as_stored_with_its_words(experiment: tc.Comparison) -> None:
    run = tc.open_run(experiment.baseline.files[0])
    for name in run.tables:
        table = run.table(name)
        dataset = table.to_xarray()
        assert list(dataset.data_vars) == list(table.columns)
        assert dataset.sizes == {"row": len(table)}
        assert dataset.attrs["description"] == table.description
        for column, words in table.columns.items():
            assert dataset[column].attrs["units"] == words.unit
            assert dataset[column].attrs["description"] == words.description
    encounters = run.encounters
    dataset = encounters.to_xarray(["reason", "facility"])
    assert list(dataset.data_vars) == ["reason", "facility"]
    assert np.array_equal(dataset["facility"].values, encounters["facility"])
    assert tuple(dataset["reason"].attrs["labels"]) == encounters.columns["reason"].labels
    assert dataset["facility"].attrs["refers_to"] == "facilities"
    assert (
        run.facilities.to_xarray(["name_zh"])["name_zh"][2].item() == run.facilities["name_zh"][2]
    )
    with pytest.raises(KeyError, match="no column 'weight' in encounters"):
        encounters.to_xarray(["weight"])


def test_a_dataset_reads_only_what_is_asked_for(
    experiment: tc.Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    encounters = tc.open_run(experiment.baseline.files[0]).encounters
    dataset = encounters.to_xarray()
    assert rows_read(monkeypatch, encounters.to_xarray) == 0
    assert rows_read(monkeypatch, lambda: dataset["wait"][100:200].values) == 100
    assert rows_read(monkeypatch, lambda: dataset["wait"][200:100:-2].values) == 50
    assert rows_read(monkeypatch, lambda: dataset["wait"].values) == len(encounters)
    assert rows_read(monkeypatch, lambda: dataset["wait"].values) == 0
    assert np.array_equal(dataset["wait"][200:100:-2].values, encounters["wait"][200:100:-2])


def test_a_column_is_read_into_one_array(experiment: tc.Comparison) -> None:
    run = tc.open_run(experiment.baseline.files[0])
    encounters = run.encounters
    size = encounters["charge"].nbytes
    assert size > 1_000_000

    def peak(work: Callable[[], object]) -> int:
        tracemalloc.start()
        try:
            work()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert size <= peak(lambda: encounters["charge"]) < 1.1 * size
    dataset = encounters.to_xarray(["charge"])
    assert peak(lambda: dataset["charge"].values) < 1.1 * size
    assert np.shares_memory(dataset["charge"].values, dataset["charge"].values)


def test_without_xarray_the_error_says_what_to_install(
    results_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xarray", None)
    run = tc.open_run(results_file)
    for wanted in (run.to_xarray, run.encounters.to_xarray):
        with pytest.raises(ImportError, match=r"pip install 'tiercare\[xarray\]'"):
            wanted()
