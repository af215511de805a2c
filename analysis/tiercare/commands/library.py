# SPDX-License-Identifier: Apache-2.0
"""`tiercare validate` and `tiercare list`: what scenarios there are, and what is wrong in one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer

import tiercare as tc
from tiercare import simulation
from tiercare.commands.console import (
    EXIT_SCENARIO,
    errors_as_exit_codes,
    print_json,
    print_line,
    say,
)
from tiercare.commands.options import Json, Library, ScenarioNames, Strict, examples

app = typer.Typer()


@dataclass(frozen=True)
class _Checked:
    """What loading a scenario told; without a title it is not valid."""

    scenario: str
    title: str | None
    text: str
    diagnostics: tuple[tc.Diagnostic, ...]

    def record(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario,
            "valid": self.title is not None,
            "title": self.title,
            "diagnostics": [asdict(one) for one in self.diagnostics],
        }


def _check(name: str, library: Path | None, *, strict: bool) -> _Checked:
    try:
        scenario = simulation.load(name, library)
    except tc.ScenarioError as error:
        return _Checked(name, None, str(error), error.diagnostics)
    except OSError as error:
        text = str(error)
        return _Checked(
            name, None, f"tiercare: {text}", (tc.Diagnostic("error", name, 0, 0, text),)
        )
    if strict and scenario.diagnostics:
        text = scenario.warnings + f"{name}: warnings count as errors (--strict)"
        return _Checked(name, None, text, scenario.diagnostics)
    return _Checked(name, scenario.title, scenario.warnings, scenario.diagnostics)


@app.command(epilog=examples("tiercare validate mycounty.yaml", "tiercare validate *.yaml --json"))
def validate(
    scenarios: ScenarioNames,
    strict: Strict = False,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Check scenarios; every finding is told with its place."""
    with errors_as_exit_codes(as_json=as_json):
        checked = [_check(name, library, strict=strict) for name in scenarios]
    if as_json:
        print_json([one.record() for one in checked])
    else:
        for one in checked:
            if one.text:
                say(one.text.rstrip())
            if one.title is not None:
                print_line(f"{one.scenario}: valid ({one.title})")
    if any(one.title is None for one in checked):
        raise typer.Exit(EXIT_SCENARIO)


@app.command(name="list", epilog=examples("tiercare list", "tiercare list --json"))
def list_scenarios(as_json: Json = False, library: Library = None) -> None:
    """List the scenarios of the library: name, first year, titles."""
    with errors_as_exit_codes(as_json=as_json):
        names = simulation.library_scenarios(library)
        found = [simulation.load(name, library) for name in names]
    if as_json:
        print_json(
            [
                {"name": s.name, "year": s.start.year, "title": s.title, "title_zh": s.title_zh}
                for s in found
            ]
        )
        return
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        print_line(f"{one.name:<{width}}  {one.start.year}  {one.title}  {one.title_zh}")
