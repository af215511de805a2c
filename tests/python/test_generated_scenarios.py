# SPDX-License-Identifier: Apache-2.0
"""Whatever is in a scenario, loading it ends in a run or in findings that say where."""

import math
from pathlib import Path

import pytest
from generated import (
    damaged_texts,
    damaged_trees,
    is_short,
    laid_out_otherwise,
    other_counties,
    random_texts,
    shuffled,
    small_county,
    written,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import tiercare as tc
from tiercare._core import Scenario


def examples(count: int) -> settings:
    """The same examples every time, shown as they are; slow machines are no failure."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


def assert_it_says_where(error: tc.ScenarioError) -> None:
    severities = [one.severity for one in error.diagnostics]
    assert 1 <= severities.count("error") <= 20
    for one in error.diagnostics:
        assert one.message
        assert min(one.line, one.column) >= 1
        place = f"{one.file}:{one.line}:{one.column}"
        assert f"{place}: {one.severity}: {one.message}" in str(error)


def load(folder: Path, text: str | bytes) -> Scenario | None:
    """The scenario of a text; None if it is refused as it should be, with places."""
    file = folder / "generated.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        return tc.load(file)
    except tc.ScenarioError as error:
        assert_it_says_where(error)
        return None


def loaded(folder: Path, text: str) -> Scenario:
    """The scenario of a text that has to be one."""
    scenario = load(folder, text)
    assert scenario is not None
    return scenario


def assert_it_is_stable(folder: Path, scenario: Scenario, text: str) -> None:
    again = loaded(folder, text)
    assert (again.hash, again.resolved_text) == (scenario.hash, scenario.resolved_text)
    resolved = loaded(folder, scenario.resolved_text)
    assert (resolved.hash, resolved.resolved_text) == (scenario.hash, scenario.resolved_text)


def assert_it_runs(scenario: Scenario) -> None:
    replication = tc.run(scenario).replications[0]
    assert replication.complete
    for row in replication.indicators:
        assert not math.isinf(row.value), row.id


def test_the_small_county_that_is_changed_below_is_a_scenario(tmp_path: Path) -> None:
    text = written(small_county())
    scenario = loaded(tmp_path, text)
    assert_it_is_stable(tmp_path, scenario, text)
    assert_it_runs(scenario)


@examples(80)
@given(text=damaged_trees().map(written))
def test_a_damaged_scenario_is_refused_with_places_or_runs(tmp_path: Path, text: str) -> None:
    if scenario := load(tmp_path, text):
        assert_it_is_stable(tmp_path, scenario, text)
        if is_short(scenario.resolved_text):
            assert_it_runs(scenario)


@examples(80)
@given(text=damaged_texts())
def test_a_damaged_text_is_refused_with_places_or_stays_a_scenario(
    tmp_path: Path, text: str
) -> None:
    if scenario := load(tmp_path, text):
        assert_it_is_stable(tmp_path, scenario, text)


@examples(80)
@given(text=st.one_of(random_texts.map(str.encode), st.binary(max_size=40)))
def test_what_is_no_scenario_at_all_is_refused_with_a_place(tmp_path: Path, text: bytes) -> None:
    assert load(tmp_path, text) is None


@examples(40)
@given(text=other_counties().map(written))
def test_another_county_is_refused_with_places_or_runs(tmp_path: Path, text: str) -> None:
    if scenario := load(tmp_path, text):
        assert_it_runs(scenario)


def test_some_other_counties_are_run_and_some_are_refused(tmp_path: Path) -> None:
    outcomes: set[bool] = set()

    @examples(40)
    @given(text=other_counties().map(written))
    def look(text: str) -> None:
        outcomes.add(load(tmp_path, text) is not None)

    look()
    assert outcomes == {True, False}


@examples(20)
@given(text=laid_out_otherwise(small_county()))
def test_comments_and_blanks_change_neither_hash_nor_resolved_text(
    tmp_path: Path, text: str
) -> None:
    scenario = loaded(tmp_path, written(small_county()))
    other = loaded(tmp_path, text)
    assert (other.hash, other.resolved_text) == (scenario.hash, scenario.resolved_text)


@examples(15)
@given(text=shuffled(small_county()).map(written))
def test_the_order_of_sections_does_not_change_what_happens(tmp_path: Path, text: str) -> None:
    usual = tc.run(loaded(tmp_path, written(small_county()))).replications[0]
    other = tc.run(loaded(tmp_path, text)).replications[0]
    assert other.state_digest == usual.state_digest


@pytest.mark.parametrize("name", tc.library_scenarios())
def test_a_library_scenario_resolves_to_itself(tmp_path: Path, name: str) -> None:
    scenario = tc.load(name)
    resolved = loaded(tmp_path, scenario.resolved_text)
    assert (resolved.hash, resolved.resolved_text) == (scenario.hash, scenario.resolved_text)
