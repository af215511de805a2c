# SPDX-License-Identifier: Apache-2.0
"""A scenario begun with `tiercare new` is valid, and so is each change that it proposes."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
import yaml
from support import ROOT
from test_schema import CoreLoader, findings
from typer.testing import CliRunner, Result

import tiercare as tc
from tiercare import simulation
from tiercare.commands import app

EXAMPLE = re.compile(r"^# (\d)\. ")
MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)


def new(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def without_titles(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(("name:", "name_zh:"))]


def with_examples(text: str, wanted: set[int]) -> str:
    """The text in which some examples are no longer comments."""
    lines = []
    number, inside = 0, False
    for line in text.splitlines():
        if begins := EXAMPLE.match(line):
            number, inside = int(begins[1]), False
        elif not line:
            number, inside = 0, False
        inside = inside or (number in wanted and re.match(r"# [a-z]\w*:", line) is not None)
        lines.append(line.removeprefix("# ") if inside else line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("base", tc.library_scenarios())
def test_the_file_is_its_base_until_an_example_is_taken(base: str) -> None:
    assert new("mine", "--from", base).exit_code == 0
    file = Path("mine.yaml")
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    untouched = simulation.load(file)
    assert untouched.warnings == ""
    assert without_titles(untouched.resolved_text) == without_titles(
        simulation.load(base).resolved_text
    )
    seen = {untouched.hash}
    numbers = [int(one[1]) for one in map(EXAMPLE.match, text.splitlines()) if one]
    assert numbers == [1, 2, 3, 4, 5]
    for wanted in (*({number} for number in numbers), set(numbers)):
        changed = with_examples(text, wanted)
        assert findings("scenario", yaml.load(changed, CoreLoader)) == []
        file.write_text(changed, encoding="utf-8")
        seen.add(simulation.load(file).hash)
    assert len(seen) == 7, "an example changes nothing"


def test_editors_are_told_the_schema() -> None:
    new("mine", "--from", "heping/2017")
    modeline = MODELINE.findall(Path("mine.yaml").read_text(encoding="utf-8"))
    assert len(modeline) == 1
    assert Path(unquote(urlparse(modeline[0]).path)).samefile(
        ROOT / "scenarios" / "schema" / "scenario.json"
    )


def test_full_is_the_librarys_text_with_its_comments() -> None:
    assert new("mine.yaml", "--from", "heping/2017", "--full").exit_code == 0
    modeline, text = Path("mine.yaml").read_text(encoding="utf-8").split("\n", 1)
    assert MODELINE.match(modeline)
    assert text == (ROOT / "scenarios" / "library" / "heping" / "2017.yaml").read_text("utf-8")
    assert simulation.load("mine.yaml").title == simulation.load("heping/2017").title


def test_a_file_that_is_there_is_left_alone() -> None:
    Path("mine.yaml").write_text("mine", encoding="utf-8")
    done = new("mine", "--from", "heping/2017")
    assert done.exit_code == 1
    assert "mine.yaml" in done.stderr
    assert Path("mine.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("base", ["heping/2071", "mine.yaml"])
def test_a_base_outside_the_library_is_refused_and_nothing_is_written(base: str) -> None:
    done = new("mine", "--from", base)
    assert done.exit_code == 2
    assert list(Path().iterdir()) == []


def test_a_name_may_hold_anything_a_file_name_may() -> None:
    name = '县"2017: #1'
    assert new(name, "--from", "heping/2017").exit_code == 0
    assert simulation.load(f"{name}.yaml").title == name


def test_without_from_it_begins_from_the_default_county_and_json_says_so() -> None:
    done = new("mine", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["extends"] == "county"
    assert simulation.load("mine.yaml").residents == simulation.load("county").residents
