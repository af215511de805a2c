# SPDX-License-Identifier: Apache-2.0
"""`tiercare follow`: the journey of one resident through a run, as a story."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import tiercare as tc
from tiercare import story_words
from tiercare.commands.completion import results_names
from tiercare.commands.console import console, errors_as_exit_codes, print_json, say
from tiercare.commands.options import Json, check_picture_name, examples
from tiercare.notable import Pick
from tiercare.story_text import StoryText
from tiercare.story_words import Language

app = typer.Typer()


class Picks(StrEnum):
    """By what a resident can be picked, as in `tiercare.notable.Pick`."""

    richest = "richest"
    referred = "referred"
    admitted = "admitted"
    costliest = "costliest"
    most_contacts = "most-contacts"
    refused = "refused"


class Languages(StrEnum):
    """Languages in which a story can be told."""

    en = "en"
    zh = "zh"


def _refuse_folder(run: Path) -> None:
    if run.is_dir():
        files = sorted(run.glob("*.h5"))
        such = f", such as {files[0]}" if files else "; it has none"
        raise typer.BadParameter(f"{run} is a folder: name a results file in it{such}")


def _suggest(run: tc.Run, told: tc.Notable, language: Language) -> None:
    """Who else would be worth following."""
    say("其他可选居民（--pick）：" if language == "zh" else "Others, by --pick:")
    for one in tc.notable_persons(run).values():
        if one.pick != told.pick:
            why = story_words.picked(one, language)
            say(f"  {one.pick:<13}  {one.person:>6}  {why}")


@app.command(
    epilog=examples(
        "tiercare follow runs/heping-2017-0001.h5",
        "tiercare follow runs/heping-2017-0001.h5 --pick refused --picture refused.png",
        "tiercare follow runs/heping-2017-0001.h5 251112 --lang zh",
    )
)
def follow(
    run: Annotated[
        Path,
        typer.Argument(help="Results file with trajectories.", autocompletion=results_names),
    ],
    person: Annotated[
        int | None, typer.Argument(help="Number of a resident (default: one is picked).", min=0)
    ] = None,
    pick: Annotated[
        Picks | None, typer.Option("--pick", help="Whom to pick (default: richest).")
    ] = None,
    lang: Annotated[
        Languages, typer.Option("--lang", help="Language of the story.")
    ] = Languages.en,
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Draw the journey along the calendar, too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell a resident's journey as a story: when, where, why there, waits, referrals, costs."""
    _refuse_folder(run)
    if person is not None and pick is not None:
        raise typer.BadParameter(f"give a person ({person}) or --pick {pick}, not both")
    if picture is not None:
        check_picture_name(picture)
    with errors_as_exit_codes(as_json=as_json):
        opened = tc.open_run(run)
        chosen: Pick = pick.value if pick else "richest"
        story = tc.follow(opened, chosen) if person is None else tc.follow(opened, person)
        if not story.complete:
            say(f"tiercare: the run of {run} was stopped: the story ends where it did")
        if picture is not None:
            tc.draw_story(story, picture, lang.value)
        if as_json:
            print_json(story.to_dict())
            return
        console().print(StoryText(story, lang.value))
        if story.picked is not None:
            say(f"\n{story_words.why_picked(story.picked, lang.value)}")
            if pick is None:
                _suggest(opened, story.picked, lang.value)
        if picture is not None:
            say(f"\n图：{picture}" if lang == Languages.zh else f"\nPicture: {picture}")
