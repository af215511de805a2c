# SPDX-License-Identifier: Apache-2.0
"""Heping's reform beside what was published of it: the page tells what the scenarios give today."""

import json
import math
import re
from dataclasses import replace

import pytest
from rich.console import Console
from support import ROOT, SHORT, SHORT_REFERRAL, command

import tiercare as tc
from tiercare.commands.effects import table_of
from tiercare.effects import Effect, measure_effects, read_published

BASELINE, VARIANT = "heping/2021-no-reform", "heping/2021"
SIMULATED = re.compile(r"\| [\d.]+ to [\d.]+: ([+−][\d.]+) \[([+−][\d.]+), ([+−][\d.]+)\]")


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def effect(
    difference: float, after: float = 60.0, low: float = math.nan, high: float = math.nan
) -> Effect:
    return Effect(
        "x", "x", "某", "%", 50.0, after, 40.0, 40.0 + difference, difference, low, high, "", "", 1
    )


def test_an_effect_is_alike_weaker_stronger_missed_or_predicted() -> None:
    assert effect(8.0).finding == "alike"
    assert effect(4.0).finding == "weaker"
    assert effect(30.0).finding == "stronger"
    assert effect(-8.0).finding == "miss"
    assert effect(0.0).finding == "miss"
    assert effect(4.0, low=-1.0, high=9.0).finding == "miss", "the interval holds no difference"
    assert effect(8.0, after=math.nan).finding == "prediction"


def test_a_table_of_80_columns_cuts_nothing() -> None:
    shown = Console(width=80, color_system=None)
    one = replace(effect(4.0, low=3.5, high=4.5), lacking="nobody follows up the chronically ill")
    with shown.capture() as captured:
        shown.print(table_of([one, effect(1234.5, math.nan)], "a reform", 80))
    text = captured.get()
    assert "…" not in text
    for said in (
        *one.lacking.split(),
        "50.0 to 60.0",
        "[+3.5, +4.5]",
        "weaker",
        "偏弱",
        "50.0 to ?",
    ):
        assert said in text


def test_every_row_names_scenarios_an_indicator_and_entries_that_there_are() -> None:
    published = read_published()
    assert set(published["baseline"]) | set(published["variant"]) <= set(tc.library_scenarios())
    assert set(published["indicator"]) <= {info.id for info in tc.indicators()}
    entries = set(published["before"]) | set(published["after"]) - {""}
    assert entries <= set(tc.parameter_book().index)
    assert (published["lacking"] == "").equals(published["lacking_zh"] == "")


def test_no_reform_differs_from_the_reform_in_what_was_done_only() -> None:
    """Levers act on skill, staff, equipment, lists and benefits: no line names an outcome."""
    text = (ROOT / "scenarios/library/heping/2021.yaml").read_text(encoding="utf-8")
    keys = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    assert keys == {
        "tiercare", "extends", "name", "name_zh", "remove", "consortia", "facilities", "referral",
        "benefits",
    }  # fmt: skip


def test_the_page_tells_what_the_scenarios_give() -> None:
    page = (ROOT / "docs" / "model" / "heping.md").read_text(encoding="utf-8")
    told = [tuple(map(number, row.groups())) for row in SIMULATED.finditer(page)]
    now = measure_effects(tc.compare(BASELINE, VARIANT, replications=1, seed=2021))
    assert len(told) == len(now) == len(read_published())
    for (difference, low, high), one in zip(told, now, strict=True):
        # One pair strays more than the mean of five: by less than four of its half-widths.
        assert one.difference == pytest.approx(difference, abs=2.0 * (high - low) + 0.3), one.name


def test_the_command_says_so_where_nothing_was_published() -> None:
    shown = command("effects", SHORT, SHORT_REFERRAL, "-r", "1")
    assert shown.returncode == 0, shown.stderr
    assert "nothing was published" in shown.stdout
    told = command("effects", SHORT, SHORT_REFERRAL, "-r", "1", "--json")
    assert json.loads(told.stdout) == []
