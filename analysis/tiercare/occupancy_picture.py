# SPDX-License-Identifier: Apache-2.0
"""The picture of occupancy: day by day a line for each tier with beds, panel by scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tiercare.flows import TIERS
from tiercare.occupancy import Occupancy, moving_mean
from tiercare.style import (
    GREY,
    INK,
    TIER_COLORS,
    TIER_NAMES,
    TIER_NAMES_ZH,
    both,
    fonts,
    in_lines,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LABEL_ROOM = 0.17  # of the vertical axis, between two labels at its end
FULL = 1.0
ROWS = 3  # of dates' labels, so that neighbours do not lie over each other
ROOM_ABOVE = 1.3  # for these rows


def _measured_mean(occupancy: Occupancy, tier: str) -> float:
    measured = [day >= occupancy.measured_from for day in occupancy.days]
    values = occupancy.by_tier[tier][measured]
    return float(values.mean()) if len(values) else float("nan")


def _apart(heights: Sequence[float], room: float) -> list[float]:
    """Heights of labels moved up until none lies over the one below, in the order given."""
    moved = list(heights)
    free = -np.inf
    for number in np.argsort(heights, kind="stable"):
        moved[number] = max(moved[number], free)
        free = moved[number] + room
    return moved


def _draw_tiers(axes: Axes, occupancy: Occupancy, top: float, bilingual: bool) -> None:
    days: Any = occupancy.days
    tiers = list(occupancy.by_tier) if days else []  # a run may end before its first midnight
    smooth = {tier: moving_mean(occupancy.by_tier[tier]) for tier in tiers}
    ends = _apart([float(smooth[tier][-1]) for tier in tiers], LABEL_ROOM * top)
    for tier, height in zip(tiers, ends, strict=True):
        number = TIERS.index(tier)
        color = TIER_COLORS[number]
        axes.plot(days, occupancy.by_tier[tier], color=color, lw=0.7, alpha=0.35)
        axes.plot(days, smooth[tier], color=color, lw=2.2)
        name = both(TIER_NAMES[number], TIER_NAMES_ZH[number], bilingual)
        axes.text(
            1.012,
            height / top,
            f"{name}\n{100 * _measured_mean(occupancy, tier):.1f} %",
            transform=axes.transAxes,
            color=color,
            fontsize=10.5,
            fontweight="bold",
            va="center",
        )


def _draw_dates(axes: Axes, occupancy: Occupancy, top: float, bilingual: bool) -> None:
    """Where measuring begins, and where the scenario changes."""
    marks: list[tuple[Any, str, str]] = [
        (occupancy.measured_from, both("measured from here", "计量起点", bilingual, " "), "--")
    ]
    change = both("policy changes", "政策变化", bilingual, " ")
    marks += [(day, change, "-") for day in occupancy.changes]
    for row, (day, name, dashes) in enumerate(marks):
        axes.axvline(day, color=GREY, lw=0.9, ls=dashes)
        axes.annotate(
            name,
            (day, top),
            xytext=(4, -2 - 12 * (row % ROWS)),
            textcoords="offset points",
            fontsize=9.5,
            color=GREY,
            va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _draw_panel(axes: Axes, title: str, occupancy: Occupancy, top: float, bilingual: bool) -> None:
    from matplotlib import dates

    axes.axhline(FULL, color=INK, lw=0.8, alpha=0.5)
    _draw_tiers(axes, occupancy, top, bilingual)
    _draw_dates(axes, occupancy, top, bilingual)
    axes.set_title(in_lines(title), fontsize=14, loc="left", pad=8)
    axes.set_ylim(0, top)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1.0], ["0", "25", "50", "75", "100"])
    label = both("of the beds [%]", "床位使用率（%）", bilingual)
    axes.set_ylabel(label, fontsize=10.5, color=GREY)
    if occupancy.days:
        axes.set_xlim(occupancy.days[0], occupancy.days[-1])  # type: ignore[arg-type]
    calendar: Any = dates
    locator = calendar.AutoDateLocator(minticks=4, maxticks=14)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(calendar.ConciseDateFormatter(locator, show_offset=False))
    axes.tick_params(labelsize=10.5, colors=GREY, length=3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)


def picture(sides: Sequence[tuple[str, Occupancy]]) -> Figure:
    """Draw the occupancy of each scenario, all to one scale.

    Parameters
    ----------
    sides : sequence of tuple of str and Occupancy
        Title and occupancy of each scenario.

    Returns
    -------
    matplotlib.figure.Figure
        Not attached to any window.
    """
    from matplotlib.figure import Figure

    highest = max(
        (float(values.max()) for _, one in sides for values in one.by_tier.values() if len(values)),
        default=0.0,
    )
    top = ROOM_ABOVE * max(FULL, highest)
    with fonts() as bilingual:
        figure = Figure(figsize=(12.5, 0.3 + 3.5 * len(sides)), layout="constrained")
        drawn = figure.subplots(len(sides), 1, squeeze=False)[:, 0]
        for axes, (title, occupancy) in zip(drawn, sides, strict=True):
            _draw_panel(axes, title, occupancy, top, bilingual)
    return figure
