# SPDX-License-Identifier: Apache-2.0
"""A story for the terminal: who, then illness by illness along a rail of moments, then the sums.

The rail's marks have the colours of the tiers, as in the picture of patient flow: a dot for a
contact, a square for a bed, an arrow for a referral that was thought of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.text import Text

from tiercare import story_words as words
from tiercare.flows import TIERS
from tiercare.story import Contact, Event, Illness, Name, Place, Referral, Stay, Story
from tiercare.story_words import Language, length, pick, title
from tiercare.style import TIER_COLORS

WIDEST = 88  # a longer line is no pleasure to read
MOMENT = 16  # columns of a date with its hour


class Beat(NamedTuple):
    """A moment to be told: an event, or the end of a stay.

    And who had sent the patient there, and how bad it has become since the beat before.
    """

    at: datetime
    event: Event
    sender: Place | None = None
    turned: Name | None = None


def _beats(one: Illness) -> list[Beat]:
    """Events in order, a stay in a bed at its beginning and again at its end."""
    beats: list[Beat] = []
    ends: list[Beat] = []
    sender: Place | None = None
    acuity = one.acuities[0]
    for event in one.events:
        if not isinstance(event, Referral):
            # Who is told anew has left; a referral from the bed comes before the discharge.
            beats += [end for end in ends if end.at <= event.at]
            ends = [end for end in ends if end.at > event.at]
        turned = event.acuity if event.acuity != acuity else None
        acuity = event.acuity
        beats.append(Beat(event.at, event, sender, turned))
        if isinstance(event, Referral) and event.made:
            sender = event.sender
        if isinstance(event, Stay) and event.bed is not None:
            ends.append(Beat(event.discharge, event))
    return beats + ends


class Paragraph(NamedTuple):
    """Phrases side by side; a line is broken between them if it can be."""

    phrases: list[Text]
    joint: str = " · "
    indent: int = 0

    def lines(self, console: Console, width: int) -> Iterator[Text]:
        """As many phrases to a line as there is room for."""
        room = width - self.indent
        line = Text()
        for phrase in self.phrases:
            if line.cell_len and line.cell_len + len(self.joint) + phrase.cell_len <= room:
                line = Text(self.joint, "dim").join([line, phrase])
                continue
            if line.cell_len:
                yield Text(" " * self.indent).append_text(line)
            *whole, line = phrase.wrap(console, room)
            for part in whole:
                part.rstrip()
                yield Text(" " * self.indent).append_text(part)
        yield Text(" " * self.indent).append_text(line)


def _phrases(*phrases: str) -> Paragraph:
    return Paragraph([Text(phrase) for phrase in phrases if phrase])


def _joined(*phrases: str) -> str:
    return " · ".join(phrase for phrase in phrases if phrase)


def _color(place: Place) -> str:
    return TIER_COLORS[TIERS.index(place.tier.en)] if place.tier.en in TIERS else "default"


class StoryText:
    """A story that Rich can print.

    Parameters
    ----------
    story : Story
        What to tell.
    language : {"en", "zh"}
        In which language.
    """

    def __init__(self, story: Story, language: Language = "en") -> None:
        self._story = story
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lines that fit the width, and no longer than a reader bears."""
        width = min(options.max_width, WIDEST)
        yield Panel(
            self._header(),
            title=self._say("Resident {}", "居民 {}").format(self._story.resident.person),
            title_align="left",
            box=box.ROUNDED,
            width=width,
        )
        if not self._story.illnesses:
            yield Text(self._say("No contact with any facility in this run.", "未到任何机构就诊。"))
            yield from self._death(console, width)
            return
        for illness in self._story.illnesses:
            yield Text()
            yield from self._heading(width, illness)
            yield from self._course(console, width, illness)
        yield from self._death(console, width)
        yield Text()
        yield from self._sums(console, width)

    def _say(self, english: str, chinese: str) -> str:
        return chinese if self._language == "zh" else english

    def _brackets(self, inside: str) -> str:
        """A remark after what it belongs to; nothing if it is empty."""
        return self._say(f" ({inside})", f"（{inside}）") if inside else ""

    def _header(self) -> Text:
        """Who it is, and of which run."""
        story, who, language = self._story, self._story.resident, self._language
        warm = words.day(story.measured_from, language)
        means = _joined(
            self._say(f"{pick(who.scheme, 'en')} insurance", who.scheme.zh),
            self._say(
                f"{who.income:,} yuan a year per head of the household",
                f"家庭人均年收入 {who.income:,} 元",
            ),
            self._say("registered as poor", "医疗救助对象") if who.poor else "",
        )
        run = _joined(
            story.scenario,
            self._say(f"seed {story.seed}", f"种子 {story.seed}"),
            self._say(f"replication {story.replication}", f"第 {story.replication} 次重复"),
            self._say(f"warm-up until {warm}", f"预热至{warm}"),
        )
        return Text("\n").join(
            [Text(words.headline(story, language), "bold"), Text(means), Text(run, "dim")]
        )

    def _heading(self, width: int, one: Illness) -> Iterator[Text]:
        """What the illness was, and from when to when, over a rule."""
        language = self._language
        name = Text(title(one.condition, language), "bold")
        acuity = self._say(" → ", "→").join(pick(name, language) for name in one.acuities)
        name.append(self._brackets(one.icd10), "not bold dim").append(f"  {acuity}", "not bold")
        first, last = (words.day(at, language) for at in (one.began, one.ended))
        told_before = one.began < self._story.measured_from
        when = _joined(
            self._say("in warm-up", "预热期") if told_before else "",
            first if first == last else self._say(f"{first} to {last}", f"{first}至{last}"),
        )
        room = width - name.cell_len - cell_len(when)
        if room > 1:
            yield name.append(" " * room).append(when, "not bold dim")
        else:
            yield name
            yield Text(" " * (width - cell_len(when)) + when, "dim")
        yield Text("─" * width, "dim")

    def _course(self, console: Console, width: int, one: Illness) -> Iterator[Text]:
        """Beat by beat; rows are written at an end, so the last one may be missing."""
        beats = _beats(one)
        for number, beat in enumerate(beats):
            goes_on = number + 1 < len(beats) or one.cut_off != ""
            yield from _entry(console, width, *self._told(beat, goes_on=goes_on), goes_on=goes_on)
        if one.cut_off:
            said = {
                "admitted": self._say("the run ended before the stay did", "模拟结束时尚未出院"),
                "referred": self._say(
                    "the run ended before the visit there did", "模拟结束时在转往机构尚未诊毕"
                ),
            }[one.cut_off]
            told = [Paragraph([Text(said, "italic dim")])]
            yield from _entry(console, width, "", Text("○", "dim"), told, goes_on=False)

    def _told(self, beat: Beat, *, goes_on: bool) -> tuple[str, Text, list[Paragraph]]:
        """Moment, mark and words of a beat."""
        one = beat.event
        moment = words.moment(beat.at, self._language)
        if isinstance(one, Contact):
            if not one.came:
                return moment, Text("·", "dim"), self._missed(one, beat)
            return moment, Text("●", _color(one.place)), self._contact(one, beat)
        if isinstance(one, Stay):
            if beat.at == one.discharge or one.bed is None:
                return moment, Text("□", _color(one.place)), self._discharge(one)
            return moment, Text("■", _color(one.place)), self._bed(one, beat.sender)
        # At the desk it is part of the contact just told; from a bed it has its own day.
        rail = Text("│" if goes_on else " ", "dim")
        return moment if one.inpatient else "", rail, self._referral(one)

    def _place(self, place: Place, before: str = "") -> Paragraph:
        """The name of a facility in the colour of its tier."""
        told = Text(before).append(title(place.name, self._language), f"bold {_color(place)}")
        return Paragraph([told.append(f"  {pick(place.tier, self._language)}", "dim")])

    def _lasting(self, duration: timedelta, english: str, chinese: str) -> str:
        """A phrase about a duration; nothing of half a minute."""
        if duration < timedelta(seconds=30):
            return ""
        return self._say(english, chinese).format(length(duration, self._language))

    def _contact(self, one: Contact, beat: Beat) -> list[Paragraph]:
        turned = pick(beat.turned, self._language) if beat.turned else ""
        waited = self._lasting(one.wait, "waited {}", "候诊 {}") or self._say("no wait", "无需等候")
        came = _phrases(
            self._say(f"now {turned}", f"病情转为{turned}") if turned else "",
            words.reason(one, beat.sender, self._language),
            self._lasting(one.booked_ahead, "booked {} ahead", "提前 {}预约"),
            self._lasting(one.travel, "{} on the way", "路途 {}"),
            waited,
            self._lasting(one.service, "{} with staff", "接诊 {}"),
        )
        ended = Text(words.contact_outcome(one.outcome, self._language), "bold")
        return [self._place(one.place), came, Paragraph([ended, self._cost(one)])]

    def _missed(self, one: Contact, beat: Beat) -> list[Paragraph]:
        """What the patient did not come to: there was no way, no wait and no bill."""
        told = _phrases(
            words.reason(one, beat.sender, self._language),
            self._lasting(one.booked_ahead, "booked {} ahead", "提前 {}预约"),
        )
        ended = Text(words.contact_outcome(one.outcome, self._language), "bold")
        return [self._place(one.place), Paragraph([*told.phrases, ended])]

    def _cost(self, one: Contact | Stay) -> Text:
        return Text(words.cost(one.charge, one.fund_paid, self._language))

    def _bed(self, one: Stay, sender: Place | None) -> list[Paragraph]:
        """The beginning of a stay."""
        waited = self._lasting(one.wait, "waited {} for a bed", "候床 {}")
        came = _phrases(
            words.reason(one, sender, self._language) if one.reason.en == "referred_down" else "",
            self._lasting(one.transfer, "{} from bed to bed", "转院用时 {}"),
            self._say("a day treatment", "日间治疗") if one.by_day else "",
            ""
            if one.since_discharge is None
            else self._say(
                f"{one.since_discharge:.0f} days after the last discharge",
                f"距上次出院 {one.since_discharge:.0f} 天",
            ),
            waited or self._say("a bed at once", "即时入床"),
        )
        return [self._place(one.place, self._say("Bed at ", "住院：")), came]

    def _discharge(self, one: Stay) -> list[Paragraph]:
        """The end of a stay, or of a wait for a bed."""
        ended = Text(words.stay_outcome(one.outcome, self._language), "bold")
        acute = one.acute_end - one.bed if one.acute_end and one.bed else timedelta(0)
        told = _phrases(
            "" if one.bed else self._lasting(one.wait, "waited {} for a bed", "候床 {}"),
            self._lasting(one.in_bed, "{} in bed", "住院 {}"),
            self._lasting(acute, "{} of it acute", "其中急性期 {}") if acute != one.in_bed else "",
            self._lasting(
                one.blocked,
                "{} blocked: fit to go down, but no place there",
                "压床 {}：可下转而基层接不住",
            ),
        )
        bill = [self._cost(one)] if one.bed else []
        place = [self._place(one.place, self._say("Waited for a bed at ", "候床："))]
        return [*([] if one.bed else place), Paragraph([ended, *told.phrases, *bill])]

    def _referral(self, one: Referral) -> list[Paragraph]:
        language = self._language
        receiver = title(one.receiver.name, language)
        told = Text("↑ " if one.direction.en == "up" else "↓ ", "bold")
        way = self._say(
            f"referral {one.direction.en} to {receiver}: ", f"{one.direction.zh}至{receiver}："
        )
        told.append(way, "not bold")
        if one.red_line:
            told.append(self._say("red line, ", "转诊红线，"), "not bold")
        if one.made:
            told.append(self._say("made", "成功"), "bold green")
            green = Text(self._say("by the green channel", "绿色通道"))
            return [Paragraph([told, green] if one.green_channel else [told])]
        told.append(self._say("not made", "未成"), "bold red")
        clauses = [
            Text(f"{'✓' if held else '✗'} {clause}", "dim" if held else "red")
            for held, clause in words.links(one, language)
        ]
        return [Paragraph([told]), Paragraph(clauses, joint="  ", indent=2)]

    def _death(self, console: Console, width: int) -> Iterator[Text]:
        """When and where the resident died, if so."""
        if self._story.death is None:
            return
        yield Text()
        told = Text(words.death(self._story.death, self._language), "bold")
        yield from told.wrap(console, width)

    def _sums(self, console: Console, width: int) -> Iterator[Text]:
        """What it all came to."""
        language, sums = self._language, self._story.totals
        share = self._brackets(
            f"{100 * sums.family_paid / sums.charge:.0f} %" if sums.charge else ""
        )
        total, fund, family = map(words.yuan, (sums.charge, sums.fund_paid, sums.family_paid))
        contacts, stays = (
            words.counted(sums.contacts, "contact"),
            words.counted(sums.stays, "stay"),
        )
        rows = {
            self._say("In all", "合计"): self._say(
                f"{contacts} · {stays} in a bed · "
                f"{sums.referrals_made} of {words.counted(sums.referrals, 'referral')} made",
                f"就诊 {sums.contacts} 次 · 住院 {sums.stays} 次 · "
                f"考虑转诊 {sums.referrals} 次，成功 {sums.referrals_made} 次",
            ),
            self._say("Waited", "等候"): self._say(
                f"{length(sums.wait, 'en')} in queues · {length(sums.wait_for_bed, 'en')} for beds",
                f"候诊 {length(sums.wait, 'zh')} · 候床 {length(sums.wait_for_bed, 'zh')}",
            ),
            self._say("On the way", "路途"): length(sums.travel, language),
            self._say("In bed", "住院"): _joined(
                words.days(sums.in_bed, language),
                self._lasting(sums.blocked, "{} of it blocked", "其中压床 {}"),
            ),
            self._say("Paid", "费用"): self._say(
                f"{total} yuan: fund {fund}, family {family}{share}",
                f"{total} 元：医保 {fund}，家庭 {family}{share}",
            ),
        }
        yield Text("━" * width, "dim")
        for label, said in rows.items():
            head = Text(label + " " * (MOMENT - cell_len(label)), "bold")
            for line in Text(said).wrap(console, width - MOMENT - 3):
                yield head.append("   ").append_text(line)
                head = Text(" " * MOMENT)


def _entry(
    console: Console,
    width: int,
    moment: str,
    mark: Text,
    told: list[Paragraph],
    *,
    goes_on: bool,
) -> Iterator[Text]:
    """Lines beside the rail, the first one with its moment and mark."""
    for paragraph in told:
        for line in paragraph.lines(console, width - MOMENT - 3):
            before = Text(moment + " " * (MOMENT - cell_len(moment) + 1), "dim")
            yield before.append_text(mark).append(" ").append_text(line)
            moment, mark = "", Text("│" if goes_on else " ", "dim")
