# SPDX-License-Identifier: Apache-2.0
"""The page of levels tells what the default county gives today, as `tiercare levels` does."""

import json
import math
import re
from dataclasses import replace

import pytest
from rich.console import Console
from support import ROOT, SHORT, command

import tiercare as tc
from tiercare.commands.levels import table_of
from tiercare.levels import Level, measure_levels, read_pairs

ROW = re.compile(
    r"^\| (?P<name>[^|]+) \|[^|]+\|[^|]+\| (?P<entry>[\w.]+), \w+ \|[^|]+\| "
    r"(?P<mean>[\d,.]+) ± (?P<spread>[\d,.]+) \|",
    re.MULTILINE,
)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def level(simulated: float, sourced: float, low: float = math.nan, high: float = math.nan) -> Level:
    return Level("x", "x", "某", "%", "a.b", "found", sourced, low, high, simulated, 0.0, False, 1)


def test_a_level_is_within_its_range_near_its_value_or_missed() -> None:
    assert level(30.0, 50.0, low=25.0, high=60.0).verdict == "within"
    assert level(54.0, 50.0).verdict == "near"
    assert level(56.0, 50.0).verdict == "miss"
    assert level(math.nan, 50.0).verdict == "miss"
    assert level(math.nan, 50.0, low=40.0, high=60.0).verdict == "miss"


def test_near_a_range_is_a_tenth_of_its_width_away_at_most() -> None:
    assert level(51.1, 50.0, low=49.0, high=51.0).verdict == "near"
    assert level(48.9, 50.0, low=49.0, high=51.0).verdict == "near"
    assert level(54.0, 50.0, low=49.0, high=51.0).verdict == "miss"


def test_a_share_near_100_percent_is_not_near_all_that_is_close_to_it() -> None:
    assert level(97.0, 90.0, low=85.0, high=94.0).verdict == "miss"
    assert level(97.0, 95.0).verdict == "miss"
    assert level(95.4, 95.0).verdict == "near"
    assert replace(level(97.0, 95.0), unit="day").verdict == "near"
    assert replace(level(110.0, 105.0), unit="%").verdict == "near", "not a share of a whole"


def test_a_table_of_80_columns_cuts_no_code_and_takes_few_lines_a_row() -> None:
    result = tc.run(SHORT, 2, seed=1)
    levels = measure_levels(result)
    shown = Console(width=80, color_system=None)
    with shown.capture() as captured:
        shown.print(table_of(levels, "a county", 80))
    text = captured.get()
    assert all(f"{one.entry}, {one.confidence}" in text for one in levels)
    assert "…" not in text
    rows = [row for row in re.split(r"\n\s*\n", re.split(r"─+ *\n", text)[1]) if row.strip()]
    assert len(rows) == len(levels)
    assert max(len(row.splitlines()) for row in rows) <= 6


def test_every_pair_names_an_indicator_and_an_entry_that_there_are() -> None:
    pairs = read_pairs()
    known = {info.id for info in tc.indicators()}
    assert set(pairs["indicator"]) | set(pairs["per"]) - {""} <= known
    assert set(pairs["entry"]) <= set(tc.parameter_book().index)
    assert (pairs["remark"] == "").equals(pairs["remark_zh"] == "")


def test_shares_are_told_in_the_unit_of_the_indicator() -> None:
    result = tc.run(SHORT, 2, seed=1)
    by_entry = {one.entry: one for one in measure_levels(result)}
    assert by_entry["sup.occ_thc_2019"].sourced == pytest.approx(57.5)
    village = by_entry["dem.county_share_vc"].simulated
    shares = zip(
        result.values("visit_share_village"), result.values("in_county_visit_share"), strict=True
    )
    assert village == pytest.approx(sum(100 * a / b for a, b in shares) / 2)


def test_the_command_tells_levels_as_json_and_as_a_table() -> None:
    told = command("levels", SHORT, "--json")
    assert told.returncode == 0, told.stderr
    levels = json.loads(told.stdout)
    assert len(levels) == len(read_pairs())
    assert {one["verdict"] for one in levels} <= {"within", "near", "miss"}
    shown = command("levels", SHORT)
    assert shown.returncode == 0, shown.stderr
    missed = sum(one["verdict"] == "miss" and not one["built_in"] for one in levels)
    assert f"{missed} missed" in shown.stdout


def test_the_page_tells_what_the_default_county_gives() -> None:
    page = (ROOT / "docs" / "model" / "levels.md").read_text(encoding="utf-8")
    rows = list(ROW.finditer(page))
    now = measure_levels(tc.run("county", 1, seed=2019))
    assert [row["entry"] for row in rows] == [one.entry for one in now]
    for row, one in zip(rows, now, strict=True):
        told, spread = number(row["mean"]), number(row["spread"])
        rounding = 10.0**-one.decimals
        assert one.simulated == pytest.approx(told, abs=5 * (spread + rounding / 2) + rounding), (
            one.name
        )
