# SPDX-License-Identifier: Apache-2.0
"""Waits by hour, occupancy by day and the four links: counted right, and drawn."""

import io
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from matplotlib.text import Text
from support import write_results

import tiercare as tc
from tiercare import links_picture, occupancy_picture, waits_picture
from tiercare.flows import TIERS
from tiercare.links import LINKS, Links, count_by_link, count_links
from tiercare.occupancy import (
    Occupancy,
    measure_occupancy,
    moving_mean,
    share_by_tier,
    timeline_dates,
)
from tiercare.style import number_zh
from tiercare.waits import MINUTE_MS, measure_waits, waits_by_hour

MINUTES = np.uint32(MINUTE_MS)


def test_mean_and_p90_of_an_hour() -> None:
    wait = np.arange(1, 11, dtype=np.uint32) * MINUTES
    frame = waits_by_hour(np.full(10, 2), np.full(10, 9), wait[::-1])
    [row] = frame[frame["contacts"] > 0].to_dict("records")
    assert (row["tier"], row["hour"], row["contacts"]) == ("county", 9, 10)
    assert (row["mean"], row["p90"]) == (5.5, 9.0)


def test_hours_without_patients_have_no_wait() -> None:
    frame = waits_by_hour(np.array([0]), np.array([7]), np.array([0], dtype=np.uint32))
    assert len(frame) == 4 * 24
    assert frame["mean"].notna().sum() == frame["p90"].notna().sum() == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 23), st.integers(0, 2**32 - 1))))
def test_p90_is_the_wait_that_nine_in_ten_do_not_exceed(
    contacts: list[tuple[int, int, int]],
) -> None:
    table = np.array(contacts, dtype=np.int64).reshape(-1, 3)
    frame = waits_by_hour(table[:, 0], table[:, 1], table[:, 2].astype(np.uint32))
    assert frame["contacts"].sum() == len(contacts)
    for row in frame[frame["contacts"] > 0].to_dict("records"):
        of_row = (table[:, 0] == TIERS.index(row["tier"])) & (table[:, 1] == row["hour"])
        waits = table[of_row, 2] / MINUTE_MS
        assert row["mean"] == pytest.approx(waits.mean())
        assert (waits <= row["p90"]).mean() >= 0.9
        assert (waits < row["p90"]).mean() < 0.9


def test_waits_are_of_the_visits_that_indicators_count(experiment: tc.Comparison) -> None:
    files = experiment.baseline.files
    waits = measure_waits(files)
    assert waits["contacts"].sum() < len(tc.open_run(files[0]).encounters)
    for tier in TIERS:
        own = waits[waits["tier"] == tier].dropna()
        mean = (own["mean"] * own["contacts"]).sum() / own["contacts"].sum()
        expected = np.mean(experiment.baseline.values(f"wait_mean_{tier}"))
        assert mean == pytest.approx(expected, rel=0.01), tier


def test_occupancy_is_occupied_over_beds_by_tier() -> None:
    occupied = np.array([[1, 2, 0], [3, 6, 0], [0, 0, 0]])
    beds = np.array([[4, 4, 0], [6, 4, 0], [0, 0, 0]])
    shares = share_by_tier(occupied, beds, np.array([1, 1, 0]))
    assert {tier: values.tolist() for tier, values in shares.items()} == {
        "township": [0.4, 1.0, 0.0]
    }


def finite(size: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    return arrays.arrays(np.float64, size, elements=st.floats(0.0, 2.0))


@given(finite(st.integers(0, 60)), st.sampled_from([1, 3, 7]))
def test_a_moving_mean_stays_between_its_neighbours(values: Any, width: int) -> None:
    smooth = moving_mean(values, width)
    assert len(smooth) == len(values)
    for day, mean in enumerate(smooth):
        around = values[max(day - width // 2, 0) : day + width // 2 + 1]
        assert mean == pytest.approx(around.mean(), abs=1e-9)


def test_dates_of_the_timeline_are_found_in_both_ways_of_writing() -> None:
    text = 'start: 2018-01-01\ntimeline:\n  - on: 2019-04-01\n  -\n    on: "2019-02-03"\nsteps:\n'
    assert timeline_dates(text) == [date(2019, 2, 3), date(2019, 4, 1)]
    assert timeline_dates("calendar:\n  - on: 2019-04-01\n") == []


def test_occupancy_of_a_run_is_that_of_its_indicator(experiment: tc.Comparison) -> None:
    found = measure_occupancy(experiment.baseline.files)
    assert (found.days[0], found.measured_from) == (date(2017, 1, 2), date(2017, 1, 8))
    assert set(found.by_tier) == {"township", "county", "tertiary"}
    measured = np.array(found.days) >= found.measured_from
    for tier, shares in found.by_tier.items():
        expected = np.mean(experiment.baseline.values(f"bed_occupancy_{tier}"))
        assert 100 * shares[measured].mean() == pytest.approx(expected, abs=5.0), tier


def test_a_referral_breaks_first_at_the_first_link_that_does_not_hold() -> None:
    holds = np.array([[1, 1, 1, 1], [0, 1, 0, 1], [1, 1, 0, 0], [1, 1, 1, 0]], dtype=bool)
    table = count_by_link(np.array([0, 0, 0, 1]), holds)
    up, down = table.loc["up"], table.loc["down"]
    assert (up["considered"], up["made"], down["considered"], down["made"]) == (3, 1, 1, 0)
    assert [up[f"holds_{link}"] for link in LINKS] == [2, 3, 1, 2]
    assert [up[f"breaks_{link}"] for link in LINKS] == [1, 0, 1, 0]
    assert down["breaks_policy"] == 1


@given(st.lists(st.tuples(st.integers(0, 1), *[st.booleans()] * 4)))
def test_every_referral_is_made_or_breaks_once(
    referrals: list[tuple[int, bool, bool, bool, bool]],
) -> None:
    table = np.array(referrals, dtype=np.int64).reshape(-1, 5)
    counted = count_by_link(table[:, 0], table[:, 1:].astype(bool))
    broken = counted[[f"breaks_{link}" for link in LINKS]].sum(axis=1)
    assert (counted["made"] + broken == counted["considered"]).all()
    assert counted["considered"].sum() == len(referrals)
    for link in LINKS:
        assert (counted[f"holds_{link}"] >= counted["made"]).all()


def test_links_of_a_run_are_those_of_its_indicators(experiment: tc.Comparison) -> None:
    table = count_links(experiment.baseline.files).table
    for direction in ("up", "down"):
        row = table.loc[direction]
        expected = np.mean(experiment.baseline.values(f"accepted_share_{direction}"))
        assert 100 * row["made"] / row["considered"] == pytest.approx(expected, rel=0.05)


def sampled(path: Path) -> Path:
    """The small results file as one that tells of a tenth of the residents."""
    write_results(path)
    with h5py.File(path, "a") as file:
        file.attrs["sampled_share"] = 0.1
        links = {link: np.array([1, 1, 0], dtype=np.uint8) for link in LINKS}
        for name, values in (links | {"direction": np.array([0, 1, 0], dtype=np.uint8)}).items():
            file[f"referrals/{name}"] = values
    return path


def test_counts_of_a_sample_are_those_of_all_and_it_is_told(tmp_path: Path) -> None:
    file = sampled(tmp_path / "sample.h5")
    assert tc.count_flows([file]).first_contacts.tolist() == [20, 10, 0, 0]
    links = count_links([file])
    assert links.table.loc["up", "considered"] == pytest.approx(20)
    assert links.table.loc["down", "made"] == pytest.approx(10)
    figure = links_picture.picture([("a", links), ("b", links)])
    texts = [one.get_text() for one in figure.findobj(Text) if isinstance(one, Text)]
    assert any("sample of 10 % of residents" in text for text in texts)


def empty_occupancy() -> Occupancy:
    return Occupancy([], {}, date(2017, 1, 1), [])


NOBODY = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: waits_picture.picture(
            [("none", waits_by_hour(NOBODY, NOBODY, NOBODY.astype(np.uint32)))] * 2
        ),
        lambda: occupancy_picture.picture([("none", empty_occupancy())] * 2),
        lambda: links_picture.picture(
            [("none", Links(count_by_link(NOBODY, np.zeros((0, 4), dtype=bool))))] * 2
        ),
    ],
)
def test_a_county_where_nothing_happens_is_drawn_too(draw: Callable[[], Any]) -> None:
    draw().savefig(io.BytesIO(), format="png")


def test_labels_of_equal_lines_do_not_lie_over_each_other() -> None:
    days = [date(2017, 1, day) for day in range(1, 31)]
    flat = {tier: np.full(30, 0.8) for tier in TIERS[1:]}
    figure = occupancy_picture.picture([("flat", Occupancy(days, flat, days[5], [days[9]]))])
    figure.savefig(io.BytesIO(), format="png")
    labels = [
        one.get_window_extent() for one in figure.axes[0].texts if one.get_text().endswith("80.0 %")
    ]
    assert len(labels) == 3
    labels.sort(key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 4 for low, high in pairwise(labels))


def test_two_changes_in_warm_up_do_not_lie_over_the_end_of_it() -> None:
    days = [date.fromordinal(date(2019, 1, 1).toordinal() + day) for day in range(400)]
    changes = [date(2019, 1, 15), date(2019, 2, 1)]
    one = Occupancy(days, {"county": np.full(400, 0.8)}, date(2019, 3, 2), changes)
    figure = occupancy_picture.picture([("a county", one)])
    figure.savefig(io.BytesIO())
    said = [text for text in figure.axes[0].texts if text.get_text().startswith(("pol", "mea"))]
    heights = [text.get_window_extent() for text in said]
    assert len(heights) == 3
    assert not any(
        low.overlaps(high) for number, low in enumerate(heights) for high in heights[:number]
    )


def test_chinese_counts_in_ten_thousands() -> None:
    assert [number_zh(count) for count in (490.0, 9_999.0, 202_400.0)] == ["490", "9,999", "20.2万"]
