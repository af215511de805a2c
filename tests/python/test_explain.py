# SPDX-License-Identifier: Apache-2.0
"""`tiercare explain` and `tc.explain`: where values come from, told in 80 columns or as JSON."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from support import ROOT
from typer.testing import CliRunner

import tiercare as tc
from tiercare import fields, simulation
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
    assert heping.loc["population.registered", "sources"] == "heping.registered"
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
    hour = (ROOT / "docs" / f"first-hour{language}.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", hour, flags=re.DOTALL)
    assert re.findall(r"3,\d{3}", prose) == [f"{sum(expected):,}", f"{expected[0]:,}"]


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
    assert "population: 35 values; of the numbers 4 found, 10 recalled, 21 assumed" in text
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
    unknown = answer("heping/2017", "zzzzzz", code=2)
    assert "unknown key 'zzzzzz'" in unknown
    assert "its sections: horizon, " in unknown


def test_a_valid_key_that_is_unset_is_told_with_meaning_type_and_how_to_write_it() -> None:
    text = answer("county", "replications")
    assert "unknown" not in text
    assert re.search(r"value +none: the key is valid, county does not set it$", text, re.MULTILINE)
    assert re.search(r"meaning +how often it is run$", text, re.MULTILINE)
    assert "重复次数" in text
    assert re.search(r"range +1 … 100000$", text, re.MULTILINE)
    assert re.search(r"default +none$", text, re.MULTILINE)
    assert re.search(r"write +replications: \d+$", text, re.MULTILINE)


def test_what_it_says_to_write_is_valid(tmp_path: Path) -> None:
    key = "facilities.county_general_hospital.consulting.waiting_room"
    text = answer("county", key)
    _, _, said = text.partition("  write ")
    lines = [line.removeprefix(" " * 14) for line in f"      {' ' * 2}{said}".splitlines()]
    assert [line.strip() for line in lines][:2] == ["facilities:", "county_general_hospital:"]
    mine = tmp_path / "mine.yaml"
    written = "\n".join(["facilities:", *lines[1:]])
    mine.write_text(f"tiercare: 1\nextends: county\n{written}\n")
    values = tc.explain(mine).set_index("path")
    assert str(values.loc[key, "set_at"]).endswith("mine.yaml:6")


def test_a_key_of_another_policy_says_which_policy_has_it() -> None:
    text = answer("heping/2017", "referral.up")
    assert re.search(r"only with +referral\.rule: agreed_lists \(here it is \w+\)", text)
    assert re.search(r"type +list of name", text)


def test_a_section_that_is_unset_lists_what_may_stand_there() -> None:
    text = answer("county", "timeline")
    assert "timeline: valid, county does not set it (what changes at dates" in text
    assert re.search(r"^timeline\[\]\.on +required$", text, re.MULTILINE)


def test_a_section_names_what_more_can_be_written() -> None:
    text = answer("county", "facilities.county_general_hospital")
    assert "Not set, and valid: " in text
    assert "waiting_room" in text.partition("Not set, and valid: ")[2]


def test_a_key_may_leave_names_open() -> None:
    text = answer("county", "facilities.*.beds")
    named = re.findall(r"^facilities\.(\w+)\.beds\b", text, re.MULTILINE)
    assert len(named) > 3
    assert text == answer("county", "facilities.NAME.beds").replace("NAME", "*")
    found = json.loads(answer("county", "facilities.*.beds", "--json"))
    assert [one["path"] for one in found] == [f"facilities.{name}.beds" for name in named]


def test_the_beginning_of_keys_lists_those_that_begin_so() -> None:
    text = answer("heping/2017", "choice.self_care.m")
    assert re.search(r"^choice\.self_care\.mild ", text, re.MULTILINE)
    assert re.search(r"^choice\.self_care\.moderate ", text, re.MULTILINE)


def test_a_name_that_the_scenario_has_not_is_asked_about_or_called_new() -> None:
    asked = answer("county", "facilities.county_general_hopital.beds", code=2)
    assert "did you mean:\n  facilities.county_general_hospital.beds" in asked
    assert re.search(
        r"new name +eye_clinic; the scenario has", answer("county", "facilities.eye_clinic.beds")
    )


@pytest.mark.parametrize("name", tc.library_scenarios())
def test_every_value_is_a_field_that_is_described(name: str) -> None:
    described = simulation.fields()
    paths = [one.path for one in simulation.explained_values(name)]
    assert [path for path in paths if not fields.fields_at(described, path)] == []


def test_an_unset_field_is_never_one_that_is_set() -> None:
    values = simulation.explained_values("county")
    described = simulation.fields()
    for section in ("population", "facilities", "geography", "choice", "benefits"):
        unset = fields.unset_below(described, section, values)
        taken = [one.path for one in unset for value in values if fields.fits(one.path, value.path)]
        assert taken == []


@pytest.fixture
def own_map(tmp_path: Path) -> Path:
    """The small county on a map from CSV files."""
    source = ROOT / "tests" / "run"
    shutil.copytree(source / "map", tmp_path / "map")
    for name in ("small.yaml", "given.yaml"):
        shutil.copy(source / name, tmp_path)
    return tmp_path / "given.yaml"


def test_the_rows_of_a_table_are_listed_with_their_lines(own_map: Path) -> None:
    lines = answer(own_map, "geography").splitlines()
    (west,) = [line for line in lines if line.startswith("settlements[2] ")]
    assert re.fullmatch(
        r"settlements\[2\] +west, 西镇, township_seat, 500, .* settlements\.csv:3", west
    )
    assert any(re.match(r"roads\[1\] .*roads\.csv:2$", line) for line in lines)
    assert [one for one in lines if columns(one) > 80 and "tiercare explain" not in one] == []


@pytest.mark.parametrize("row", ["settlements[2]", "settlements.west", "settlements[west]"])
def test_a_cell_is_told_with_the_line_of_its_row(own_map: Path, row: str) -> None:
    text = answer(own_map, f"geography.{row}.residents")
    assert text.startswith("geography.settlements[2].residents\n")
    assert re.search(r"value +500$", text, re.MULTILINE)
    words = re.sub(r"\s", "", text)
    assert re.search(r"setat\S*map/settlements\.csv:3", words)
    [cell] = json.loads(answer(own_map, f"geography.{row}.residents", "--json"))
    assert cell["set_at"] == {"file": str(own_map.parent / "map/settlements.csv"), "line": 3}


def test_a_row_lists_its_cells(own_map: Path) -> None:
    text = answer(own_map, "geography.settlements.west")
    assert re.search(r"^residents +500 ", text, re.MULTILINE)
    assert re.search(r"^x +8 km ", text, re.MULTILINE)


def test_a_column_that_is_empty_is_told_as_a_column(own_map: Path) -> None:
    text = answer(own_map, "geography.settlements[1].longitude")
    assert "a column 'longitude' of the CSV file that geography.settlements names" in text


def test_a_wrong_scenario_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(CHANGED.replace("9 %", "9"), encoding="utf-8")
    assert "wrong.yaml:4:9: error: population.poor: 9 has no unit" in answer(wrong, code=2)


def test_json_carries_the_same_for_programs(changed: Path) -> None:
    summary = json.loads(answer("heping/2017", "--json"))
    assert summary["sections"]["population"]["assumed"] == 21
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
