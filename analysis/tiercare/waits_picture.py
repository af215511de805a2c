# SPDX-License-Identifier: Apache-2.0
"""The picture of waits over the day: a column for each tier, a row for each scenario.

A column has one scale, so that the rows can be held against each other; the dotted lines below
are those of the row above.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tiercare.flows import TIERS
from tiercare.style import (
    GREY,
    INK,
    TIER_COLORS,
    TIER_NAMES,
    TIER_NAMES_ZH,
    both,
    fonts,
    in_lines,
    sample_note,
)

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEWEST = 0.005  # of the contacts of a tier: an hour with fewer says little
LATE = 13.0  # hours: from then on a label stands to the left of its place
APART_HOURS, APART_SHARE = 8.0, 0.1  # as far as two labels need to be, of the height
TENS = 10.0  # minutes from which no decimal is told
LEAST_SCALE = 5.0  # minutes


def _told(waits: pandas.DataFrame, tier: str) -> pandas.DataFrame:
    """The hours of a tier in which enough patients arrive; gaps where they do not."""
    own = waits[waits["tier"] == tier]
    enough = own["contacts"] >= max(1.0, FEWEST * own["contacts"].sum())
    return own.assign(
        mean=own["mean"].where(enough),
        p90=own["p90"].where(enough),
        at=own["hour"] + 0.5,
    )


def _draw_lines(axes: Axes, own: pandas.DataFrame, color: str) -> None:
    axes.fill_between(own["at"], 0.0, own["p90"], color=color, alpha=0.13, lw=0)
    axes.plot(own["at"], own["p90"], color=color, lw=1.1)
    axes.plot(own["at"], own["mean"], color=color, lw=2.4)


def _labels(
    own: pandas.DataFrame, highest: float, bilingual: bool
) -> list[tuple[float, float, str]]:
    """Hour, height and words of what names the lines; both in one where they would overlap."""
    labels: list[tuple[float, float, str]] = []
    for column, name in (("p90", "P90"), ("mean", both("mean", "平均", bilingual, " "))):
        values = own[column].to_numpy(dtype=float)
        if np.isnan(values).all():
            return labels
        top = int(np.nanargmax(values))
        words = f"{name} {values[top]:.{0 if values[top] >= TENS else 1}f}"
        labels.append((float(own["at"].iloc[top]), float(values[top]), words))
    (of_p90, high, first), (of_mean, low, second) = labels
    if abs(of_p90 - of_mean) > APART_HOURS or abs(high - low) > APART_SHARE * highest:
        return labels
    return [(of_p90, max(high, low), f"{first}\n{second}")]


def _name_lines(axes: Axes, own: pandas.DataFrame, highest: float, bilingual: bool) -> None:
    """What the lines are, written where they are highest."""
    for at, height, words in _labels(own, highest, bilingual):
        leftward = at > LATE
        axes.text(
            at - 0.5 if leftward else at + 0.5,
            height + 0.02 * highest,
            words,
            fontsize=9.5,
            color=INK,
            ha="right" if leftward else "left",
            va="bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5},
        )


def _draw_panel(
    axes: Axes,
    tier: int,
    sides: tuple[pandas.DataFrame, pandas.DataFrame | None],
    highest: float,
    bilingual: bool,
) -> None:
    shown, before = sides
    own = _told(shown, TIERS[tier])
    _draw_lines(axes, own, TIER_COLORS[tier])
    _name_lines(axes, own, highest, bilingual)
    if before is not None:
        other = _told(before, TIERS[tier])
        for column in ("mean", "p90"):
            axes.plot(other["at"], other[column], color=GREY, lw=1.1, ls=":")
    axes.set_xlim(0, 24)
    axes.set_ylim(0, 1.22 * highest)
    axes.set_xticks([0, 6, 12, 18, 24])
    axes.tick_params(labelsize=10, colors=GREY, length=3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)


def picture(
    sides: Sequence[tuple[str, pandas.DataFrame]], sampled_shares: Sequence[float] = ()
) -> Figure:
    """Draw the waits of each scenario.

    Parameters
    ----------
    sides : sequence of tuple of str and pandas.DataFrame
        Title and waits of each scenario, as `measure_waits` gives them.
    sampled_shares : sequence of float
        Of the residents of whom the files tell.

    Returns
    -------
    matplotlib.figure.Figure
        Not attached to any window.
    """
    from matplotlib.figure import Figure

    highest = {
        tier: max(LEAST_SCALE, *(_told(waits, tier)["p90"].fillna(0.0).max() for _, waits in sides))
        for tier in TIERS
    }
    with fonts() as bilingual:
        figure = Figure(figsize=(12.5, 0.5 + 3.6 * len(sides)), layout="constrained")
        parts = figure.subfigures(len(sides), 1, squeeze=False)[:, 0]
        for row, (part, (title, waits)) in enumerate(zip(parts, sides, strict=True)):
            part.suptitle(in_lines(title), fontsize=14, x=0.008, ha="left")
            before = sides[0][1] if row else None
            for tier, axes in enumerate(part.subplots(1, len(TIERS))):
                _draw_panel(axes, tier, (waits, before), highest[TIERS[tier]], bilingual)
                axes.set_title(
                    both(TIER_NAMES[tier], TIER_NAMES_ZH[tier], bilingual, " "),
                    fontsize=11.5,
                    color=TIER_COLORS[tier],
                    fontweight="bold",
                )
                if tier == 0:
                    label = both("wait [min]", "候诊（分钟）", bilingual, " ")
                    axes.set_ylabel(label, fontsize=10.5, color=GREY)
                if row == len(sides) - 1:
                    label = both("hour of arrival", "到达时刻", bilingual, " ")
                    axes.set_xlabel(label, fontsize=10.5, color=GREY)
        figure.supxlabel(
            both(
                "Thick: mean; thin: 90 % wait no longer (P90), which is below the mean where few "
                "wait, but long; dotted: the scenario above. "
                f"Hours with less than {100 * FEWEST:g} % of a tier's patients are left out.",
                "粗线：平均；细线：九成患者不超过（P90），少数人久候时低于平均；虚线：上图情景。"
                f"患者不足 {100 * FEWEST:g}% 的时段从略。",
                bilingual,
            )
            + sample_note(sampled_shares, bilingual),
            fontsize=9,
            color=GREY,
        )
    return figure
