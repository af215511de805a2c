# SPDX-License-Identifier: Apache-2.0
"""The command as a user meets it: tables, JSON, errors, exit codes, Ctrl-C."""

import json
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pandas as pd
import pytest
import typer
from support import (
    COMMAND,
    ROOT,
    SHORT,
    SHORT_REFERRAL,
    SMALL,
    WRONG,
    command,
    display_width,
    environment,
)
from typer.testing import CliRunner

import tiercare as tc
from tiercare import simulation
from tiercare.commands import app


def test_run_prints_every_indicator_if_told_to_and_names_the_files(tmp_path: Path) -> None:
    picture = tmp_path / "flow.png"
    done = command("run", SHORT, "-r", "2", "-o", tmp_path, "--picture", picture, "--all")
    assert done.returncode == 0, done.stderr
    assert "2 replications" in done.stdout
    for info in tc.indicators():
        assert info.name in done.stdout
        assert info.name_zh in done.stdout
    files = re.findall(r"^  (\S+\.h5)$", done.stdout, re.MULTILINE)
    assert len(files) == 2
    assert all(tc.open_run(file).complete for file in files)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_memory_is_told_by_table_and_by_person_at_no_more_than_120_bytes() -> None:
    done = command("run", SHORT, "--memory")
    assert done.returncode == 0, done.stderr
    assert "memory at the end" in done.stdout
    rows = re.findall(r"^ +(\w+) .* ([\d.]+) *$", done.stdout, re.MULTILINE)
    by_person = {name: float(last) for name, last in rows}
    assert by_person["persons"] == 64
    assert 64 + 24 * 0.9 < by_person["persons"] + by_person["agenda"] <= 120
    assert by_person["all"] < 130


def test_compare_prints_differences_and_intervals() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2")
    assert done.returncode == 0, done.stderr
    for word in ("baseline", "variant", "difference", "95 % interval"):
        assert word in done.stdout
    assert re.search(r"\[[+−]?[\d.,]+, [+−]?[\d.,]+\]", done.stdout)


def test_other_times_are_not_compared(tmp_path: Path) -> None:
    longer = tmp_path / "longer.yaml"
    longer.write_text(SHORT.read_text().replace("28 day", "35 day"))
    done = command("compare", SHORT, longer)
    assert done.returncode == 2
    assert "they measure 28 days and 35 days" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("run", "Runs of each scenario (default: what it says itself, else 1)"),
        ("levels", "Runs of each scenario (default: what it says itself, else 1)"),
        ("compare", "Pairs of runs (default: what the scenarios say themselves, else 3)"),
        ("effects", "Pairs of runs (default: what the scenarios say themselves, else 3)"),
    ],
)
def test_help_says_how_often_each_command_runs(name: str, said: str) -> None:
    done = command(name, "--help", columns=200)
    assert said in done.stdout
    assert "to compare, 3" not in done.stdout


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


def test_differences_can_be_written_as_csv(tmp_path: Path) -> None:
    file = tmp_path / "difference.csv"
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2", "--csv", file)
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stderr
    frame = pd.read_csv(file)
    assert list(frame["indicator"]) == [info.id for info in tc.indicators()]
    assert (frame["variance_reduction"].dropna() > 0.0).all()
    assert "people and luck (common random numbers): without that, half" in done.stdout


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


def test_list_names_the_library_with_years_and_titles() -> None:
    done = command("list")
    assert done.returncode == 0, done.stderr
    listed = [line.split() for line in done.stdout.splitlines()]
    assert [words[0] for words in listed] == tc.library_scenarios()
    rows = json.loads(command("list", "--json").stdout)
    assert [row["name"] for row in rows] == tc.library_scenarios()
    for words, row in zip(listed, rows, strict=True):
        assert int(words[1]) == row["year"] > 2000
        assert row["title_zh"] in " ".join(words)


def test_findings_come_as_json_with_their_places(tmp_path: Path) -> None:
    twice = tmp_path / "twice.yaml"
    twice.write_text("tiercare: 1\nextends: heping/2017\nname: a\nname: b\n")
    done = command("validate", "heping/2017", WRONG, twice, tmp_path / "none.yaml", "--json")
    assert done.returncode == 2
    assert done.stderr == ""
    good, wrong, doubled, missing = json.loads(done.stdout)
    assert (good["valid"], good["diagnostics"]) == (True, [])
    assert [one["valid"] for one in (wrong, doubled, missing)] == [False] * 3
    key = wrong["diagnostics"][0]
    assert key["severity"] == "error"
    assert key["file"].endswith("wrong.yaml")
    assert (key["line"], key["column"]) == (7, 11)
    assert "unknown key 'warm_upp'" in key["message"]
    assert key["hint"] == "did you mean 'warm_up'?"
    (first,) = doubled["diagnostics"][0]["related"]
    assert (first["line"], first["file"]) == (3, str(twice))
    assert "none.yaml" in missing["diagnostics"][0]["message"]


def test_policies_are_listed_by_kind_in_english_and_chinese() -> None:
    done = command("policies")
    assert done.returncode == 0, done.stderr
    for policy in tc.policies():
        for told in (policy.kind, policy.kind_zh, policy.name, policy.says, policy.says_zh):
            assert told in done.stdout
    rows = json.loads(command("policies", "--json").stdout)
    assert [row["name"] for row in rows] == [policy.name for policy in tc.policies()]


@pytest.mark.parametrize("width", [160, 80, 40, 24])
def test_a_policy_tells_its_parameters_in_any_terminal(width: int) -> None:
    done = command("policies", "tiered_coinsurance", columns=width)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if display_width(line) > width and "explain" not in line] == []
    keys = "".join(line.strip() for line in lines)
    for told in ("in_policy", "inpatient.fund_share.{village,", "封顶线"):
        assert told in keys
    for line in lines:  # a key goes on behind a dot, a comma or an underscore
        if line.startswith("outside_without"):
            assert line in ("outside_without_referral", "outside_without_")


def test_a_policy_tells_its_parameters_to_programs() -> None:
    (row,) = json.loads(command("policies", "tiered_coinsurance", "--json").stdout)
    last = row["parameters"][-1]
    assert last["path"] == "second_deductible_on_down_referral"
    assert (last["default"], last["choices"]) == ("charged", ["charged", "waived"])


def test_a_policy_that_is_not_there_is_told() -> None:
    done = command("policies", "capitated")
    assert done.returncode == 2
    assert "tiered_coinsurance" in done.stderr
    near = command("policies", "tiered_coinsurence")
    assert "did you mean 'tiered_coinsurance'?" in near.stderr


COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_fits_a_narrow_terminal(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "80"}, prog_name="tiercare")
    assert done.exit_code == 0
    assert re.search(rf"^ Examples?:\s+tiercare {name}\b", done.output, re.MULTILINE)
    assert max(display_width(line.rstrip()) for line in done.output.splitlines()) <= 80


def test_the_examples_of_every_help_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short_library: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(simulation, "library_folder", lambda: short_library)
    first = ["new", "run"]  # they write the files that others are asked about
    for name in first + [one for one in COMMANDS if one not in first]:
        done = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"})
        lines = re.findall(rf"^ tiercare ({name}\b.*?) *$", done.output, re.MULTILINE)
        assert lines, name
        for line in lines:
            if name == "new":
                Path("mycounty.yaml").unlink(missing_ok=True)
            words = [
                found
                for word in shlex.split(re.sub(r"-r \d+", "-r 1", line))
                for found in (sorted(map(str, Path().glob(word))) if word[0] == "*" else [word])
            ]
            done = CliRunner().invoke(app, words, catch_exceptions=False)
            assert done.exit_code == 0, f"{line}\n{done.output}"


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
    assert "add --overwrite" in errors


def test_ctrl_c_counts_what_is_finished_of_both_scenarios(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            *(*COMMAND, "compare", str(SHORT), str(SHORT_REFERRAL)),
            *("-r", "6", "--threads", "1", "-o", str(tmp_path)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("short-referral-*.h5")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    found = re.search(r"stopped; (\d+) replications .*: 6 of short, (\d) of short-referral", errors)
    assert found is not None, errors
    assert int(found[1]) == 6 + int(found[2])
    assert len(re.findall(r"^  kept ", errors, re.MULTILINE)) == int(found[1])


def test_a_file_in_the_way_of_the_variant_is_told_before_the_baseline_is_run(
    tmp_path: Path,
) -> None:
    left = tmp_path / "short-referral-0002.h5.partial"
    left.touch()
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2", "-o", tmp_path)
    assert done.returncode == 1
    assert f"{left}: is left from a run that was stopped; remove it, or --overwrite" in done.stderr
    assert list(tmp_path.iterdir()) == [left]


def test_files_of_an_earlier_longer_run_are_told(tmp_path: Path) -> None:
    assert command("run", SMALL, "-r", "3", "-o", tmp_path).returncode == 0
    done = command("run", SMALL, "-r", "1", "--seed", "2", "-o", tmp_path, "--overwrite")
    assert "small-0002.h5 and on (2 files) are of an earlier run" in done.stderr


def test_a_name_with_a_dollar_is_drawn_as_it_is(tmp_path: Path) -> None:
    dear = tmp_path / "dear.yaml"
    dear.write_text(
        f"tiercare: 1\nextends: {SMALL.name}\nname: costs $\\foo$ or [/x]\n"
        "record: {detail: everything}\n",
        encoding="utf-8",
    )
    (tmp_path / SMALL.name).write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    picture = tmp_path / "flow.png"
    done = command("run", dear, "-o", tmp_path, "--picture", picture)
    assert done.returncode == 0, done.stderr
    assert picture.exists()
    assert "needs" in tc.open_run(tmp_path / "dear-0001.h5").tables, "a picture keeps no less"
