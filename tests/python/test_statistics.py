# SPDX-License-Identifier: Apache-2.0
"""Intervals over replications, checked against textbook values and by properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiercare.statistics import mean_interval, paired_difference, variance_reduction

values = st.floats(min_value=-1e6, max_value=1e6)


def test_interval_of_a_worked_example() -> None:
    # Law 2015, example 4.26: 1.20 1.50 1.68 1.89 0.95 1.49 1.58 1.55 0.50 1.09, 90 %: 1.34 +- 0.24.
    sample = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09]
    interval = mean_interval(sample, 0.90)
    assert interval.mean == pytest.approx(1.343, abs=5e-4)
    assert interval.half_width == pytest.approx(0.24, abs=5e-3)


def test_one_replication_has_a_mean_and_no_interval() -> None:
    interval = mean_interval([3.0])
    assert interval.mean == 3.0
    assert math.isnan(interval.low)
    assert math.isnan(interval.high)
    assert interval.count == 1


def test_undefined_values_are_left_out_and_counted() -> None:
    interval = mean_interval([1.0, math.nan, 3.0])
    assert (interval.mean, interval.count) == (2.0, 2)
    assert mean_interval([math.nan]).count == 0
    assert math.isnan(mean_interval([]).mean)


def test_pairs_with_an_undefined_side_are_left_out() -> None:
    difference = paired_difference([1.0, math.nan, 2.0], [2.0, 5.0, 4.0])
    assert (difference.mean, difference.count) == (1.5, 2)


def test_common_luck_cancels() -> None:
    luck = np.array([-100.0, 3.0, 250.0, 7.0])
    difference = paired_difference(luck, luck + 2.0)
    assert difference.low == pytest.approx(2.0)
    assert difference.high == pytest.approx(2.0)


def test_replications_that_cannot_be_paired_are_refused() -> None:
    with pytest.raises(ValueError, match="2 replications cannot be paired with 1"):
        paired_difference([1.0, 2.0], [1.0])


@pytest.mark.parametrize("confidence", [0.0, 1.0, -1.0, math.nan])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="not between 0 and 1"):
        mean_interval([1.0, 2.0], confidence)


@given(st.lists(values, min_size=2, max_size=20))
def test_the_mean_lies_inside_and_more_confidence_is_wider(sample: list[float]) -> None:
    narrow, wide = mean_interval(sample, 0.8), mean_interval(sample, 0.99)
    assert wide.low <= narrow.low <= narrow.mean <= narrow.high <= wide.high


@given(st.lists(values, min_size=2, max_size=20), values)
def test_a_shift_moves_the_interval_and_keeps_its_width(sample: list[float], shift: float) -> None:
    before, after = mean_interval(sample), mean_interval([value + shift for value in sample])
    assert after.mean == pytest.approx(before.mean + shift, rel=1e-9, abs=1e-4)
    assert after.half_width == pytest.approx(before.half_width, rel=1e-6, abs=1e-4)


def test_an_interval_covers_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(20170101)
    samples = random.normal(10.0, 4.0, size=(2000, 5))
    hits = sum(1 for sample in samples if (i := mean_interval(sample)).low <= 10.0 <= i.high)
    # 0.95 within four standard errors of a share of 2000.
    assert abs(hits / 2000 - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 2000)


def test_the_variance_reduction_counts_the_replications_that_are_saved() -> None:
    random = np.random.default_rng(1)
    luck = random.normal(0.0, 3.0, size=4000)
    own = random.normal(0.0, 1.0, size=4000)
    # Variances 9 and 10, of the difference 1; far from it with luck of their own.
    assert variance_reduction(luck, luck + own) == pytest.approx(19.0, rel=0.1)
    assert variance_reduction(luck, random.permutation(luck)) == pytest.approx(1.0, rel=0.1)


def test_the_variance_reduction_is_infinite_where_all_pairs_differ_alike() -> None:
    assert variance_reduction([1.0, 2.0, 4.0], [2.0, 3.0, 5.0]) == math.inf
    assert math.isnan(variance_reduction([1.0, 1.0], [2.0, 2.0])), "nothing varies"
    assert math.isnan(variance_reduction([1.0, math.nan], [2.0, 3.0])), "one pair"
    with pytest.raises(ValueError, match="cannot be paired"):
        variance_reduction([1.0], [1.0, 2.0])
