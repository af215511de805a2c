# SPDX-License-Identifier: Apache-2.0
"""Every command speaks JSON and nothing else on standard output, also of what went wrong."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, SHORT, SHORT_REFERRAL, WRONG, command
from typer.testing import CliRunner

import tiercare as tc
from tiercare.commands import app


def told(*words: str | Path, code: int = 0) -> Any:
    """What a command prints with `--json`."""
    done = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def test_every_command_has_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, experiment: tc.Comparison
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told("new", "mine", "--from", "heping/2017")["file"] == "mine.yaml"
    assert told("list")[0]["name"] == tc.library_scenarios()[0]
    assert told("validate", "mine.yaml")[0]["valid"]
    assert "sections" in told("explain", "mine.yaml")
    assert told("explain", "mine.yaml", "population.poor")[0]["value"] == "7 %"
    assert told("policies")[0]["kind"] == "benefit"
    assert told("migrate", "mine.yaml")["fixes"] == []
    assert len(told("run", SHORT, "-r", "1")[0]["replications"]) == 1
    assert set(told("compare", SHORT, SHORT_REFERRAL, "-r", "1")) == {
        "baseline",
        "variant",
        "differences",
        "precision",
    }
    assert told("follow", experiment.baseline.files[0])["seed"] == 5


def test_an_unset_key_is_a_record_without_a_value() -> None:
    [replications] = told("explain", "county", "replications")
    assert replications["path"] == "replications"
    assert replications["value"] is None
    assert replications["set_by"] is None
    assert replications["default"] is None
    assert replications["range"] == "1 … 100000"
    assert int(replications["example"]) > 0


@pytest.mark.parametrize("name", ["run", "compare", "explain", "migrate"])
def test_a_wrong_scenario_is_a_record_with_its_places(name: str) -> None:
    words = [WRONG, SHORT] if name == "compare" else [WRONG]
    record = told(name, *words, code=2)
    assert record["error"] == "scenario"
    finding = record["diagnostics"][0]
    assert finding["file"].endswith("wrong.yaml")
    assert (finding["line"], finding["column"]) == (7, 11)
    assert "unknown key 'warm_upp'" in finding["message"]
    assert finding["hint"] == "did you mean 'warm_up'?"


@pytest.mark.parametrize(
    ("words", "kind", "code", "said"),
    [
        (["run"], "command_line", 2, "Missing argument"),
        (["run", "heping/2017", "-r", "many"], "command_line", 2, "--replications"),
        (["run", "heping/2017", "--picture", "a.png"], "command_line", 2, "--output"),
        (["sweep"], "command_line", 2, "sweep"),
        (["new", "mine", "--from", "a.yaml"], "command_line", 2, "tiercare list"),
        (["new", "mine", "--from", "heping/2071"], "scenario", 2, "heping/2071"),
        (["policies", "capitated"], "command_line", 2, "tiered_coinsurance"),
        (["explain", "county", "population.por"], "command_line", 2, "population.poor"),
        (["list", "--library", "nowhere"], "machine", 1, "nowhere"),
        (["follow", "nothing.h5"], "machine", 1, "nothing.h5"),
        (["migrate", "nothing.yaml"], "command_line", 2, "nothing.yaml"),
    ],
)
def test_any_error_is_a_record(words: list[str], kind: str, code: int, said: str) -> None:
    record = told(*words, code=code)
    assert record["error"] == kind
    assert said in record["message"]


def test_a_file_in_the_way_is_a_record(tmp_path: Path) -> None:
    told("run", SHORT, "-r", "1", "-o", tmp_path)
    record = told("run", SHORT, "-r", "1", "-o", tmp_path, code=1)
    assert record["error"] == "machine"
    assert "--overwrite" in record["message"]


def test_warnings_that_count_as_errors_are_records(tmp_path: Path) -> None:
    former = tmp_path / "former.yaml"
    former.write_text(
        "tiercare: 1\nextends: heping/2017\nbenefits: {resident: "
        "{second_deductible_on_transfer: waived}}\n"
    )
    record = told("run", former, "--strict", code=2)
    assert record["error"] == "scenario"
    assert [one["severity"] for one in record["diagnostics"]] == ["warning"]
    assert "--strict" in record["message"]


def test_the_installed_command_says_it_alike() -> None:
    done = command("compare", SHORT, "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == "command_line"
    assert done.stderr == ""


def test_without_json_a_wrong_command_line_is_told_on_standard_error() -> None:
    done = command("compare", SHORT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Missing argument" in done.stderr


def test_a_library_of_ones_own_is_explained(tmp_path: Path) -> None:
    library = tmp_path / "scenarios"
    shutil.copytree(ROOT / "scenarios", library)
    [poor] = told("explain", "county", "population.poor", "--library", library)
    assert poor["set_at"]["file"].startswith(str(library))
