# SPDX-License-Identifier: Apache-2.0
"""One resident is followed: the story holds all that the tables hold of him, and no more."""

import itertools
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from unicodedata import east_asian_width

import h5py
import pandas as pd
import pytest
from rich.console import Console
from support import SHORT, SMALL, command, write_results

import tiercare as tc
from tiercare import story_words, tables
from tiercare.commands.follow import Picks
from tiercare.notable import PICKS
from tiercare.story import Contact, Name, Referral, Stay, Story
from tiercare.story_text import StoryText
from tiercare.story_words import Language, day

TOLD = 40  # residents whose stories are checked against the tables
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def run(experiment: tc.Comparison) -> tc.Run:
    return tc.open_run(experiment.variant.files[0])


@pytest.fixture(scope="module")
def frames(run: tc.Run) -> dict[str, pd.DataFrame]:
    return {name: run.table(name).to_pandas() for name in ("encounters", "admissions", "referrals")}


@pytest.fixture(scope="module")
def stories(run: tc.Run, frames: dict[str, pd.DataFrame]) -> dict[int, Story]:
    """Of those who come first in something, and of others who lay in a bed."""
    first = [one.person for one in tc.notable_persons(run).values()]
    others = frames["admissions"]["person"].drop_duplicates().iloc[:TOLD].tolist()
    return {person: tc.follow(run, person) for person in sorted({*first, *others})}


def told(story: Story, language: Language, width: int = 80) -> str:
    console = Console(width=width, highlight=False, color_system=None, record=True, quiet=True)
    with console.capture() as captured:
        console.quiet = False
        console.print(StoryText(story, language))
    return captured.get()


def test_a_story_holds_every_row_of_the_person_and_every_fen(
    stories: dict[int, Story], frames: dict[str, pd.DataFrame]
) -> None:
    for person, story in stories.items():
        sums = story.totals
        contacts, stays, referrals = (frame[frame["person"] == person] for frame in frames.values())
        contacts = contacts[contacts["outcome"] != "did_not_come"]
        assert sums.contacts == len(contacts)
        assert sums.stays == stays["bed"].notna().sum()
        assert (sums.referrals, sums.referrals_made) == (
            len(referrals),
            referrals["accepted"].sum(),
        )
        for column in ("charge", "fund_paid"):
            assert getattr(sums, column) == contacts[column].sum() + stays[column].sum()
        assert sums.family_paid == sums.charge - sums.fund_paid
        in_bed = (stays["discharge"] - stays["bed"]).sum()
        assert sums.in_bed == timedelta(milliseconds=int(in_bed))
        assert sums.travel == timedelta(milliseconds=int(contacts["travel"].sum()))
        assert sums.wait == timedelta(milliseconds=int(contacts["wait"].sum()))


def test_an_event_is_told_at_the_place_and_time_of_its_row(
    stories: dict[int, Story], frames: dict[str, pd.DataFrame]
) -> None:
    for person, story in stories.items():
        rows = frames["encounters"]
        rows = rows[rows["person"] == person]
        expected = Counter(
            (
                datetime(2017, 1, 1) + timedelta(milliseconds=row["time"]),
                *(row[key] for key in ("facility", "reason", "outcome", "charge")),
            )
            for row in rows.to_dict(orient="records")
        )
        found = Counter(
            (one.at, one.place.name.en, one.reason.en, one.outcome.en, one.charge)
            for one in story.events
            if isinstance(one, Contact)
        )
        assert found == expected


def test_illnesses_and_their_events_are_told_in_order(stories: dict[int, Story]) -> None:
    for story in stories.values():
        began = [one.began for one in story.illnesses]
        assert began == sorted(began)
        for illness in story.illnesses:
            times = [one.at for one in illness.events]
            assert times == sorted(times)
            assert illness.ended >= illness.began


def test_a_resident_is_described_as_the_table_of_persons_has_him(run: tc.Run) -> None:
    row = run.persons.to_pandas().iloc[77]
    who = tc.follow(run, 77).resident
    assert (who.person, who.sex.en, who.birth_year) == (77, row["sex"], row["birth_year"])
    assert (who.home.en, who.scheme.en) == (row["settlement"], row["scheme"])
    assert (who.income, who.poor, who.age) == (row["income"], row["poor"], 2017 - row["birth_year"])


def test_the_headline_tells_the_age_at_the_start_and_none_of_who_is_born_later(
    stories: dict[int, Story],
) -> None:
    story = next(iter(stories.values()))

    def headline(born: int, language: Language) -> str:
        who = replace(story.resident, sex=Name("male", "男"), birth_year=born, age=2017 - born)
        return story_words.headline(replace(story, resident=who), language)

    assert headline(1952, "en").startswith("A man of 65, born in 1952, from ")
    assert headline(2010, "en").startswith("A boy of 7, born in 2010, from ")
    assert headline(2018, "en").startswith("A boy born in 2018, from ")
    assert headline(1952, "zh").startswith("男，65 岁（1952 年生），住")
    assert headline(2018, "zh").startswith("男，2018 年生，住")


def test_who_is_picked_comes_first(run: tc.Run, frames: dict[str, pd.DataFrame]) -> None:
    notable = tc.notable_persons(run)
    assert tuple(notable) == PICKS == tuple(one.value for one in Picks)
    contacts, stays, referrals = frames.values()
    contacts = contacts[contacts["outcome"] != "did_not_come"]
    bills = pd.concat([contacts, stays]).groupby("person")["charge"].sum()
    counts = {
        "most-contacts": contacts["person"].value_counts(),
        "admitted": stays[stays["bed"].notna()]["person"].value_counts(),
        "referred": referrals[referrals["accepted"] == 1]["person"].value_counts(),
        "refused": referrals[referrals["accepted"] == 0]["person"].value_counts(),
        "costliest": bills,
    }
    for pick, count in counts.items():
        one = notable[cast(tc.notable.Pick, pick)]
        assert one.count == count.max() == count[one.person]
        story = tc.follow(run, one.pick)
        assert (story.picked, story.resident.person) == (one, one.person)


def test_the_richest_journey_has_the_most_kinds_of_events(
    run: tc.Run, stories: dict[int, Story]
) -> None:
    def kinds(story: Story) -> int:
        found: set[tuple[object, ...]] = set()
        for one in story.events:
            if isinstance(one, Contact):
                found |= {("came", one.reason), ("ended", one.outcome)}
            elif isinstance(one, Stay):
                found.add(("stayed", one.outcome))
                found |= {("blocked",)} if one.blocked else set()
            else:
                found.add((one.direction, one.made))
        return len(found)

    richest = tc.notable_persons(run)["richest"]
    assert kinds(tc.follow(run)) == richest.count
    assert max(map(kinds, stories.values())) == richest.count


def test_reading_in_pieces_changes_nothing(run: tc.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tc.follow(run), tc.notable_persons(run)
    monkeypatch.setattr(tables, "PIECE", 1000)
    assert (tc.follow(run), tc.notable_persons(run)) == whole


def test_a_blocked_bed_is_a_way_down_that_failed_for_a_bed_alone(
    run: tc.Run, frames: dict[str, pd.DataFrame]
) -> None:
    blocked = frames["admissions"].query("blocked > 0")["person"].iloc[:20].tolist()
    assert blocked
    for person in blocked:
        story = tc.follow(run, person)
        stays = [one for one in story.events if isinstance(one, Stay) and one.blocked]
        no_bed = [one for one in story.events if isinstance(one, Referral) and one.no_bed]
        assert [one.place for one in stays] == [one.sender for one in no_bed]
        assert "had no free bed" in told(story, "en")


def test_who_did_not_come_was_on_no_way_and_waited_for_nothing(
    run: tc.Run, frames: dict[str, pd.DataFrame]
) -> None:
    missed = frames["encounters"].query("outcome == 'did_not_come'")
    assert (missed["travel"] > 0).any(), "the file tells the way that was spared"
    for reason, said in {
        "follow_up": "asked back for a review · did not come",
        "own_choice": "ahead · did not come",
    }.items():
        rows = missed[missed["reason"] == reason]
        rows = rows[(rows["booked_ahead"] > 0) == ("ahead" in said)].sort_values("travel")
        story = tc.follow(run, int(rows["person"].iloc[-1]))
        all_told = [one for one in story.events if isinstance(one, Contact)]
        came = [one for one in all_told if one.came]
        assert story.totals.contacts == len(came) < len(all_told)
        assert story.totals.travel == sum((one.travel for one in came), timedelta(0))
        text = told(story, "en", 88)
        assert said in text
        assert text.count("on the way") <= len(came)
        assert "爽约" in told(story, "zh")


def test_what_the_end_of_the_run_cut_off_is_told(
    run: tc.Run, frames: dict[str, pd.DataFrame]
) -> None:
    late = frames["encounters"].sort_values("time").tail(400)
    for outcome, cut_off in (("admitted", "admitted"), ("referred_up", "referred")):
        stories = (tc.follow(run, p) for p in late[late["outcome"] == outcome]["person"][::-1])
        story = next(s for s in stories if any(one.cut_off == cut_off for one in s.illnesses))
        assert "○ the run ended before" in told(story, "en")


def test_who_met_no_facility_has_a_short_story(
    run: tc.Run, frames: dict[str, pd.DataFrame]
) -> None:
    met = set(frames["encounters"]["person"])
    nobody = next(person for person in itertools.count() if person not in met)
    story = tc.follow(run, nobody)
    assert (story.illnesses, story.totals.charge) == ((), 0)
    assert "No contact with any facility in this run." in told(story, "en")


def test_a_death_is_told_with_its_place(run: tc.Run) -> None:
    deaths = run.deaths.to_pandas().drop_duplicates("place")
    assert "at_home" in set(deaths["place"])
    for row in deaths.to_dict("records"):
        story = tc.follow(run, int(row["person"]))
        assert story.death is not None
        assert (story.death.place.en, story.death.untreated) == (
            row["place"],
            bool(row["untreated"]),
        )
        text = " ".join(told(story, "en").split())
        assert f"Died on {day(story.death.at, 'en')}" in text
        assert ("nobody treated rightly" in text) == story.death.untreated
        assert "死亡" in told(story, "zh")


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_fits_the_terminal(run: tc.Run, language: Language, width: int) -> None:
    lines = told(tc.follow(run), language, width).splitlines()
    widths = [sum(2 if east_asian_width(one) in "WF" else 1 for one in line) for line in lines]
    assert max(widths) <= min(width, 88)


def test_a_story_is_told_in_the_language_asked_for(stories: dict[int, Story]) -> None:
    for story in stories.values():
        assert not re.search(r"[⺀-鿿_]", told(story, "en"))
        chinese = told(story, "zh").replace(story.scenario, "")
        assert not re.search(r"[a-z]{2,}", chinese)
        assert not re.search(r"[⺀-鿿][:,(]|[:,(][⺀-鿿]", chinese), "half-width punctuation"


def test_a_discharge_is_told_after_what_was_thought_of_in_bed(
    run: tc.Run, frames: dict[str, pd.DataFrame]
) -> None:
    kept = frames["referrals"].query("inpatient == 1 and accepted == 0")["person"]
    moment = re.compile(r"^\w{3} ([ \d]\d \w{3} \d\d:\d\d)", re.MULTILINE)
    for person in kept.iloc[:10]:
        for illness in told(tc.follow(run, person), "en").split("\n\n")[1:-1]:
            times = [
                datetime.strptime(f"2017 {found}", "%Y %d %b %H:%M")
                for found in moment.findall(illness)
            ]
            assert times
            assert times == sorted(times)


def test_an_unknown_person_is_refused(run: tc.Run) -> None:
    residents = len(run.persons)
    for person in (residents, -1):
        with pytest.raises(tc.NoSuchPersonError, match=f"no person {person}; its {residents:,}"):
            tc.follow(run, person)


def test_who_may_be_outside_the_sample_is_told_so(tmp_path: Path) -> None:
    few = tc.with_(SMALL, {"record": {"sample": "1 %"}})
    run = tc.open_run(tc.run(few, output=tmp_path).files[0])
    outside = next(
        number
        for number in range(len(run.persons))
        if number not in set(run.encounters["person"]) | set(run.admissions["person"])
    )
    with pytest.raises(tc.NoSuchPersonError, match="encounters of 1 % of the residents"):
        tc.follow(run, outside)
    assert tc.follow(run, "richest").illnesses


def test_a_file_that_holds_no_story_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no results file"):
        tc.follow(tmp_path / "none.h5")
    with pytest.raises(tc.MissingTableError, match="no table 'persons'"):
        tc.follow(write_results(tmp_path / "tiny.h5"), 1)
    with pytest.raises(tc.ResultsFormatError, match="does not say when it starts"):
        _ = tc.open_run(tmp_path / "tiny.h5").start


def test_a_run_without_trajectories_is_told_as_such(tmp_path: Path) -> None:
    file = tc.run(SHORT, 1, output=tmp_path, detail="indicators").files[0]
    done = command("follow", file)
    assert done.returncode == 2
    assert "has no table 'encounters'" in done.stderr
    assert "detail='encounters'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.h5"], 1, "no results file none.h5"),
        (["text.h5"], 1, "not a readable HDF5 file"),
        (["."], 2, "is a folder"),
        (["run.h5", "99999999"], 2, "no person 99999999"),
        (["run.h5", "7", "--pick", "refused"], 2, "not both"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    arguments: list[str], code: int, message: str, run: tc.Run, tmp_path: Path
) -> None:
    (tmp_path / "run.h5").symlink_to(run.path.resolve())
    (tmp_path / "text.h5").write_text("not HDF5")
    done = command("follow", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert message in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_without_a_person_it_says_how_one_was_picked_and_proposes_others(run: tc.Run) -> None:
    done = command("follow", run.path, columns=80)
    assert done.returncode == 0, done.stderr
    assert "Picked as richest" in done.stderr
    for pick in set(PICKS) - {"richest"}:
        assert re.search(rf"^  {pick} +\d+  ", done.stderr, re.MULTILINE)
    assert done.stdout == told(tc.follow(run), "en")


def test_in_chinese_it_says_in_chinese_how_one_was_picked(run: tc.Run) -> None:
    done = command("follow", run.path, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "按 richest 挑选：经历的事件种类最多：" in done.stderr
    assert "其他可选居民（--pick）：" in done.stderr
    assert "Picked" not in done.stderr
    assert not re.search(r"most|yuan", done.stderr.replace("most-contacts", ""))


def test_json_is_the_story_as_data(run: tc.Run) -> None:
    done = command("follow", run.path, "--pick", "admitted", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    story = tc.follow(run, "admitted")
    assert record == story.to_dict()
    assert record["totals"]["charge"] == sum(
        event.get("charge", 0) for one in record["illnesses"] for event in one["events"]
    )
    kinds = {event["kind"] for one in record["illnesses"] for event in one["events"]}
    assert {"contact", "stay"} <= kinds <= {"contact", "stay", "referral"}


def test_a_stopped_run_is_told_as_far_as_it_came(run: tc.Run, tmp_path: Path) -> None:
    partial = tmp_path / "run.h5.partial"
    shutil.copy(run.path, partial)
    with h5py.File(partial, "r+") as file:
        file.attrs["complete"] = 0
    done = command("follow", partial, "--pick", "costliest", "--lang", "zh")
    assert done.returncode == 0
    assert "was stopped" in done.stderr
    assert "合计" in done.stdout
