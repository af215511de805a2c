# SPDX-License-Identifier: Apache-2.0
"""`tiercare check`: whether results files are whole and right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

import tiercare as tc
from tiercare.commands.completion import results_names
from tiercare.commands.console import (
    EXIT_MACHINE,
    console,
    errors_as_exit_codes,
    print_json,
)
from tiercare.commands.options import Json, examples

app = typer.Typer()


def _what_it_is(check: tc.FileCheck) -> str:
    """Which run it holds, and how much of it."""
    so_far = "" if check.complete else " so far"
    digest = f"; digest {check.content_digest}" if check.content_digest else ""
    return (
        f"{check.scenario}, seed {check.seed}, replication {check.replication}; "
        f"{len(check.tables)} tables, {check.rows:,} rows{so_far}{digest}"
    )


def _faults(check: tc.FileCheck) -> str:
    """One fault in a line; several in a line each, and once what helps."""
    told = [one.what if one.place == "/" else f"{one.place} {one.what}" for one in check.findings]
    if len(told) == 1:
        return f"{told[0]}; {check.findings[0].to_do}"
    helps = dict.fromkeys(one.to_do for one in check.findings)
    return "\n  ".join([f"{len(told)} faults", *told, *(f"to do: {one}" for one in helps)])


def told(check: tc.FileCheck) -> Text:
    """What is printed about a file."""
    line = Text(f"{check.file}: ")
    if check.whole:
        return line.append("whole", "green").append(f": {_what_it_is(check)}")
    if check.findings:
        return line.append(_faults(check), "red")
    line.append("unfinished", "yellow").append(f": {_what_it_is(check)}; it can be read; ")
    return line.append("run again with --overwrite for the whole")


@app.command(
    epilog=examples(
        "tiercare check runs/heping-2017-0001.h5",
        "tiercare check runs/heping-2017-0001.h5 --json",
    )
)
def check(
    files: Annotated[
        list[Path], typer.Argument(help="Results files.", autocompletion=results_names)
    ],
    as_json: Json = False,
) -> None:
    """Tell whether results files are whole and right; exit code 1 if one is not."""
    with errors_as_exit_codes(as_json=as_json):
        checks = []
        if missing := [str(file) for file in files if not file.exists()]:
            raise FileNotFoundError(f"no results file {', '.join(missing)}")
        for file in files:
            checks.append(tc.check(file))
            if not as_json:
                console().print(told(checks[-1]), soft_wrap=True)
        if as_json:
            print_json([one.to_dict() for one in checks])
    if not all(one.whole for one in checks):
        raise typer.Exit(EXIT_MACHINE)
