# SPDX-License-Identifier: Apache-2.0
"""The options and arguments that several commands share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tiercare.commands.completion import scenario_names
from tiercare.errors import PrecisionError

PICTURE_FORMATS = (".png", ".svg", ".pdf", ".jpg")


def check_picture_name(picture: Path) -> None:
    """Refuse a picture in a format that cannot be drawn, before any work is done."""
    if picture.suffix.lower() not in PICTURE_FORMATS:
        raise typer.BadParameter(f"a picture's name ends in one of {', '.join(PICTURE_FORMATS)}")


def read_precision(wishes: Sequence[str] | None) -> dict[str, float]:
    """The half-width by indicator that `--precision` asks for.

    Raises
    ------
    PrecisionError
        If a wish does not read as an indicator, `=` and a number, or one comes twice.
    """
    read: dict[str, float] = {}
    for wish in wishes or ():
        name, _, number = wish.partition("=")
        try:
            half_width = float(number)
        except ValueError:
            raise PrecisionError(
                f"--precision {wish} does not read INDICATOR=HALF_WIDTH, such as "
                "in_county_visit_share=0.1"
            ) from None
        if name in read:
            raise PrecisionError(f"--precision gives {name} twice")
        read[name] = half_width
    return read


def examples(*commands: str) -> str:
    """The end of a command's help: one example a line."""
    return "\n\n".join(["Examples:" if len(commands) > 1 else "Example:", *commands])


ScenarioNames = Annotated[
    list[str],
    typer.Argument(help="Library names or YAML files.", autocompletion=scenario_names),
]
ScenarioName = Annotated[
    str, typer.Argument(help="Library name or YAML file.", autocompletion=scenario_names)
]
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications",
        "-r",
        min=1,
        max=100_000,
        help="Runs of each scenario (default: what it says itself, else 1).",
    ),
]
Pairs = Annotated[
    int | None,
    typer.Option(
        "--replications",
        "-r",
        min=1,
        max=100_000,
        help="Pairs of runs (default: what the scenarios say themselves, else 3).",
    ),
]
PrecisionWishes = Annotated[
    list[str] | None,
    typer.Option(
        "--precision",
        metavar="INDICATOR=HALF_WIDTH",
        help="Go on until the 95 % interval of this indicator reaches HALF_WIDTH or less to either "
        "side, in its unit (can be repeated).",
    ),
]
AtMost = Annotated[
    int | None,
    typer.Option("--at-most", help="Replications after which --precision gives up (default: 50)."),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, max=2**64 - 1, help="Seed of all random numbers.")
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="Replications at once (default: the cores)."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder for one HDF5 file per replication.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files of an earlier run.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", help="Draw patient flow by tier (needs --output).")
]
Csv = Annotated[
    Path | None,
    typer.Option("--csv", help="Write the differences to this file, one row per indicator."),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FOLDER",
        help="Write a page with the differences in words, four pictures and the table.",
    ),
]
Memory = Annotated[
    bool, typer.Option("--memory", help="Tell what the simulated state takes, by table.")
]
All = Annotated[bool, typer.Option("--all", help="Print every indicator, not only the main ones.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Library = Annotated[
    Path | None, typer.Option("--library", help="Another scenario library than the built-in.")
]
