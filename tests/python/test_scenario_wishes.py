# SPDX-License-Identifier: Apache-2.0
"""What a scenario says of its own runs: how many, what is kept, what changes on which day."""

import json
import shutil
from pathlib import Path

import pytest
from support import ROOT, command

import tiercare as tc

REFORM = """\
tiercare: 1
extends: small.yaml
name: Small county with a reform
replications: 2
record: {detail: indicators}
timeline:
  - on: 2017-12-01
    change: {facilities: {county_hospital: {beds: 12}}}
"""


@pytest.fixture
def reform(tmp_path: Path) -> Path:
    """A small county that says how it is run."""
    shutil.copy(ROOT / "tests" / "run" / "small.yaml", tmp_path)
    file = tmp_path / "reform.yaml"
    file.write_text(REFORM, encoding="utf-8")
    return file


def test_a_scenario_says_how_often_it_is_run_and_what_is_kept(reform: Path, tmp_path: Path) -> None:
    result = tc.run(reform, output=tmp_path / "wished")
    assert len(result.replications) == 2
    run = tc.open_run(result.files[0])
    assert run.complete
    with pytest.raises(tc.MissingTableError, match="encounters"):
        _ = run.encounters
    assert "on: 2017-12-01" in run.scenario_text


def test_the_caller_goes_before_the_scenario(reform: Path, tmp_path: Path) -> None:
    result = tc.run(reform, 1, detail="encounters", output=tmp_path / "told")
    assert len(result.replications) == 1
    assert len(tc.open_run(result.files[0]).encounters) > 0


def test_the_command_runs_a_scenario_as_it_says_unless_told(reform: Path) -> None:
    as_it_says = json.loads(command("run", reform, "--json").stdout)
    told = json.loads(command("run", reform, "--json", "-r", "1").stdout)
    assert [len(record[0]["replications"]) for record in (as_it_says, told)] == [2, 1]


def test_a_picture_keeps_the_trajectories_that_it_is_drawn_from(
    reform: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "flow.svg"
    done = command("run", reform, "-r", "1", "-o", tmp_path / "runs", "--picture", picture)
    assert done.returncode == 0, done.stderr
    assert picture.exists()


@pytest.mark.parametrize("says", ["baseline", "variant"])
def test_a_comparison_runs_both_as_the_one_says_that_says_anything(
    reform: Path, tmp_path: Path, says: str
) -> None:
    other = reform.with_name("small.yaml")
    baseline, variant = (reform, other) if says == "baseline" else (other, reform)
    both = tc.compare(baseline, variant, output=tmp_path / says)
    for one in (both.baseline, both.variant):
        assert len(one.replications) == 2
        with pytest.raises(tc.MissingTableError):
            _ = tc.open_run(one.files[0]).encounters


def test_a_comparison_of_two_that_disagree_takes_the_larger_and_says_so(
    reform: Path, tmp_path: Path
) -> None:
    other = reform.with_name("other.yaml")
    other.write_text(
        REFORM.replace("replications: 2", "replications: 3").replace("indicators", "encounters")
    )
    with pytest.warns(UserWarning, match="reform says") as said:
        both = tc.compare(reform, other, output=tmp_path / "larger")
    assert [len(one.replications) for one in (both.baseline, both.variant)] == [3, 3]
    assert len(tc.open_run(both.baseline.files[0]).encounters) > 0
    counts, details = (str(one.message) for one in said)
    assert counts == "reform says replications: 2, other says 3: both are run 3 times"
    assert "both keep encounters" in details
    done = command("compare", reform, other, "--json")
    assert counts in done.stderr
    assert len(json.loads(done.stdout)["baseline"]["replications"]) == 3
    told = command("compare", reform, other, "-r", "1", "--json")
    assert "replications:" not in told.stderr
