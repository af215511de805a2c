# SPDX-License-Identifier: Apache-2.0
"""`tiercare explain` and `tc.explain`: where values come from, told in 80 columns or as JSON."""

import json
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from support import ROOT
from typer.testing import CliRunner

import tiercare as tc
from tiercare.commands import app

CHANGED = """\
tiercare: 1
extends: heping/2017
population:
  poor: 9 %  # found in a county survey [econ.rural_low_income_share]
"""


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    scenario = tmp_path / "mine.yaml"
    scenario.write_text(CHANGED, encoding="utf-8")
    return scenario


@pytest.fixture(scope="module")
def heping() -> pd.DataFrame:
    return tc.explain("heping/2017").set_index("path")


def answer(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["explain", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done.output


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


def test_every_value_has_its_place_its_meaning_and_how_sure_we_are(heping: pd.DataFrame) -> None:
    assert heping.index.is_unique
    assert (heping["says"] != "").all()
    assert (heping["says_zh"] != "").all()
    given = heping[heping["set_by"] == "scenario"]
    assert given["set_at"].str.fullmatch(r"(library|conditions|pathways)/\S+\.yaml:\d+").all()
    numbers = heping[heping["needs_source"]]
    assert numbers["confidence"].isin(["found", "recalled", "assumed"]).all()
    assert (heping[~heping["needs_source"]]["confidence"] == "").all()
    assert heping.loc["population.rural_income", "sources"] == "econ.rural_income_2019"
    assert heping.loc["population.rural_income", "unit"] == "yuan"


def test_a_change_names_whom_it_overrides(changed: Path) -> None:
    poor = tc.explain(changed).set_index("path").loc["population.poor"]
    assert poor["value"] == "9 %"
    assert poor["set_at"].endswith("mine.yaml:4")
    assert re.fullmatch(r"library/county\.yaml:\d+", str(poor["overrides"]))
    text = answer(changed, "population.poor")
    assert re.search(r"overrides +library/county\.yaml:\d+ \(7 %\)", text)


def test_the_book_is_a_frame_with_the_publication_of_every_entry() -> None:
    book = tc.parameter_book()
    assert book.index.is_unique
    income = book.loc["econ.rural_income_2019"]
    assert (income["value"], income["unit"], income["confidence"]) == (
        "16021",
        "yuan/year",
        "found",
    )
    assert "Statistics" in income["by"]
    assert set(book["confidence"]) == {"found", "recalled", "assumed"}


@pytest.mark.parametrize("language", ["", ".zh"])
def test_the_readme_says_how_many_numbers_are_assumed(heping: pd.DataFrame, language: str) -> None:
    counts = heping[heping["needs_source"]]["confidence"].value_counts()
    readme = (ROOT / f"README{language}.md").read_text(encoding="utf-8")
    said = [int(number.replace(",", "")) for number in re.findall(r"\*\*([\d,]+)\*\*", readme)]
    expected = [int(counts[word]) for word in ("assumed", "found", "recalled")]
    assert said == [expected[0], sum(expected), *expected[1:]], "README: renew the counts"


def test_without_a_key_it_counts_what_is_found_recalled_and_assumed(heping: pd.DataFrame) -> None:
    text = answer("heping/2017")
    numbers = heping[heping["needs_source"]]
    last = re.search(r"^together +(.*)$", text, re.MULTILINE)
    assert last is not None
    counts = numbers["confidence"].value_counts()
    assert [int(one.replace(",", "")) for one in last[1].split()] == [
        len(numbers),
        *(counts[word] for word in ("found", "recalled", "assumed")),
        0,
        (numbers["set_by"] == "default").sum(),
    ]
    assert "tiercare explain heping/2017 conditions" in text


def test_a_value_is_told_with_source_range_meaning_and_place() -> None:
    text = answer("heping/2017", "facilities.township_health_centre.consulting.servers")
    assert re.search(r"value +5$", text, re.MULTILINE)
    assert re.search(r"set at +library/county\.yaml:\d+$", text, re.MULTILINE)
    assert re.search(r"confidence +assumed 假设$", text, re.MULTILINE)
    assert "range 8 to 30" in text
    assert "National Health Commission (2023)" in text
    assert "https://www.nhc.gov.cn" in text
    assert re.search(r"含义 +\S*服务人数", text)


def test_a_default_says_that_nobody_set_it() -> None:
    assert "nowhere: this is the default" in answer("heping/2017", "release.reference_occupancy")


def test_a_section_lists_its_values_and_how_to_go_on() -> None:
    text = answer("heping/2017", "population")
    assert "population: 35 values; of the numbers 5 found, 8 recalled, 22 assumed" in text
    assert re.search(r"^ages\.under_5 +5\.5 % +assumed$", text, re.MULTILINE)
    assert "tiercare explain heping/2017 population.residents" in text


@pytest.mark.parametrize(
    "key",
    [
        "",
        "conditions",
        "facilities",
        "pathway",
        "calendar.holidays",
        "choice.self_care.mild",
        "geography.townships",
        "patience.bed",
    ],
)
def test_everything_fits_into_80_columns(key: str) -> None:
    lines = answer(*["heping/2017", *([key] if key else [])]).splitlines()
    wide = [line for line in lines if columns(line) > 80]
    assert [line for line in wide if "http" not in line and "tiercare explain" not in line] == []


def test_a_misspelt_key_is_asked_about() -> None:
    assert "did you mean:\n  population.poor\n" in answer("heping/2017", "population.por", code=2)
    assert "choice.self_care.mild" in answer("heping/2017", "self_care.mild", code=2)
    assert "its sections: horizon, " in answer("heping/2017", "zzzzzz", code=2)


def test_a_wrong_scenario_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(CHANGED.replace("9 %", "9"), encoding="utf-8")
    assert "wrong.yaml:4:9: error: population.poor: 9 has no unit" in answer(wrong, code=2)


def test_json_carries_the_same_for_programs(changed: Path) -> None:
    summary = json.loads(answer("heping/2017", "--json"))
    assert summary["sections"]["population"]["assumed"] == 22
    [poor] = json.loads(answer(changed, "population.poor", "--json"))
    assert poor["set_at"] == {"file": str(changed), "line": 4}
    assert [one["value"] for one in poor["overrides"]] == ["7 %"]
    assert poor["confidence"] == "assumed"
    assert poor["sources"][0]["code"] == "econ.rural_low_income_share"
    assert poor["sources"][0]["low"] == 0.04
    assert len(json.loads(answer(changed, "population", "--json"))) == 35


def test_a_value_says_what_becomes_of_it_at_a_date(tmp_path: Path) -> None:
    reform = tmp_path / "reform.yaml"
    reform.write_text(
        "tiercare: 1\nextends: county\ntimeline:\n  - on: 2019-04-01\n    change:\n"
        "      release: {intercept: -0.4}  # assumed\n"
    )
    text = answer(reform, "release.intercept")
    assert re.search(r"^  value +-0\.62$", text, re.MULTILINE)
    words = re.sub(r"\s", "", text)  # the folder's name may be broken anywhere
    assert re.search(r"from2019-04-01:-0\.4\(\S*reform\.yaml:6\)", words)


def test_a_key_that_names_a_file_lists_what_the_file_says() -> None:
    text = answer("county", "conditions")
    assert "stroke.incidence" in text
