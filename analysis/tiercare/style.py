# SPDX-License-Identifier: Apache-2.0
"""How pictures look: colours and names of the tiers, fonts, numbers, titles in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

TIER_COLORS = ("#3b8ea5", "#57a773", "#e3a33b", "#c8553d")
TIER_NAMES = ("Village", "Township", "County", "Tertiary")
TIER_NAMES_ZH = ("村卫生站", "乡镇卫生院", "县级医院", "三级医院")
GREY, INK = "#5c6570", "#222222"
CHINESE_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimHei")
LONGEST_TITLE = 84  # Latin characters that fit over a wide panel; a Chinese one takes two
PARTS = "  "  # between the English and the Chinese part of a title


def chinese_font() -> str | None:
    """A font on this machine that has Chinese, or None."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in known), None)


@contextmanager
def fonts() -> Iterator[bool]:
    """Draw with fonts that this machine has; gives whether Chinese can be written."""
    from matplotlib import rc_context

    font = chinese_font()
    families = ["DejaVu Sans"] if font is None else [font, "DejaVu Sans"]
    # A scenario's name may have a $, which is no formula.
    with rc_context(
        {"font.family": families, "axes.unicode_minus": False, "text.parse_math": False}
    ):
        yield font is not None


def sample_note(shares: Iterable[float], bilingual: bool) -> str:
    """What a picture says of runs that told of some residents only; empty if they told of all."""
    told = sorted(set(shares))
    if all(share >= 1.0 for share in told):
        return ""
    percent = " and ".join(f"{100 * share:g} %" for share in told)
    return f" From a sample of {percent} of residents" + (" 抽样." if bilingual else ".")


def number(count: float) -> str:
    """A count in few characters."""
    if count >= 1e6:
        return f"{count / 1e6:.2f} M"
    if count >= 1e4:
        return f"{count / 1e3:.0f} k"
    if count >= 1e3:
        return f"{count / 1e3:.1f} k"
    return f"{count:.0f}"


def number_zh(count: float) -> str:
    """A count in few characters, in the units in which Chinese counts."""
    return f"{count / 1e4:.1f}万" if count >= 1e4 else f"{count:,.0f}"


def both(english: str, chinese: str, bilingual: bool, joint: str = "\n") -> str:
    """The text in English, and in Chinese where that can be written."""
    return f"{english}{joint}{chinese}" if bilingual else english


def in_lines(title: str, longest: int = LONGEST_TITLE) -> str:
    """The title in lines that do not leave the picture.

    It is broken between its languages first: no break inside a part that fits, since where a
    Chinese word ends is not to be seen from its characters.
    """
    if _width(title) <= longest:
        return title
    return "\n".join(_broken(part, longest) for part in title.split(PARTS))


def _width(text: str) -> int:
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


def _broken(title: str, longest: int) -> str:
    """A part of a title, broken between words, or Chinese characters, where it has to be."""
    lines, width = [""], 0
    for word in re.findall(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+", title):
        size = 2 if word[0] >= "\u2e80" else len(word)
        if width + size > longest and lines[-1]:
            lines.append("")
            width = 0
        lines[-1] += word
        width += size
    return "\n".join(line.strip() for line in lines)
