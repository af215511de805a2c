# SPDX-License-Identifier: Apache-2.0
"""Means over replications and their confidence intervals.

Two scenarios with the same seed share their random numbers person by person, so replication k of
one is paired with replication k of the other: the interval is that of the paired differences.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = Sequence[float] | npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """A mean with its two-sided confidence interval.

    Attributes
    ----------
    mean, low, high : float
        In the unit of the sample; `low` and `high` are NaN for fewer than two values.
    count : int
        Values that were defined.
    """

    mean: float
    low: float
    high: float
    count: int

    @property
    def half_width(self) -> float:
        """Half the length of the interval."""
        return (self.high - self.low) / 2.0


def mean_interval(values: Values, confidence: float = 0.95) -> Interval:
    """Mean of independent replications with its Student-t interval.

    Parameters
    ----------
    values : sequence of float
        One value per replication; NaN where it is undefined.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Of the defined values; all NaN if there is none.

    Raises
    ------
    ValueError
        If `confidence` is not between 0 and 1.

    Source
    ------
    Law 2015, Simulation Modeling and Analysis, section 4.5.

    Examples
    --------
    >>> interval = mean_interval([1.0, 2.0, 3.0])
    >>> round(interval.mean, 3), round(interval.low, 3), round(interval.high, 3)
    (2.0, -0.484, 4.484)
    """
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence is {confidence}, not between 0 and 1")
    sample = np.asarray(values, dtype=np.float64)
    sample = sample[~np.isnan(sample)]
    n = int(sample.size)
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    mean = float(sample.mean())
    if n == 1:
        return Interval(mean, np.nan, np.nan, 1)
    from scipy.stats import t

    spread = float(sample.std(ddof=1)) / n**0.5
    reach = float(t.ppf(0.5 + confidence / 2.0, n - 1)) * spread
    return Interval(mean, mean - reach, mean + reach, n)


MOST_REPLICATIONS = 10**18
"""More than anybody runs: a precision that takes more has no estimate."""


def replications_for(interval: Interval, half_width: float) -> int | None:
    """How many replications an interval of this half-width would take, by estimate.

    Parameters
    ----------
    interval : Interval
        What the replications so far gave, at 95 %.
    half_width : float
        What is wished, above 0, in the unit of the interval.

    Returns
    -------
    int or None
        The fewest whose Student-t interval is narrow enough if they scatter as those so far; None
        where there is no interval to judge by, or `MOST_REPLICATIONS` would not do.

    Source
    ------
    Law 2015, Simulation Modeling and Analysis, section 9.4.1.

    Examples
    --------
    >>> replications_for(mean_interval([1.0, 2.0, 3.0]), 0.5)
    18
    """
    n = interval.count
    if n < 2:
        return None
    from scipy.stats import t

    def reach(count: int) -> float:
        return float(t.ppf(0.975, count - 1)) / math.sqrt(count)

    if interval.half_width == 0.0:
        return 2
    spread = interval.half_width / reach(n)
    enough, too_few = 2, 1
    while spread * reach(enough) > half_width:
        enough, too_few = 2 * enough, enough
        if enough > MOST_REPLICATIONS:
            return None
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        if spread * reach(middle) > half_width:
            too_few = middle
        else:
            enough = middle
    return enough


def paired_difference(baseline: Values, variant: Values, confidence: float = 0.95) -> Interval:
    """Mean difference of paired replications (variant minus baseline) with its interval.

    Parameters
    ----------
    baseline, variant : sequence of float
        Values of replication 1, 2, 3 ... with common random numbers; NaN where undefined.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Of the pairs in which both values are defined.

    Raises
    ------
    ValueError
        If the two are not equally long.

    Examples
    --------
    >>> paired_difference([1.0, 2.0], [1.5, 2.5]).mean
    0.5
    """
    if len(baseline) != len(variant):
        raise ValueError(f"{len(baseline)} replications cannot be paired with {len(variant)}")
    return mean_interval(
        np.asarray(variant, dtype=np.float64) - np.asarray(baseline, dtype=np.float64), confidence
    )


def variance_reduction(baseline: Values, variant: Values) -> float:
    """How many times smaller the variance of a difference is for common random numbers.

    As many times more replications would have been needed had both runs had luck of their own.

    Parameters
    ----------
    baseline, variant : sequence of float
        Values of replication 1, 2, 3 ... with common random numbers; NaN where undefined.

    Returns
    -------
    float
        Sum of both variances over that of the paired differences; infinite where no pair differs
        in its difference, NaN for fewer than two pairs or where nothing varies.

    Raises
    ------
    ValueError
        If the two are not equally long.

    Examples
    --------
    >>> round(variance_reduction([1.0, 2.0, 3.0], [1.4, 2.6, 3.5]))
    211
    """
    if len(baseline) != len(variant):
        raise ValueError(f"{len(baseline)} replications cannot be paired with {len(variant)}")
    pairs = np.asarray([baseline, variant], dtype=np.float64)
    pairs = pairs[:, ~np.isnan(pairs).any(axis=0)]
    if pairs.shape[1] < 2:
        return float("nan")
    apart = float(pairs.var(axis=1, ddof=1).sum())
    paired = float((pairs[1] - pairs[0]).var(ddof=1))
    if paired == 0.0:
        return float("inf") if apart > 0.0 else float("nan")
    return apart / paired
