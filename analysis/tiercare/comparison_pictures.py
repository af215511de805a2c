# SPDX-License-Identifier: Apache-2.0
"""The four pictures of a comparison, drawn from the results files of both sides."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiercare import flow_picture, links_picture, occupancy_picture, waits_picture
from tiercare.errors import MissingTableError
from tiercare.flows import count_flows, opened_runs
from tiercare.links import count_links
from tiercare.occupancy import measure_occupancy
from tiercare.simulation import RunResult
from tiercare.waits import measure_waits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tiercare.comparison import Comparison

RESOLUTION = 110  # dots per inch of the bitmaps
_GROUP = re.compile(r'<g id="[^"]*">')
_FONTS = re.compile(r"'(?:Noto Sans CJK SC|Source Han Sans SC|WenQuanYi Micro Hei|SimHei)'")


@dataclass(frozen=True)
class Picture:
    """A picture of a comparison, with how it is read.

    Attributes
    ----------
    name : str
        Of its file, without ending.
    title, title_zh, caption, caption_zh : str
        What it shows, and in a sentence how to read it.
    draw : callable
        Gives the figure of a comparison.
    """

    name: str
    title: str
    title_zh: str
    caption: str
    caption_zh: str
    draw: Callable[[Comparison], Figure]


def _title(result: RunResult) -> str:
    return f"{result.scenario.title}  {result.scenario.title_zh}"


def _sides(comparison: Comparison) -> tuple[RunResult, RunResult]:
    for one in (comparison.baseline, comparison.variant):
        if not one.files:
            raise MissingTableError(
                "pictures are drawn from results files, and none were written: compare with "
                "output= and detail='encounters'"
            )
    return comparison.baseline, comparison.variant


def draw_flow(comparison: Comparison) -> Figure:
    """Patient flow by tier."""
    return flow_picture.picture([count_flows(one.files, _title(one)) for one in _sides(comparison)])


def draw_waits(comparison: Comparison) -> Figure:
    """Outpatient waits by hour of arrival."""
    sides = _sides(comparison)
    share = opened_runs(sides[0].files[:1], "tell the sample")[0].sampled_share
    return waits_picture.picture([(_title(one), measure_waits(one.files)) for one in sides], share)


def draw_occupancy(comparison: Comparison) -> Figure:
    """Beds occupied over the days."""
    return occupancy_picture.picture(
        [(_title(one), measure_occupancy(one.files)) for one in _sides(comparison)]
    )


def draw_links(comparison: Comparison) -> Figure:
    """The four links of referral."""
    return links_picture.picture(
        [(_title(one), count_links(one.files)) for one in _sides(comparison)]
    )


PICTURES = (
    Picture(
        "flow",
        "Where patients go",
        "患者流向",
        "Left, the tier of first contact; right, arrows between the tiers, as wide as their count.",
        "左为首诊层级，右为层级间流动，箭头宽度表示人次。",
        draw_flow,
    ),
    Picture(
        "waits",
        "Waits over the day",
        "一天中的候诊时间",
        "By hour of arrival: the thick line is the mean wait, the thin one the wait that nine in "
        "ten do not exceed, the dotted ones those of the baseline.",
        "按到达时刻：粗线为平均候诊，细线为九成患者不超过的候诊（P90），虚线为基线情景。",
        draw_waits,
    ),
    Picture(
        "occupancy",
        "Beds day by day",
        "逐日床位占用",
        "Beds occupied at midnight as a share of the beds at the start: the line is a mean of "
        "seven days over the faint one of each day, the number the mean of the measured time. The "
        "table divides by the beds there are on each day, and differs where beds come or go.",
        "每日零时占用床位占期初床位之比：粗线为七日均值，浅线为逐日值，数字为计量期均值。总表的病床使用率以当日床位为分母，"
        "增减床位时两者不同。",
        draw_occupancy,
    ),
    Picture(
        "links",
        "The four links of referral",
        "转诊四环节",
        "Of all referrals considered: the upper bar is divided by what became of them, a lost one "
        "counted at the first link that broke; below, how often each link holds.",
        "在所有被考虑的转诊中：上条为结果，未成者计入首个断裂环节；下条为各环节成立的比例。",
        draw_links,
    ),
)


def svg_of(figure: Figure) -> str:
    """A figure as SVG to stand inside a page: text stays text, equal figures give equal bytes."""
    from matplotlib import rc_context

    written = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "tiercare"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    text = written.getvalue()
    text = _GROUP.sub("<g>", text[text.index("<svg") :])  # several pictures share a page's ids
    return _FONTS.sub(r"\g<0>, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif", text)


def png_of(figure: Figure) -> bytes:
    """A figure as a bitmap."""
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=RESOLUTION, metadata={"Software": None})
    return written.getvalue()
