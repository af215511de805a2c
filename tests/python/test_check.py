# SPDX-License-Identifier: Apache-2.0
"""`tiercare check` finds every fault of a results file, and no damage harms who checks it."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import h5py
import pytest
from support import SHORT, SMALL, command, environment, write_results
from typer.testing import CliRunner

import tiercare as tc
from tiercare.commands import app


@pytest.fixture
def copied(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that may be harmed."""
    return Path(shutil.copy(whole, tmp_path / "run.h5"))


def stored(file: h5py.File) -> Iterator[tuple[str, int, int]]:
    """Name, first and last byte but one of everything that a column or matrix stores."""
    names: list[str] = []
    file.visit(names.append)
    for name in names:
        dataset = file[name]
        if not isinstance(dataset, h5py.Dataset) or not dataset.shape or not dataset.size:
            continue
        begin = dataset.id.get_offset()
        if begin is not None:
            yield name, begin, begin + dataset.id.get_storage_size()


def flip(path: Path, place: int, bits: int) -> None:
    """Change bits of one byte of a file."""
    with path.open("r+b") as file:
        file.seek(place)
        old = file.read(1)[0]
        file.seek(place)
        file.write(bytes([old ^ bits]))


def test_a_whole_file_has_no_fault(whole: Path) -> None:
    check = tc.check(whole)
    run = tc.open_run(whole)
    assert check.findings == ()
    assert check.whole
    assert (check.scenario, check.seed, check.replication) == ("small", 1, 1)
    assert check.content_digest == run.content_digest
    assert set(check.tables) == set(run.tables)
    assert {name: len(run.table(name)) for name in run.tables} == check.tables
    assert check.rows == sum(check.tables.values())


@pytest.mark.parametrize("detail", ["indicators", "encounters"])
def test_files_of_both_details_are_documented_throughout(
    detail: tc.simulation.Detail, tmp_path: Path
) -> None:
    file = tc.run(SMALL, output=tmp_path, detail=detail).files[0]
    silent: list[tuple[str, str]] = []
    with h5py.File(file) as opened:

        def visit(name: str, entry: h5py.Group | h5py.Dataset) -> None:
            asked = ["description", "description_zh"]
            asked += ["unit"] if isinstance(entry, h5py.Dataset) else []
            silent.extend((name, key) for key in asked if not entry.attrs.get(key))

        opened.visititems(visit)
        assert len(opened) >= 9
    assert silent == []
    assert tc.check(file).whole


def test_a_change_of_any_column_is_found_in_that_column(copied: Path) -> None:
    draw = random.Random(1)
    with h5py.File(copied) as file:
        places = [(name, draw.randrange(begin, end)) for name, begin, end in stored(file)]
    assert len(places) > 100
    for name, place in draw.sample(places, 30):
        bits = 1 << draw.randrange(8)
        flip(copied, place, bits)
        told = tc.check(copied).findings
        assert f"/{name}" in {one.place for one in told}, (name, place)
        flip(copied, place, bits)
    assert tc.check(copied).whole


def test_no_damage_ends_the_program_that_checks(copied: Path) -> None:
    draw = random.Random(2)
    with h5py.File(copied) as file:
        columns = list(stored(file))
    inside = [
        place
        for place in range(copied.stat().st_size)
        if not any(begin <= place < end for _, begin, end in columns)
    ]
    found = 0
    for place in draw.sample(inside, 80):
        bits = 1 << draw.randrange(8)
        flip(copied, place, bits)
        found += not tc.check(copied).whole
        flip(copied, place, bits)
    assert found > 0


def test_a_file_cut_off_anywhere_is_no_whole_file(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    cut = tmp_path / "cut.h5"
    for length in (1, 8, 50, 1000, len(content) // 2, len(content) - 1):
        cut.write_bytes(content[:length])
        (finding,) = tc.check(cut).findings
        assert finding.place == "/"


def test_the_command_tells_a_whole_file_in_a_line(whole: Path) -> None:
    done = command("check", whole)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    digest = tc.open_run(whole).content_digest
    assert line.startswith(f"{whole}: whole: small, seed 1, replication 1; 14 tables, ")
    assert line.endswith(f"rows; digest {digest}")


def test_the_command_tells_every_fault(copied: Path) -> None:
    with h5py.File(copied, "r+") as file:
        del file["encounters/wait"].attrs["unit"]
        file["encounters/acuity"][0] = 77
        file["persons"].attrs["description"] = ""
    done = command("check", copied)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for told in (
        "4 faults",
        "/encounters/wait has no unit",
        "/encounters/acuity has 1 codes beyond its 4 labels",
        "/encounters/acuity does not hold what was written",
        "/persons does not say what it is (description)",
        "to do: run again",
    ):
        assert told in done.stdout, told


def test_other_files_are_told_in_a_line_each(tmp_path: Path, whole: Path) -> None:
    text, empty, foreign, cut, newer = (
        tmp_path / name for name in ("text.h5", "empty.h5", "foreign.h5", "cut.h5", "newer.h5")
    )
    text.write_text("tiercare: 1\n")
    empty.touch()
    with h5py.File(foreign, "w") as file:
        file["x"] = [1, 2, 3]
        file.attrs["format"] = [1, 2, 3]
    cut.write_bytes(whole.read_bytes()[:100_000])
    write_results(newer, format_version=2)
    done = command("check", text, empty, foreign, cut, newer, tmp_path, whole)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 7
    for line, told in zip(
        lines,
        (
            "text.h5: is no results file (it is not HDF5); name",
            "empty.h5: is empty; run again",
            "foreign.h5: is another HDF5 file, or one of ours with damaged attributes; name",
            "cut.h5: is damaged or cut off (",
            "newer.h5: has format 2, which is newer than this program (it knows 1); install",
            ": is a folder; name the results files in it",
            ": whole: small, ",
        ),
        strict=True,
    ):
        assert told in line


def test_a_file_that_is_not_there_is_an_error_of_the_machine(tmp_path: Path) -> None:
    done = command("check", tmp_path / "nowhere.h5")
    assert done.returncode == 1
    assert done.stderr.strip() == f"tiercare: no results file {tmp_path / 'nowhere.h5'}"
    with pytest.raises(FileNotFoundError, match="no results file"):
        tc.check(tmp_path / "nowhere.h5")


def test_a_file_made_by_another_program_is_told_what_it_lacks(results_file: Path) -> None:
    places = {one.place for one in tc.check(results_file).findings}
    assert places


def test_programs_get_records(copied: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(copied), "--json"], env=environment())
    assert done.exit_code == 0, done.output
    (record,) = json.loads(done.stdout)
    assert record["whole"]
    assert record["file"] == str(copied)
    assert record["tables"]["indicators"] == len(tc.indicators())
    assert record["findings"] == []


def test_checking_does_not_change_a_file(copied: Path) -> None:
    before = copied.read_bytes()
    tc.check(copied)
    assert copied.read_bytes() == before


def test_a_file_of_a_run_that_fills_chunks_is_whole(experiment: tc.Comparison) -> None:
    for result in (experiment.baseline, experiment.variant):
        for file in result.files:
            assert tc.check(file).whole, file
    assert SHORT.stem in experiment.baseline.files[0].name
