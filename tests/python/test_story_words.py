# SPDX-License-Identifier: Apache-2.0
"""The words of a story: what the links of a referral say, and codes that are not known."""

import itertools
from dataclasses import replace
from datetime import datetime

import pytest

from tiercare import story_words
from tiercare.story import LINKS, Name, Place, Referral
from tiercare.story_words import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def place(kind: str) -> Place:
    return Place(0, Name(kind, kind), Name("county", "县级"), Name(kind, kind))


def referral(held: tuple[str, ...], *, inpatient: bool, no_bed: bool | None = None) -> Referral:
    return Referral(
        at=datetime(2017, 3, 4),
        sender=place("county_general_hospital"),
        receiver=place("township_health_centre"),
        direction=Name("down", "下转"),
        acuity=Name("mild", "轻症"),
        inpatient=inpatient,
        held=held,
        broken=tuple(link for link in LINKS if link not in held),
        made=held == LINKS,
        no_bed=no_bed,
        release_probability=0.5,
        willing_probability=0.5,
        green_channel=False,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_says_whether_it_held(language: Language) -> None:
    for number in range(5):
        for held in itertools.combinations(LINKS, number):
            clauses = story_words.links(referral(held, inpatient=True), language)
            assert [one for one, _ in clauses] == [link in held for link in LINKS]
            assert len({clause for _, clause in clauses}) == len(LINKS)


def test_a_broken_link_is_told_in_words() -> None:
    def clauses(one: Referral) -> list[str]:
        return [clause for held, clause in story_words.links(one, "en") if not held]

    receive = ("release", "willing", "policy")
    assert clauses(referral((), inpatient=True)) == [
        "the hospital would not let go",
        "the township centre had no bed or lacked the skill",
        "the patient did not want to go",
        "there was no channel for it",
    ]
    assert clauses(referral(receive, inpatient=True, no_bed=True)) == [
        "the township centre had no free bed"
    ]
    for one in (
        referral(receive, inpatient=True, no_bed=False),
        referral(receive, inpatient=False),
    ):
        assert clauses(one) == ["the township centre could not have treated it"]


def test_a_clinic_is_no_hospital() -> None:
    one = replace(referral((), inpatient=False), sender=place("private_clinic"))
    assert story_words.links(one, "en")[0] == (False, "the clinic would not let go")
    assert story_words.links(one, "zh")[0] == (False, "诊所不舍得放")


def test_a_refusal_says_what_the_receiver_lacked_first() -> None:
    receive = ("release", "willing", "policy")
    for refusal, said in {
        "capability": "could not have treated it",
        "bed": "had no free bed",
        "slot": "had no appointment to give",
        "equipment": "lacked the equipment",
        "drugs": "lacked the drugs",
    }.items():
        one = replace(referral(receive, inpatient=False), refusal=refusal)
        assert [clause for held, clause in story_words.links(one, "en") if not held] == [
            f"{story_words.institution(one.receiver, 'en')} {said}"
        ]


def test_a_code_of_a_newer_simulator_is_told_by_its_label() -> None:
    died = Name("died_at_home", "在家死亡")
    for outcome in (story_words.contact_outcome, story_words.stay_outcome):
        assert outcome(died, "en") == "died at home"
        assert outcome(died, "zh") == "在家死亡"
