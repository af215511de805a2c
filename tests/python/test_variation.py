# SPDX-License-Identifier: Apache-2.0
"""`tc.with_`: a variant of a scenario without a file of its own."""

import re
from pathlib import Path

import pytest
from support import SHORT

import tiercare as tc


def test_changes_are_laid_over_the_scenario_as_a_file_would() -> None:
    changed = tc.with_(
        "county",
        {
            "population": {"poor": "9 %"},
            "facilities.township_health_centre.beds": 60,
            "facilities.township_health_centre.consulting": {
                "servers": 6,
                "time": "lognormal(mean 7 min, cv 0.6)",
            },
        },
    )
    assert changed.name == "county-changed"
    beds = {group.name: group.beds for group in changed.facilities}
    assert beds["township_health_centre"] == 60
    assert re.search(r"poor: .?9 %", changed.resolved_text)
    assert changed.hash != tc.load("county").hash


def test_a_file_is_changed_where_it_stands_and_nothing_is_written(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("tiercare: 1\nextends: county\nname: Mine\n")
    changed = tc.with_(mine, {"name": "Mine with more beds"}, name="more")
    assert (changed.name, changed.title) == ("more", "Mine with more beds")
    assert list(tmp_path.iterdir()) == [mine]


def test_what_is_changed_can_be_compared_with_what_it_changes() -> None:
    more = tc.with_(SHORT, {"facilities.township_health_centre.beds": 90})
    result = tc.compare(tc.load(SHORT), more, replications=1, seed=3)
    row = result.indicators.set_index("indicator").loc["bed_occupancy_township"]
    assert row["difference"] < 0.0


def test_parts_can_be_taken_out() -> None:
    text = tc.with_("county", {}, remove=["choice.pharmacy"]).resolved_text
    assert "pharmacy" not in text


def test_mistakes_are_told_as_those_of_a_file() -> None:
    with pytest.raises(tc.ScenarioError, match="unknown key 'bedz'"):
        tc.with_("county", {"facilities.township_health_centre.bedz": 60})
    with pytest.raises(ValueError, match="set twice"):
        tc.with_("county", {"population": {"poor": "9 %"}, "population.poor": "8 %"})
    with pytest.raises(ValueError, match="leads through a value"):
        tc.with_("county", {"population.poor": "9 %", "population.poor.more": 1})
