# SPDX-License-Identifier: Apache-2.0
"""Results files are read by h5py alone, with units, and refused when they are not understood."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from support import ROOT, write_results

import tiercare as tc
from tiercare import tables


def test_attributes_say_what_was_run(results_file: Path) -> None:
    run = tc.open_run(results_file)
    assert (run.scenario_name, run.scenario_hash, run.seed, run.replication) == (
        "tiny",
        "00ff",
        7,
        2,
    )
    assert run.complete
    assert run.content_digest == "abcd"
    assert run.software_version == "0.1.0"
    assert "小县" in run.scenario_text
    assert run.tables == ["encounters", "facilities", "referrals"]


def test_a_table_knows_its_columns_before_it_is_read(results_file: Path) -> None:
    encounters = tc.open_run(results_file).encounters
    assert len(encounters) == 5
    assert encounters.units["wait"] == "ms"
    assert list(encounters.columns)[:3] == ["time", "person", "episode"]
    assert encounters.columns["wait"].description == "the wait"
    assert "wait [ms]" in repr(encounters)


def test_a_column_is_read_as_it_is_stored(results_file: Path) -> None:
    encounters = tc.open_run(results_file).encounters
    assert encounters["wait"].tolist() == [1, 2, 3, 4, 5]
    assert encounters["wait"].dtype == np.int64
    with pytest.raises(KeyError, match="no column 'weight' in encounters"):
        encounters["weight"]


def test_rows_can_be_looked_up_without_reading_the_table(
    results_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tc.open_run(results_file)
    for piece in (2, 1000):
        monkeypatch.setattr(tables, "PIECE", piece)
        rows = run.encounters.rows_where("person", 2)
        assert list(rows) == list(run.encounters.columns)
        assert rows["time"].tolist() == [110, 130]
        assert run.encounters.rows_where("person", 9)["time"].tolist() == []
        pieces = list(run.encounters.pieces("wait", "time"))
        assert [wait.tolist() for wait, _ in pieces] == [
            list(range(first + 1, min(first + piece, 5) + 1)) for first in range(0, 5, piece)
        ]
    assert run.facilities.row(2) == {"tier": 2, "name": "county", "name_zh": "县"}


def test_texts_are_texts(results_file: Path) -> None:
    assert tc.open_run(results_file).facilities["name_zh"].tolist() == ["村", "镇", "县", "市"]


def test_a_frame_has_names_for_codes_and_gaps_for_what_is_missing(results_file: Path) -> None:
    frame = tc.open_run(results_file).encounters.to_pandas()
    assert frame["reason"].tolist() == [
        "own_choice",
        "own_choice",
        "referred_up",
        "came_back",
        "own_choice",
    ]
    assert frame["bed"].isna().tolist() == [True, False, False, False, True]
    assert frame["seen"].isna().tolist() == [False, False, True, False, False]
    assert int(frame["seen"][3]) == 40
    assert frame.attrs["units"]["wait"] == "ms"


def test_a_frame_names_what_an_id_refers_to(results_file: Path) -> None:
    encounters = tc.open_run(results_file).encounters
    assert encounters.columns["facility"].refers_to == "facilities"
    assert encounters.to_pandas()["facility"].tolist() == [
        *("clinic", "centre", "county", "county", "clinic")
    ]
    assert encounters.to_pandas(labels=False)["facility"].tolist() == [0, 1, 2, 2, 0]
    assert encounters.to_pandas()["person"].tolist() == [1, 2, 1, 2, 3]


def test_a_frame_can_be_some_columns_with_plain_codes(results_file: Path) -> None:
    frame = tc.open_run(results_file).encounters.to_pandas(["reason"], labels=False)
    assert list(frame.columns) == ["reason"]
    assert frame["reason"].tolist() == [0, 0, 2, 1, 0]


def test_a_daily_series_is_a_matrix_with_named_dimensions(results_file: Path) -> None:
    run = tc.open_run(results_file)
    visits = run.daily("visits")
    assert visits.values.shape == (4, 2)
    assert visits.dimensions == ("facility", "day")
    with pytest.raises(tc.MissingTableError, match="it has visits"):
        run.daily("beds")


def test_a_table_that_was_not_kept_says_how_to_keep_it(results_file: Path) -> None:
    with pytest.raises(tc.MissingTableError, match="detail='encounters'"):
        _ = tc.open_run(results_file).admissions


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = write_results(tmp_path / "new.h5", format_version=2)
    with pytest.raises(tc.ResultsFormatError, match="format 2 is newer than this reader"):
        tc.open_run(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.h5"
    text.write_text("no HDF5")
    with pytest.raises(tc.ResultsFormatError, match="not a readable HDF5 file"):
        tc.open_run(text)
    with pytest.raises(tc.ResultsFormatError, match="not a tiercare results file"):
        tc.open_run(write_results(tmp_path / "other.h5", format="other"))
    with pytest.raises(FileNotFoundError, match="no results file"):
        tc.open_run(tmp_path / "nowhere.h5")


def test_reading_keeps_no_file_open(results_file: Path) -> None:
    encounters = tc.open_run(results_file).encounters
    write_results(results_file)
    assert encounters["wait"].size == 5


def test_reading_needs_no_simulator(results_file: Path) -> None:
    program = (
        "import sys; sys.modules['tiercare._core'] = None\n"
        "import tiercare as tc\n"
        f"print(len(tc.open_run({str(results_file)!r}).encounters.to_pandas()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "analysis")},
    )
    assert done.stdout.strip() == "5"


def test_without_the_simulator_a_run_says_how_to_build_it() -> None:
    program = (
        "import sys; sys.modules['tiercare._core'] = None\n"
        "import tiercare as tc\n"
        "tc.load('heping/2017')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "analysis")},
    )
    assert "make build" in done.stderr.splitlines()[-1]
