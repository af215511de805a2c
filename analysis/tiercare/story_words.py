# SPDX-License-Identifier: Apache-2.0
"""The words in which a story is told, English and Chinese.

Codes of the results file that are not listed here, such as those of a newer simulator, are told by
their own label.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from tiercare.notable import Notable, Pick
from tiercare.story import LINKS, Contact, Death, Name, Place, Referral, Stay, Story

Language = Literal["en", "zh"]

SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SHORT_WEEKDAYS = Name("Mon Tue Wed Thu Fri Sat Sun", "周一 周二 周三 周四 周五 周六 周日")

ACRONYMS = {"copd": "COPD", "tcm": "TCM"}

REASONS = {
    "own_choice": "own choice",
    "follow_up": "asked back for a review",
    "came_back": "not cured, came again",
    "referred_up": "referred up",
    "referred_down": "sent down",
    "for_a_bed": "came for a bed, without a letter",
    "relapsed": "it came up again after the stay",
}
CONTACT_OUTCOMES = {
    "treated": "treated, went home",
    "treated_in_vain": "went home, not rightly treated",
    "admitted": "admitted to a bed",
    "left_unseen": "patience ended: left unseen",
    "turned_away": "turned away: no room to wait",
    "left_for_a_bed": "needs a bed, went for one elsewhere without a letter",
    "did_not_come": "did not come",
    "died": "died",
}
STAY_OUTCOMES = {
    "treated": "discharged, treated",
    "treated_in_vain": "discharged, not rightly treated",
    "referred_up": "moved up to another bed",
    "referred_down": "moved down to another bed",
    "left_unseen": "gave up waiting and left without a bed",
}
STAY_OUTCOMES_ZH = {
    "treated": "有效治疗后出院",
    "treated_in_vain": "治疗无效出院",
    "referred_up": "上转他院",
    "referred_down": "下转他院",
    "left_unseen": "候床未果离开",
}
DEATH_PLACES = {
    "at_home": "at home",
    "on_the_way": "on the way",
    "in_a_queue": "in a queue",
    "with_staff": "with staff",
    "waiting_for_a_bed": "waiting for a bed",
    "in_bed": "in a hospital bed",
}
ADULT = 18  # years from which a resident is told of as a woman or a man
INSTITUTIONS = {
    "village_clinic": Name("the clinic", "卫生站"),
    "township_health_centre": Name("the township centre", "卫生院"),
    "private_clinic": Name("the clinic", "诊所"),
}
HOSPITAL = Name("the hospital", "医院")

RELEASE = {True: Name("{} let go", "{}舍得放"), False: Name("{} would not let go", "{}不舍得放")}
RECEIVE = {True: Name("{} could take over", "{}接得住"), False: Name("{}", "{}")}
NOT_CAPABLE = Name("{} could not have treated it", "{}接不住：能力不足")
NO_BED = Name("{} had no free bed", "{}接不住：没有空床")
NO_SLOT = Name("{} had no appointment to give", "{}接不住：没有号源")
NOT_CAPABLE_OR_NO_BED = Name("{} had no bed or lacked the skill", "{}接不住：没有空床或能力不足")
NO_EQUIPMENT = Name("{} lacked the equipment", "{}接不住：没有设备")
NO_DRUGS = Name("{} lacked the drugs", "{}接不住：没有药品")
REFUSALS = {
    "capability": NOT_CAPABLE,
    "bed": NO_BED,
    "slot": NO_SLOT,
    "equipment": NO_EQUIPMENT,
    "drugs": NO_DRUGS,
}
WILLING = {
    True: Name("the patient would go", "患者愿意去"),
    False: Name("the patient did not want to go", "患者不愿去"),
}
POLICY = {
    True: Name("there was a channel", "有转诊通道"),
    False: Name("there was no channel for it", "没有转诊通道"),
}

PICK_WORDS: dict[Pick, Name] = {
    "richest": Name(
        "{} kinds of things happened, the most in this run", "经历的事件种类最多：{} 种"
    ),
    "referred": Name("most referrals made: {}", "转诊成功次数最多：{} 次"),
    "admitted": Name("most stays in a bed: {}", "住院次数最多：{} 次"),
    "costliest": Name("highest bills: {} yuan", "医疗费用最高：{} 元"),
    "most-contacts": Name("most contacts: {}", "就诊次数最多：{} 次"),
    "refused": Name("most referrals not made: {}", "转诊未成次数最多：{} 次"),
}


def pick(name: Name, language: Language) -> str:
    """The name in a language, English ones as words."""
    if language == "zh":
        return name.zh
    return " ".join(ACRONYMS.get(word, word) for word in name.en.replace("_", " ").split(" "))


def title(name: Name, language: Language) -> str:
    """A name that stands alone."""
    told = pick(name, language)
    return told[:1].upper() + told[1:]


def reason(one: Contact | Stay, sender: Place | None, language: Language) -> str:
    """Why the patient came there, and who sent him."""
    told = one.reason.zh if language == "zh" else REASONS.get(one.reason.en, pick(one.reason, "en"))
    if sender is None or not one.reason.en.startswith("referred"):
        return told
    by = title(sender.name, language)
    return f"由{by}{told}" if language == "zh" else f"{told} by {by}"


def contact_outcome(outcome: Name, language: Language) -> str:
    """How a contact ended."""
    if language == "zh":
        return outcome.zh
    return CONTACT_OUTCOMES.get(outcome.en, pick(outcome, "en"))


def stay_outcome(outcome: Name, language: Language) -> str:
    """How a stay, or the wait for a bed, ended."""
    known = STAY_OUTCOMES_ZH if language == "zh" else STAY_OUTCOMES
    return known.get(outcome.en, pick(outcome, language))


def institution(place: Place, language: Language) -> str:
    """A facility within a sentence, by its kind."""
    return pick(INSTITUTIONS.get(place.kind.en, HOSPITAL), language)


def _cannot_receive(one: Referral) -> Name:
    """What the file says; in older ones capability at the desk, and a bed from bed to bed."""
    if one.refusal in REFUSALS:
        return REFUSALS[one.refusal]
    if not one.inpatient or one.no_bed is False:
        return NOT_CAPABLE
    return NO_BED if one.no_bed else NOT_CAPABLE_OR_NO_BED


def links(one: Referral, language: Language) -> list[tuple[bool, str]]:
    """Each link of a referral: whether it held, and a clause that says so."""
    sender, receiver = institution(one.sender, language), institution(one.receiver, language)
    if sender == receiver:
        receiver = {"zh": f"对方{receiver}", "en": receiver.replace("the ", "the other ")}[language]
    told = []
    for link in LINKS:
        held = link in one.held
        if link == "release":
            clause = pick(RELEASE[held], language).format(sender)
        elif link == "receive":
            words = RECEIVE[True] if held else _cannot_receive(one)
            clause = pick(words, language).format(receiver)
        else:
            clause = pick((WILLING if link == "willing" else POLICY)[held], language)
        told.append((held, clause))
    return told


def yuan(fen: int) -> str:
    """Money with its decimals."""
    return f"{fen / 100:,.2f}"


def cost(charge: int, fund_paid: int, language: Language) -> str:
    """A bill and who paid it."""
    if not charge:
        return "未收费" if language == "zh" else "no bill"
    total, fund, family = (yuan(fen) for fen in (charge, fund_paid, charge - fund_paid))
    if language == "zh":
        return f"费用 {total} 元：医保 {fund}，家庭 {family}"
    return f"{total} yuan: fund {fund}, family {family}"


def length(duration: timedelta, language: Language) -> str:
    """A duration in the unit that suits it."""
    minutes = duration / timedelta(minutes=1)
    if minutes < 90:
        number, unit = f"{minutes:.0f}", Name("min", "分钟")
    elif minutes < 36 * 60:
        number, unit = f"{minutes / 60:.1f}", Name("h", "小时")
    else:
        number, unit = f"{minutes / 60 / 24:.1f}", Name("days", "天")
    return f"{number} {pick(unit, language)}"


def days(duration: timedelta, language: Language) -> str:
    """A duration in days, however short."""
    number = f"{duration / timedelta(days=1):.1f}"
    return f"{number} 天" if language == "zh" else f"{number} days"


def counted(number: int, noun: str) -> str:
    """A number of things in English."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(value: date, language: Language) -> str:
    """A date."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, language: Language) -> str:
    """Weekday, day of the year and hour, always sixteen columns wide."""
    weekday = pick(SHORT_WEEKDAYS, language).split()[value.weekday()]
    if language == "zh":
        return f"{value:%m-%d} {weekday} {value:%H:%M}"
    return f"{weekday} {value.day:>2} {SHORT_MONTHS[value.month - 1]} {value:%H:%M}"


def headline(story: Story, language: Language) -> str:
    """Who the resident is, in a line."""
    who = story.resident
    home, seat = title(who.home, language), title(who.township, language)
    if language == "zh":
        home = home if home.startswith(seat) else f"{home}（{seat}）"
        age = f"{who.age} 岁（{who.birth_year} 年生）" if who.age >= 0 else f"{who.birth_year} 年生"
        return f"{who.sex.zh}，{age}，住{home}"
    home = home if home.startswith(seat) else f"{home} in {seat}"
    grown = who.age >= ADULT
    words = {"female": "woman", "male": "man"} if grown else {"female": "girl", "male": "boy"}
    age = f" of {who.age}," if who.age >= 0 else ""  # who is born in the run has none at its start
    return f"A {words.get(who.sex.en, who.sex.en)}{age} born in {who.birth_year}, from {home}"


def death(one: Death, language: Language) -> str:
    """When and where the resident died, and whether untreated, in a line."""
    if language == "zh":
        cause = "，所患疾病未及时获得有效治疗" if one.untreated else ""
        return f"{day(one.at, language)}死亡（{one.place.zh}）{cause}"
    cause = ", of an illness that nobody treated rightly in time" if one.untreated else ""
    where = DEATH_PLACES.get(one.place.en, one.place.en.replace("_", " "))
    return f"Died on {day(one.at, language)} {where}{cause}"


def why_picked(one: Notable, language: Language) -> str:
    """By what a resident was picked, as a sentence."""
    if language == "zh":
        return f"按 {one.pick} 挑选：{picked(one, language)}。"
    return f"Picked as {one.pick}: {picked(one, language)}."


def picked(one: Notable, language: Language) -> str:
    """In what a resident comes first."""
    count = yuan(one.count) if one.pick == "costliest" else f"{one.count:,}"
    return pick(PICK_WORDS[one.pick], language).format(count)
