# SPDX-License-Identifier: Apache-2.0
"""The picture of patient flow: each tier a lane, illness entering from the left, moves as arrows.

Left, episodes spread from home over the tiers; right, arrows between the lanes count referrals up,
patients who go up on their own, and referrals down. First contacts and moves have a scale
each, since the former are many times more; all panels share both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tiercare.flows import TIERS, Counts, Flows
from tiercare.style import (
    GREY,
    TIER_COLORS,
    TIER_NAMES,
    TIER_NAMES_ZH,
    both,
    fonts,
    in_lines,
    number,
    sample_note,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


LANE_HEIGHT = 1.0  # of a tier, in the units of the vertical axis
HOME_X, TIER_X, TIER_WIDTH = 0.0, 2.1, 0.16
GROUP_STARTS = (3.45, 5.55, 7.65)  # of the three kinds of move
GROUP_WIDTH = 1.9
RIGHT_EDGE = 9.6
WIDEST_ARROW = 26.0  # points
THINNEST_ARROW = 1.0
THINNEST_BAR = 0.02  # lanes
NUMBER_ROOM = 0.3  # of the horizontal axis, what a number under an arrow takes
POINTS = 76.0  # to one of the horizontal axis


def _lane(tier: int) -> float:
    return tier * LANE_HEIGHT


def _draw_lanes(axes: Axes, bilingual: bool) -> None:
    for tier, color in enumerate(TIER_COLORS):
        axes.axhspan(_lane(tier) - 0.46, _lane(tier) + 0.46, color=color, alpha=0.09, lw=0)
        axes.text(
            RIGHT_EDGE + 0.1,
            _lane(tier),
            both(TIER_NAMES[tier], TIER_NAMES_ZH[tier], bilingual),
            color=color,
            fontsize=11,
            fontweight="bold",
            va="center",
            ha="left",
        )


def _draw_entry(axes: Axes, first: Counts, bilingual: bool) -> None:
    """Bands from home to the tiers, as wide as their share of first contacts."""
    from matplotlib.patches import PathPatch, Rectangle
    from matplotlib.path import Path

    total = float(first.sum())
    if total <= 0:
        return
    reach = 0.86 * LANE_HEIGHT  # of all first contacts; so no band is wider than its lane
    middle = _lane(len(TIERS) - 1) / 2
    home_top = middle - reach / 2
    axes.add_patch(Rectangle((HOME_X - 0.12, home_top), 0.12, reach, color=GREY, lw=0))
    axes.text(
        HOME_X - 0.06,
        home_top + reach + 0.1,  # above: below it would lie over the band to the village
        both("Episodes\nwith a visit", "就诊病程", bilingual) + f"\n{number(total)}",
        ha="center",
        va="bottom",
        fontsize=10,
        color=GREY,
    )
    bend = (HOME_X + TIER_X) / 2
    for tier, color in enumerate(TIER_COLORS):
        width = reach * float(first[tier]) / total
        low, high = home_top, home_top + width
        home_top = high
        lane_low, lane_high = _lane(tier) - width / 2, _lane(tier) + width / 2
        outline = Path(
            [
                (HOME_X, low),
                *((bend, low), (bend, lane_low), (TIER_X, lane_low)),
                (TIER_X, lane_high),
                *((bend, lane_high), (bend, high), (HOME_X, high)),
                (HOME_X, low),
            ],
            [
                *(Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO),
                *(Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY),
            ],
        )
        axes.add_patch(PathPatch(outline, facecolor=color, alpha=0.55, lw=0))
        height = max(width, THINNEST_BAR)
        axes.add_patch(
            Rectangle((TIER_X, _lane(tier) - height / 2), TIER_WIDTH, height, color=color, lw=0)
        )
        axes.text(
            TIER_X + TIER_WIDTH + 0.08,
            _lane(tier),
            f"{number(float(first[tier]))}\n{100 * float(first[tier]) / total:.1f} %",
            fontsize=10,
            va="center",
            ha="left",
            color="#222222",
        )


def _places(start: float, widths: Sequence[float]) -> list[float]:
    """Where arrows of so many points stand, so that no number lies on the arrow beside it."""
    rooms = [max(NUMBER_ROOM, width / POINTS) for width in widths]
    gap = (GROUP_WIDTH - sum(rooms)) / len(rooms)
    ends = np.cumsum([room + gap for room in rooms])
    return [start + float(end) - (room + gap) / 2 for end, room in zip(ends, rooms, strict=True)]


def _draw_moves(axes: Axes, start: float, moves: Counts, largest: float, color: str) -> None:
    """Vertical arrows between lanes, as wide as their count."""
    pairs = [(i, j) for i in range(len(TIERS)) for j in range(len(TIERS)) if moves[i, j] > 0]
    if not pairs:
        return
    nearest_first = sorted(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair))
    counts = [float(moves[pair]) for pair in nearest_first]
    widths = [max(THINNEST_ARROW, WIDEST_ARROW * count / largest) for count in counts]
    drawn = zip(nearest_first, counts, widths, _places(start, widths), strict=True)
    for (origin, target), count, width, x in drawn:
        way = 1 if target > origin else -1
        head = 0.8 * width + 4.0
        axes.annotate(
            "",
            xy=(x, _lane(target) - 0.1 * way),
            xytext=(x, _lane(origin) + 0.1 * way),
            arrowprops={
                "arrowstyle": f"simple,tail_width={width / 10:.3f},"
                f"head_width={head / 10:.3f},head_length={head / 12 + 0.1:.3f}",
                "mutation_scale": 10,
                "color": color,
                "alpha": 0.85,
                "lw": 0,
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )
        axes.text(
            x,
            _lane(origin) + 0.04 * way,
            number(count),
            fontsize=8,
            ha="center",
            va="top" if way > 0 else "bottom",
            color="#222222",
        )


def _largest_move(panels: Sequence[Flows]) -> float:
    kinds = [[one.referred_up, one.own_way_up, one.referred_down] for one in panels]
    return max(1.0, float(np.max(kinds)))


def _draw_panel(axes: Axes, flows: Flows, largest: float, bilingual: bool) -> None:
    groups = (
        ("Referred up", "上转", flows.referred_up, "#2b59c3"),
        ("Up on their own", "自行上行", flows.own_way_up, "#8d6a9f"),
        ("Referred down", "下转", flows.referred_down, "#1e8573"),
    )
    _draw_lanes(axes, bilingual)
    _draw_entry(axes, flows.first_contacts, bilingual)
    top = _lane(len(TIERS) - 1) + 0.62
    axes.text(
        TIER_X + TIER_WIDTH / 2,
        top,
        both("First contact", "首诊", bilingual),
        ha="center",
        va="bottom",
        fontsize=11,
        color=GREY,
    )
    for start, (name, name_zh, moves, color) in zip(GROUP_STARTS, groups, strict=True):
        axes.text(
            start + GROUP_WIDTH / 2,
            top,
            both(name, name_zh, bilingual) + f" {number(float(moves.sum()))}",
            ha="center",
            va="bottom",
            fontsize=11,
            color=color,
        )
        _draw_moves(axes, start, moves, largest, color)
    axes.set_title(in_lines(flows.title), fontsize=14, loc="left", pad=4)
    axes.set_xlim(-0.7, RIGHT_EDGE + 1.3)
    axes.set_ylim(-0.6, top + 0.32)
    axes.axis("off")


def picture(panels: Sequence[Flows]) -> Figure:
    """Draw one panel for each scenario.

    Parameters
    ----------
    panels : sequence of Flows
        At least one.

    Returns
    -------
    matplotlib.figure.Figure
        Not attached to any window.
    """
    from matplotlib.figure import Figure

    with fonts() as bilingual:
        figure = Figure(figsize=(12.5, 0.6 + 5.2 * len(panels)), layout="constrained")
        drawn = np.atleast_1d(np.asarray(figure.subplots(len(panels), 1), dtype=object))
        for axes, flows in zip(drawn, panels, strict=True):
            _draw_panel(axes, flows, _largest_move(panels), bilingual)
        replications = panels[0].replications
        figure.supxlabel(
            both(
                f"Mean of {replications} replication{'s' if replications > 1 else ''}. Bands and "
                "arrows are as wide as their counts, to a scale each, equal in all panels.",
                f"{replications} 次重复的均值。条带与箭头宽度各按一个比例表示人次，各图相同。",
                bilingual,
            )
            + sample_note((one.sampled_share for one in panels), bilingual),
            fontsize=9,
            color=GREY,
        )
    return figure
