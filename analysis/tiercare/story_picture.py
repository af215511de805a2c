# SPDX-License-Identifier: Apache-2.0
"""The picture of a story: the year from left to right, a lane for home and one for each tier.

A line goes up from home to the facility and back; a dot is a contact, a bar a bed, a pale bar the
wait for one, an arrow a referral made and a cross one that was not. A small ring at home is a visit
to which the resident did not come. Below, what was paid so far.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tiercare import story_words as words
from tiercare.flows import TIERS
from tiercare.story import Contact, Illness, Place, Referral, Stay, Story
from tiercare.story_words import Language
from tiercare.style import GREY, TIER_COLORS, TIER_NAMES, TIER_NAMES_ZH, fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HOME = 0.0
MADE, NOT_MADE = "#1e8573", "#b3261e"
BLOCKED = "#222222"
BAR: dict[str, Any] = {"lw": 10, "solid_capstyle": "butt"}
FUND, FAMILY = "#9fb8ad", "#c8553d"
LABEL_SIZE = 8.5
LABEL_STEP = 0.34  # lanes between two rows of labels
LETTER = 0.0062  # of the width of the picture, a Latin letter of a label


def _day(at: datetime) -> float:
    """An instant as Matplotlib counts them."""
    return (at - datetime(1970, 1, 1)) / timedelta(days=1)


def _lane(place: Place) -> float:
    return 1.0 + TIERS.index(place.tier.en)


def _color(place: Place) -> str:
    return TIER_COLORS[TIERS.index(place.tier.en)]


def _draw_lanes(axes: Axes, language: Language) -> None:
    names = TIER_NAMES_ZH if language == "zh" else TIER_NAMES
    home = "家" if language == "zh" else "Home"
    lanes = [(HOME, home, GREY), *zip((1.0, 2.0, 3.0, 4.0), names, TIER_COLORS, strict=True)]
    for height, name, color in lanes:
        axes.axhspan(height - 0.44, height + 0.44, color=color, alpha=0.08, lw=0)
        axes.text(
            1.012,
            height,
            name,
            transform=axes.get_yaxis_transform(),
            color=color,
            fontsize=11,
            fontweight="bold",
            va="center",
        )


def _draw_missed(axes: Axes, one: Contact) -> None:
    """An appointment or review to which the patient did not come."""
    axes.scatter(
        [_day(one.at)],
        [HOME],
        s=16,
        facecolor="white",
        edgecolor=_color(one.place),
        linewidth=1.0,
        zorder=4,
    )


def _draw_visit(axes: Axes, one: Contact) -> None:
    height = _lane(one.place)
    if not one.reason.en.startswith("referred"):  # an arrow leads there
        axes.plot([_day(one.at)] * 2, [HOME, height], color=GREY, lw=0.8, alpha=0.55, zorder=1)
    missed = one.outcome.en in ("left_unseen", "turned_away")
    axes.scatter(
        [_day(one.at)],
        [height],
        s=46,
        facecolor="white" if missed else _color(one.place),
        edgecolor=_color(one.place),
        linewidth=1.2,
        zorder=4,
    )


def _draw_stay(axes: Axes, one: Stay) -> None:
    height, color = _lane(one.place), _color(one.place)

    def line(since: datetime, until: datetime, **style: Any) -> None:
        ends = [_day(since), _day(until)]
        axes.plot(ends, [height, height], **BAR | {"color": color, "zorder": 2} | style)

    line(one.at, one.bed or one.discharge, alpha=0.25)
    if one.bed is not None:
        line(one.bed, one.discharge, alpha=0.85)
        line(one.discharge - one.blocked, one.discharge, color=BLOCKED, lw=2, zorder=3)
    home = [_day(one.discharge)] * 2
    axes.plot(home, [HOME, height], color=GREY, lw=0.8, alpha=0.3, ls=":", zorder=1)


def _draw_referral(axes: Axes, one: Referral, breadth: float) -> None:
    low, high = _lane(one.sender), _lane(one.receiver)
    color = MADE if one.made else NOT_MADE
    way = 1 if high > low else -1
    at = _day(one.at) + breadth
    if one.made:
        axes.annotate(
            "",
            xy=(at, high - 0.12 * way),
            xytext=(at, low + 0.12 * way),
            arrowprops={"arrowstyle": "-|>", "color": color, "lw": 1.8, "mutation_scale": 13},
            zorder=5,
        )
        return
    reach = low + 0.42 * way
    axes.plot([at, at], [low + 0.12 * way, reach], color=color, lw=1.2, ls="-", zorder=5)
    axes.scatter([at], [reach], marker="x", s=26, color=color, linewidth=1.6, zorder=5)


def _draw_illness(axes: Axes, one: Illness, breadth: float) -> None:
    axes.plot(
        [_day(one.began), max(_day(one.ended), _day(one.began) + breadth)],
        [HOME, HOME],
        color=GREY,
        lw=7,
        alpha=0.5,
        solid_capstyle="butt",
        zorder=2,
    )
    for event in one.events:
        if isinstance(event, Contact):
            (_draw_visit if event.came else _draw_missed)(axes, event)
        elif isinstance(event, Stay):
            _draw_stay(axes, event)
        else:
            _draw_referral(axes, event, breadth)


def _draw_labels(axes: Axes, story: Story, language: Language, end: datetime) -> float:
    """Names of the illnesses under home, as many rows as they need; how far down they reach."""
    last = _day(end)
    span = last - _day(datetime.combine(story.start, time()))
    rows: list[float] = []  # where each one is free again
    for one in story.illnesses:
        name = words.title(one.condition, language)
        letters = sum(2 if letter >= "⺀" else 1 for letter in name)
        width = span * (LETTER * letters + 0.012)
        began = _day(one.began)
        leftward = began + width > last
        left = began - width if leftward else began
        row = next((row for row, free in enumerate(rows) if free <= left), len(rows))
        rows[row : row + 1] = [left + width]
        bottom = HOME - 0.72 - LABEL_STEP * row
        axes.plot([began] * 2, [HOME, bottom], color=GREY, lw=0.6, alpha=0.5, zorder=0)
        axes.text(
            began,
            bottom,
            f"{name} " if leftward else f" {name}",
            fontsize=LABEL_SIZE,
            color="#333333",
            va="center",
            ha="right" if leftward else "left",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
    return HOME - 0.72 - LABEL_STEP * max(len(rows), 1)


def _draw_key(figure: Figure, language: Language) -> None:
    """What the marks mean, under everything."""
    from matplotlib.lines import Line2D

    zh = language == "zh"
    bar = BAR | {"color": TIER_COLORS[2]}
    dot: dict[str, Any] = {"marker": "o", "ls": "", "color": TIER_COLORS[2], "ms": 7}
    marks = {
        ("contact", "就诊"): Line2D([], [], **dot),
        ("left unseen", "未诊离开"): Line2D([], [], **dot, mfc="white"),
        ("did not come", "爽约"): Line2D([], [], **dot | {"ms": 4}, mfc="white"),
        ("waiting for a bed", "候床"): Line2D([], [], **bar, alpha=0.25),
        ("in bed", "住院"): Line2D([], [], **bar, alpha=0.85),
        ("blocked", "压床"): Line2D([], [], color=BLOCKED, lw=2),
        ("referral made", "转诊成功"): Line2D([], [], color=MADE, marker="^", lw=1.8, ms=6),
        ("not made", "转诊未成"): Line2D([], [], color=NOT_MADE, marker="x", lw=1.2, ms=6, mew=1.6),
        ("end of warm-up", "预热期结束"): Line2D([], [], color=GREY, ls="--", lw=0.8),
    }
    figure.legend(
        list(marks.values()),
        [names[zh] for names in marks],
        loc="outside lower center",
        ncols=len(marks),
        frameon=False,
        fontsize=9,
        handlelength=1.6,
    )


def _draw_costs(axes: Axes, story: Story, end: datetime, language: Language) -> None:
    bills: list[tuple[datetime, int, int]] = sorted(
        (one.discharge if isinstance(one, Stay) else one.at, one.family_paid, one.fund_paid)
        for one in story.events
        if not isinstance(one, Referral)
    )
    at, family, fund = [_day(datetime.combine(story.start, time()))], [0.0], [0.0]
    for when, own, insured in bills:
        at.append(_day(when))
        family.append(family[-1] + own / 100)
        fund.append(fund[-1] + insured / 100)
    at, family, fund = [*at, _day(end)], [*family, family[-1]], [*fund, fund[-1]]
    zh = language == "zh"
    labels = ("家庭", "医保") if zh else ("family", "fund")
    look: dict[str, Any] = {"colors": (FAMILY, FUND), "alpha": 0.85, "lw": 0, "labels": labels}
    axes.stackplot(at, family, fund, step="post", **look)
    axes.set_ylim(0, max(1.0, 1.06 * (family[-1] + fund[-1])))
    axes.set_ylabel("累计费用（元）" if zh else "paid so far [yuan]", color=GREY, fontsize=9)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    # Beside the axes, as the names of the lanes are: inside it would hide the end of warm-up.
    axes.legend(
        loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=9, reverse=True
    )


def _end(story: Story) -> datetime:
    """The end of the last illness, rounded up to a month."""
    last = max((one.ended for one in story.illnesses), default=story.measured_from)
    following = last.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(days=32)
    return following.replace(day=1)


def picture(story: Story, language: Language = "en") -> Figure:
    """Draw the journey of a resident along the calendar.

    Parameters
    ----------
    story : Story
        What to draw.
    language : {"en", "zh"}
        In which language; English where the machine has no Chinese font.

    Returns
    -------
    matplotlib.figure.Figure
        Not attached to any window.
    """
    from matplotlib import dates
    from matplotlib.figure import Figure

    start, end = datetime.combine(story.start, time()), _end(story)
    with fonts() as has_chinese:
        spoken: Language = language if has_chinese else "en"
        figure = Figure(figsize=(13, 7.2), layout="constrained")
        axes, costs = figure.subplots(2, 1, sharex=True, height_ratios=(4.6, 1))
        _draw_lanes(axes, spoken)
        for one in story.illnesses:
            _draw_illness(axes, one, 0.003 * (_day(end) - _day(start)))
        bottom = _draw_labels(axes, story, spoken, end)
        axes.set_ylim(bottom, 4.6)
        axes.set_yticks([])
        axes.set_title(words.headline(story, spoken), fontsize=14, loc="left", pad=8)
        named = "，居民" if spoken == "zh" else ", resident"
        of = f"{story.scenario}{named} {story.resident.person}"
        axes.set_title(of, fontsize=9, loc="right", color=GREY)
        _draw_costs(costs, story, end, spoken)
        for part in (axes, costs):
            part.spines[["top", "right", "left"]].set_visible(False)
            part.axvline(_day(story.measured_from), color=GREY, lw=0.8, ls="--")
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(bottom=False)
        costs.set_xlim(_day(start), _day(end))
        calendar: Any = dates
        locator = calendar.AutoDateLocator(minticks=4, maxticks=18)
        months = calendar.ConciseDateFormatter(locator, show_offset=False)
        if spoken == "zh":
            months.formats = ["%Y年", "%m月", "%d日", *months.formats[3:]]
            months.zero_formats = ["", "%Y年", "%m月", *months.zero_formats[3:]]
        costs.xaxis.set_major_locator(locator)
        costs.xaxis.set_major_formatter(months)
        _draw_key(figure, spoken)
    return figure
