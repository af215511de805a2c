# SPDX-License-Identifier: Apache-2.0
"""A comparison holds the policy alone only where both scenarios have the same people."""

import inspect
from pathlib import Path

import pytest
from support import ROOT

import tiercare as tc
from tiercare import comparison
from tiercare.comparison import check_comparable

SMALL = (ROOT / "tests" / "run" / "small.yaml").read_text(encoding="utf-8")


def doubt(folder: Path, before: str, after: str) -> str:
    """What is said of the small county beside one in which a line reads otherwise."""
    assert SMALL.count(before) == 1
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "other.yaml").write_text(SMALL.replace(before, after), encoding="utf-8")
    return check_comparable(*(tc.load(folder / name) for name in ("small.yaml", "other.yaml")))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("residents: 3000", "residents: 2000", "3,000 residents and other 2,000"),
        ("poor: 7 %", "poor: 9 %", "different things of the population"),
        ("villages: 3, weight: 1.2", "villages: 4, weight: 1.2", "other settlements"),
        ("area: 60 km2", "area: 90 km2", "other settlements"),
    ],
)
def test_other_people_or_settlements_are_told(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    told = doubt(tmp_path, before, after)
    assert said in told
    assert "not the same people" in told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("village_road: 25 km/h", "village_road: 40 km/h"),
        ("name: A small county for tests", "name: Another small county"),
    ],
)
def test_better_roads_and_another_name_leave_the_people_the_same(
    tmp_path: Path, before: str, after: str
) -> None:
    assert doubt(tmp_path, before, after) == ""


@pytest.mark.parametrize(
    ("baseline", "variant"),
    [("heping/2017", "heping/2017-referral"), ("heping/2021-no-reform", "heping/2021")],
)
def test_reforms_of_the_library_have_the_people_of_their_baselines(
    baseline: str, variant: str
) -> None:
    assert check_comparable(tc.load(baseline), tc.load(variant)) == ""


def test_three_pairs_are_run_if_nobody_says_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(comparison, "FEWEST_PAIRS", 2)
    result = tc.compare(tmp_path / "small.yaml", tmp_path / "small.yaml")
    assert len(result.baseline.replications) == len(result.variant.replications) == 2
    assert "three, `FEWEST_PAIRS`" in (inspect.getdoc(tc.compare) or "")
