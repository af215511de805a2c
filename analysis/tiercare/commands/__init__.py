# SPDX-License-Identifier: Apache-2.0
"""The command `tiercare`: run, compare and begin scenarios, check results, follow a resident.

Exit codes: 0 done, 1 the machine refused (disk, permissions) or a results file is not whole, 2 the
scenario or the command line is wrong, 3 a defect of ours, 130 stopped by Ctrl-C, 143 by
SIGTERM. Tables go to standard output, everything else to standard error.
"""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

import tiercare as tc
from tiercare.commands import (
    check,
    compare,
    effects,
    explain,
    follow,
    levels,
    library,
    migrate,
    new,
    policies,
    simulate,
)
from tiercare.commands.console import EXIT_SCENARIO, print_usage_error


class _Commands(TyperGroup):
    """The commands; with `--json` also a wrong command line is told as JSON."""

    def main(self, args: list[str] | None = None, **options: Any) -> Any:  # type: ignore[override]
        """Read the command line and do what it says."""
        words = sys.argv[1:] if args is None else list(args)
        if "--json" not in words:
            return super().main(args=words, **options)
        try:
            exit_code = super().main(args=words, **(options | {"standalone_mode": False}))
        except TyperException as error:
            print_usage_error(f"tiercare: {error.format_message()}")
            exit_code = EXIT_SCENARIO
        sys.exit(exit_code or 0)


app = typer.Typer(
    cls=_Commands,
    help="Simulate tiered health care under policies that you can change.",
    epilog="Start with:  tiercare list   and   tiercare run heping/2017",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for part in (
    simulate,
    compare,
    check,
    library,
    levels,
    effects,
    follow,
    explain,
    new,
    policies,
    migrate,
):
    app.add_typer(part.app)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"tiercare {tc.software_version()}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Simulate tiered health care under policies that you can change."""


def main() -> None:
    """Entry point of the command."""
    app(prog_name="tiercare")
