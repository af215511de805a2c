# SPDX-License-Identifier: Apache-2.0
"""`tiercare validate` and `tiercare list`: what scenarios there are, and what is wrong in one."""

import typer

import tiercare as tc
from tiercare import simulation
from tiercare.commands.console import (
    EXIT_SCENARIO,
    errors_as_exit_codes,
    print_json,
    print_line,
    say,
    warn,
)
from tiercare.commands.options import Json, Library, ScenarioNames, Strict

app = typer.Typer()


@app.command(epilog="Example:  tiercare validate mycounty.yaml")
def validate(scenarios: ScenarioNames, strict: Strict = False, library: Library = None) -> None:
    """Check scenarios; every finding is told with its place."""
    wrong = False
    for name in scenarios:
        try:
            scenario = simulation.load(name, library)
        except tc.ScenarioError as error:
            say(str(error).rstrip())
            wrong = True
        except OSError as error:
            say(f"tiercare: {error}")
            wrong = True
        else:
            if warn(scenario, strict=strict):
                wrong = True
            else:
                print_line(f"{name}: valid ({scenario.title})")
    if wrong:
        raise typer.Exit(EXIT_SCENARIO)


@app.command(name="list")
def list_scenarios(as_json: Json = False) -> None:
    """List the scenarios of the library, one line each."""
    with errors_as_exit_codes():
        found = [simulation.load(name) for name in simulation.library_scenarios()]
    if as_json:
        print_json([{"name": s.name, "title": s.title, "title_zh": s.title_zh} for s in found])
        return
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        print_line(f"{one.name:<{width}}  {one.title}  {one.title_zh}")
