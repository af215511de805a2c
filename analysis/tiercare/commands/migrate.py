# SPDX-License-Identifier: Apache-2.0
"""`tiercare migrate`: rewrite what a scenario spells in a former way."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tiercare import migration
from tiercare.commands.console import errors_as_exit_codes, print_json, print_line, say
from tiercare.commands.options import Json, Library, examples

app = typer.Typer()


@app.command(
    epilog=examples("tiercare migrate mycounty.yaml", "tiercare migrate mycounty.yaml --write")
)
def migrate(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Scenario file (YAML).")
    ],
    write: Annotated[
        bool, typer.Option("--write", help="Change the file instead of showing the change.")
    ] = False,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Show a scenario with the present names of its keys, or write it so."""
    with errors_as_exit_codes(as_json=as_json):
        change = migration.migrate(file, library)
        if write and change.fixes:
            change.write()
        if as_json:
            fixes = [asdict(fix) for fix in change.fixes]
            print_json({"file": str(file), "written": write and bool(fixes), "fixes": fixes})
        elif not change.fixes:
            say(f"{file}: nothing to change")
        elif write:
            say(f"{file}: changes written: {len(change.fixes)}")
        else:
            print_line(change.diff().rstrip("\n"))
            say(f"{file}: changes to make with --write: {len(change.fixes)}")
