# SPDX-License-Identifier: Apache-2.0
"""The picture of the four links of referral: what became of all that were considered.

For each direction and scenario, above a bar that is divided by what happened (made, or broken first
at a link), below how often each link holds, whatever the others say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tiercare.links import DIRECTIONS, LINKS, LINKS_ZH, Links
from tiercare.style import GREY, INK, both, fonts, in_lines, number, number_zh, sample_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MADE = "#1e8573"
LINK_COLORS = ("#c8553d", "#e3a33b", "#8d6a9f", "#5c7fa3")
LINK_SAYS = ("sender lets go", "receiver can", "patient willing", "a channel")
BROKEN = "#e9ebee"
LABELLED = 7.0  # percent of a bar from which a part has room for its number
BAR_AT, LINKS_AT, STEP = 5.15, 3.4, 1.0
LONGEST_TITLE = 44
NAMES = {"up": ("Referrals up", "上转"), "down": ("Referrals down", "下转")}


def _percent(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole > 0 else 0.0


def _share(percent: float) -> str:
    return f"{percent:.1f} %" if percent < 10.0 else f"{percent:.0f} %"


def _draw_outcome(axes: Axes, row: Mapping[Any, Any]) -> None:
    """The divided bar: made, then where the others broke first."""
    parts = [("made", row["made"], MADE)]
    parts += [
        (link, row[f"breaks_{link}"], color) for link, color in zip(LINKS, LINK_COLORS, strict=True)
    ]
    left = 0.0
    for _, count, color in parts:
        width = _percent(float(count), float(row["considered"]))
        axes.barh(BAR_AT, width, left=left, height=0.9, color=color, lw=0)
        if width >= LABELLED:
            axes.text(
                left + width / 2,
                BAR_AT,
                _share(width),
                ha="center",
                va="center",
                fontsize=11,
                color="white",
                fontweight="bold",
            )
        left += width


def _draw_links(axes: Axes, row: Mapping[Any, Any]) -> None:
    for place, (link, color) in enumerate(zip(LINKS, LINK_COLORS, strict=True)):
        height = LINKS_AT - STEP * place
        holds = _percent(float(row[f"holds_{link}"]), float(row["considered"]))
        axes.barh(height, 100.0, height=0.6, color=BROKEN, lw=0)
        axes.barh(height, holds, height=0.6, color=color, alpha=0.75, lw=0)
        axes.text(101.5, height, _share(holds), va="center", fontsize=11, color=INK)


def _name_rows(axes: Axes, bilingual: bool) -> None:
    names = [both("What became of them", "结果", bilingual)]
    names += [
        f"{both(link, zh, bilingual, ' ')}\n{says}"
        for link, zh, says in zip(LINKS, LINKS_ZH, LINK_SAYS, strict=True)
    ]
    heights = [BAR_AT, *(LINKS_AT - STEP * place for place in range(len(LINKS)))]
    for height, name, color in zip(heights, names, (INK, *LINK_COLORS), strict=True):
        axes.text(-3.0, height, name, ha="right", va="center", fontsize=10.5, color=color)


def _draw_panel(axes: Axes, direction: str, links: Links, bilingual: bool) -> None:
    row = links.table.to_dict("index")[direction]
    name, name_zh = NAMES[direction]
    considered, made = float(row["considered"]), float(row["made"])
    axes.text(
        0.0,
        BAR_AT + 0.75,
        both(
            f"{name}: {number(considered)} considered, {number(made)} made"
            f" ({_share(_percent(made, considered))})",
            f"{name_zh}：考虑{number_zh(considered)}次，成功{number_zh(made)}次",
            bilingual,
        ),
        fontsize=11.5,
        color=INK,
        va="bottom",
    )
    if considered > 0:
        _draw_outcome(axes, row)
        _draw_links(axes, row)
    axes.text(
        0.0,
        LINKS_AT + 0.47,
        both("each link holds in", "各环节成立的比例", bilingual, "  "),
        fontsize=9.5,
        color=GREY,
        va="bottom",
    )
    axes.set_xlim(0, 112)
    axes.set_ylim(LINKS_AT - STEP * (len(LINKS) - 1) - 0.6, BAR_AT + 2.1)
    axes.axis("off")


def _draw_key(figure: Figure, bilingual: bool) -> None:
    """What the colours of the divided bar mean."""
    from matplotlib.patches import Patch

    names = [both("made", "成功", bilingual, " ")]
    names += [
        f"breaks first at {both(link, zh, bilingual, ' ')}"
        for link, zh in zip(LINKS, LINKS_ZH, strict=True)
    ]
    figure.legend(
        [Patch(color=color) for color in (MADE, *LINK_COLORS)],
        names,
        loc="outside lower center",
        ncols=len(names),
        frameon=False,
        fontsize=10,
        handlelength=1.0,
        columnspacing=1.2,
    )


def picture(sides: Sequence[tuple[str, Links]]) -> Figure:
    """Draw the four links of each scenario beside each other.

    Parameters
    ----------
    sides : sequence of tuple of str and Links
        Title and links of each scenario.

    Returns
    -------
    matplotlib.figure.Figure
        Not attached to any window.
    """
    from matplotlib.figure import Figure

    with fonts() as bilingual:
        figure = Figure(figsize=(12.5, 7.6), layout="constrained")
        drawn = figure.subplots(len(DIRECTIONS), len(sides), squeeze=False)
        for column, (title, links) in enumerate(sides):
            for row, direction in enumerate(DIRECTIONS):
                _draw_panel(drawn[row][column], direction, links, bilingual)
            drawn[0][column].set_title(
                in_lines(title, LONGEST_TITLE), fontsize=13, loc="left", pad=6
            )
        for row in range(len(DIRECTIONS)):
            _name_rows(drawn[row][0], bilingual)
        _draw_key(figure, bilingual)
        if note := sample_note((one.sampled_share for _, one in sides), bilingual):
            figure.supxlabel(note.strip(), fontsize=9, color=GREY)
    return figure
