# SPDX-License-Identifier: Apache-2.0
"""The command as a user meets it: tables, JSON, errors, exit codes, Ctrl-C."""

import json
import re
import signal
import subprocess
import time
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from support import COMMAND, ROOT, SHORT, SHORT_REFERRAL, WRONG, command, environment

import tiercare as tc


def display_width(line: str) -> int:
    """Columns that a line takes in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


def test_run_prints_every_indicator_and_names_the_files(tmp_path: Path) -> None:
    picture = tmp_path / "flow.png"
    done = command("run", SHORT, "-r", "2", "-o", tmp_path, "--picture", picture)
    assert done.returncode == 0, done.stderr
    assert "2 replications" in done.stdout
    for info in tc.indicators():
        assert info.name in done.stdout
        assert info.name_zh in done.stdout
    files = re.findall(r"^  (\S+\.h5)$", done.stdout, re.MULTILINE)
    assert len(files) == 2
    assert all(tc.open_run(file).complete for file in files)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_compare_prints_differences_and_intervals() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2")
    assert done.returncode == 0, done.stderr
    for word in ("baseline", "variant", "difference", "95 % interval"):
        assert word in done.stdout
    assert re.search(r"\[[+−]?[\d.,]+, [+−]?[\d.,]+\]", done.stdout)


def test_tables_fit_into_80_columns() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2", columns=80)
    assert done.returncode == 0, done.stderr
    assert max(display_width(line) for line in done.stdout.splitlines()) <= 80
    words = re.sub(r"\s+", "", done.stdout)
    for info in tc.indicators():
        assert info.name_zh in words
    assert "…" not in done.stdout


def test_other_times_are_not_compared(tmp_path: Path) -> None:
    longer = tmp_path / "longer.yaml"
    longer.write_text(SHORT.read_text().replace("28 day", "35 day"))
    done = command("compare", SHORT, longer)
    assert done.returncode == 2
    assert "they measure 28 days and 35 days" in done.stderr


def test_other_people_are_told_when_compared(tmp_path: Path) -> None:
    fewer = tmp_path / "fewer.yaml"
    fewer.write_text(SHORT.read_text() + "population: {residents: 300000}\n")
    done = command("compare", SHORT, fewer, "-r", "1")
    assert done.returncode == 0, done.stderr
    assert "not the same people" in done.stderr


def test_json_is_json_and_nothing_else() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["baseline"]["seed"] == 1
    assert len(record["baseline"]["replications"]) == 2
    ids = [row["indicator"] for row in record["differences"]]
    assert ids == [info.id for info in tc.indicators()]


def test_a_wrong_scenario_is_told_as_a_compiler_would() -> None:
    done = command("validate", WRONG)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.search(r"wrong\.yaml:7:11: error: unknown key 'warm_upp'", done.stderr)
    assert "Traceback" not in done.stderr


def test_run_refuses_a_wrong_scenario_before_it_runs_the_good_one() -> None:
    started = time.monotonic()
    done = command("run", "heping/2017", WRONG, "-r", "100")
    assert done.returncode == 2
    assert "error:" in done.stderr
    assert time.monotonic() - started < 60


def test_validate_tells_what_is_valid() -> None:
    done = command("validate", "heping/2017", SHORT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": valid") == 2


def test_a_name_that_is_not_there_is_told() -> None:
    done = command("run", "heping/2071")
    assert done.returncode == 2
    assert "heping/2071" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_in_the_way_is_the_machines_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = command("run", SHORT, "-o", blocked)
    assert done.returncode == 1
    assert str(blocked) in done.stderr
    assert "Traceback" not in done.stderr


def test_an_earlier_run_is_not_overwritten_unasked(tmp_path: Path) -> None:
    assert command("run", SHORT, "-o", tmp_path).returncode == 0
    again = command("run", SHORT, "-o", tmp_path)
    assert again.returncode == 1
    assert command("run", SHORT, "-o", tmp_path, "--overwrite").returncode == 0


def test_a_picture_needs_files() -> None:
    done = command("run", SHORT, "--picture", "flow.png")
    assert done.returncode == 2
    assert "--output" in done.stderr


def test_list_names_the_library() -> None:
    done = command("list")
    assert done.returncode == 0, done.stderr
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert listed == tc.library_scenarios()


@pytest.mark.parametrize("name", ["run", "compare", "validate", "list"])
def test_help_has_an_example_or_needs_none(name: str) -> None:
    done = command(name, "--help")
    assert done.returncode == 0
    assert name == "list" or "tiercare " + name in done.stdout


def test_version_is_the_one_of_the_build() -> None:
    done = command("--version")
    assert done.stdout.strip() == f"tiercare {tc.software_version()}"
    assert f"VERSION {tc.software_version()}" in (ROOT / "CMakeLists.txt").read_text()


def test_ctrl_c_stops_cleanly_and_keeps_what_is_finished(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "run", str(SHORT), "-r", "500", "--threads", "1", "-o", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("*.h5")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "stopped" in errors
    assert "Traceback" not in errors
    kept = sorted(tmp_path.glob("*.h5"))
    assert kept
    assert all(tc.open_run(file).complete for file in kept)
    assert f"kept {kept[0]}" in errors
