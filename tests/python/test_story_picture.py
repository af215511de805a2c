# SPDX-License-Identifier: Apache-2.0
"""A journey is drawn: its events where and when they were, its labels beside each other."""

import io
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.dates import date2num
from matplotlib.text import Text
from support import command

import tiercare as tc
from tiercare.flows import TIERS
from tiercare.notable import PICKS
from tiercare.story import Contact, Referral, Story
from tiercare.story_picture import HOME, picture
from tiercare.story_words import Language, title


@pytest.fixture(scope="module")
def run(experiment: tc.Comparison) -> tc.Run:
    return tc.open_run(experiment.variant.files[0])


@pytest.fixture(scope="module")
def stories(run: tc.Run) -> list[Story]:
    return [tc.follow(run, pick) for pick in PICKS]


@pytest.mark.parametrize("ending", ["png", "svg"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_journey_is_drawn_without_a_display(
    run: tc.Run, tmp_path: Path, ending: str, language: Language
) -> None:
    path = tc.draw_story(tc.follow(run), tmp_path / "new" / f"journey.{ending}", language)
    assert path.stat().st_size > 10_000


def test_every_contact_has_a_dot_in_the_lane_of_its_tier_and_a_missed_one_at_home(
    stories: list[Story],
) -> None:
    for story in stories:
        dots = {
            tuple(offset)
            for marks in picture(story).axes[0].findobj(PathCollection)
            if isinstance(marks, PathCollection)
            for offset in np.asarray(marks.get_offsets()).round(6).tolist()
        }
        contacts = [one for one in story.events if isinstance(one, Contact)]
        referrals = [one for one in story.events if isinstance(one, Referral) and not one.made]
        expected = {
            (
                round(float(date2num(one.at)), 6),  # type: ignore[no-untyped-call]
                1.0 + TIERS.index(one.place.tier.en) if one.came else HOME,
            )
            for one in contacts
        }
        assert expected <= dots
        assert len(dots) <= len(contacts) + len(referrals)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_names_of_illnesses_stay_apart_and_inside(stories: list[Story], language: Language) -> None:
    for story in stories:
        figure = picture(story, language)
        figure.savefig(io.BytesIO(), format="png")
        texts = [one for one in figure.axes[0].findobj(Text) if isinstance(one, Text)]
        names = {title(one.condition, language) for one in story.illnesses}
        boxes = [one.get_window_extent() for one in texts if one.get_text().strip() in names]
        assert len(boxes) >= len(story.illnesses)
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_what_was_paid_ends_at_the_sums(stories: list[Story]) -> None:
    for story in stories:
        areas = picture(story).axes[1].collections
        top = max(path.get_extents().y1 for path in areas[1].get_paths())
        assert top == pytest.approx(story.totals.charge / 100)


def test_the_key_of_what_was_paid_stands_beside_the_axes(stories: list[Story]) -> None:
    figure = picture(stories[0])
    figure.savefig(io.BytesIO(), format="png")
    legend = figure.axes[1].get_legend()
    assert legend is not None
    assert legend.get_window_extent().x0 >= figure.axes[1].get_window_extent().x1


def test_who_met_no_facility_is_drawn_too(run: tc.Run, tmp_path: Path) -> None:
    met = set(run.encounters["person"].tolist())
    nobody = next(person for person in range(len(run.persons)) if person not in met)
    assert tc.draw_story(tc.follow(run, nobody), tmp_path / "empty.png").exists()


def test_the_command_draws_and_refuses_a_format_it_does_not_know(
    run: tc.Run, tmp_path: Path
) -> None:
    done = command("follow", run.path, "7", "--picture", tmp_path / "journey.png")
    assert done.returncode == 0, done.stderr
    assert f"Picture: {tmp_path / 'journey.png'}" in done.stderr
    assert (tmp_path / "journey.png").read_bytes().startswith(b"\x89PNG")
    done = command("follow", run.path, "7", "--picture", tmp_path / "journey.txt")
    assert done.returncode == 2
    assert ".svg" in done.stderr
