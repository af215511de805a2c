# SPDX-License-Identifier: Apache-2.0
"""`tiercare new`: a scenario of one's own, begun from one of the library."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tiercare as tc
from tiercare import simulation
from tiercare.commands.completion import library_names
from tiercare.commands.console import errors_as_exit_codes, print_json, print_line
from tiercare.commands.options import Json, Library, examples

if TYPE_CHECKING:
    from tiercare._core import FacilityGroupInfo, Scenario

app = typer.Typer()

SHORT = """\
{modeline}
# {name}: what differs from {base} ({title}).
#
# Everything not said here is as in that scenario. To try an example, take away the "# " before its
# lines. Every quantity carries its unit: 7 min, 20 %, 12.50 yuan, 0.3 /year.
#   tiercare validate {file}
#   tiercare compare {base} {file} -r 3
tiercare: 1
extends: {base}
name: {quoted}
name_zh: {quoted}

# 1. A shorter run, while you try things out: first to fill the waiting rooms, then to count. What
#    you compare must be simulated as long.
# horizon: {{warm_up: 30 day, run: 90 day}}

# 2. A larger county, and more members of the employees' scheme (职工医保).
# population:
#   residents: {residents}
#   employee_scheme: 20 %

# 3. A larger hospital: here {hospital_zh}.
# facilities:
#   {hospital}:
#     beds: {beds}
#     consulting:
#       servers: {rooms}

# 4. A higher share of the fund in stays near home (住院报销比例), for residents.
# benefits:
#   resident:
#     inpatient:
#       fund_share: {{township: 90 %, county: 80 %}}

# 5. Agreed referral lists with a green channel (双向转诊); see: tiercare policies agreed_lists
# referral:
#   rule: agreed_lists
#   up: [stroke, ischaemic_heart_disease, cancer]
#   down: [stroke, ischaemic_heart_disease, pneumonia]
#   green_channel: {{reserved_rooms: 1, reserved_beds: 5 %}}
"""
RAISED = 1.1
"""How much larger than the library's the numbers of the examples are."""


def _modeline() -> str:
    """Tells editors which schema the file follows."""
    schema = simulation.library_folder() / "schema" / "scenario.json"
    return f"# yaml-language-server: $schema={schema.resolve().as_uri()}"


def _largest_hospital(scenario: Scenario) -> FacilityGroupInfo:
    """The hospital of the county with most beds; of all facilities if the county has none."""
    inside = [one for one in scenario.facilities if one.tier == "county"]
    return max(inside or scenario.facilities, key=lambda one: one.beds)


def _short_text(scenario: Scenario, file: Path) -> str:
    hospital = _largest_hospital(scenario)
    return SHORT.format(
        modeline=_modeline(),
        name=file.stem,
        file=file.name,
        base=scenario.name,
        title=scenario.title,
        quoted=json.dumps(file.stem, ensure_ascii=False),
        residents=round(scenario.residents * RAISED),
        hospital=hospital.name,
        hospital_zh=hospital.name_zh,
        beds=round(hospital.beds * RAISED),
        rooms=round(hospital.consulting_rooms * RAISED) + 1,
    )


def _full_text(base: str, library: Path | None) -> str:
    folder = library or simulation.library_folder()
    source = folder / "library" / f"{base}.yaml"
    return f"{_modeline()}\n{source.read_text(encoding='utf-8')}"


@app.command(
    epilog=examples(
        "tiercare new mycounty",
        "tiercare new mycounty --from heping/2017",
        "tiercare new mycounty --from heping/2017 --full",
    )
)
def new(
    name: Annotated[str, typer.Argument(help="Of the file, with or without .yaml.")],
    base: Annotated[
        str,
        typer.Option(
            "--from",
            help="Scenario of the library that it changes.",
            autocompletion=library_names,
        ),
    ] = "county",
    full: Annotated[
        bool, typer.Option("--full", help="Copy the whole text instead of extending it.")
    ] = False,
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Write NAME.yaml: a short scenario that changes one of the library."""
    file = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if base.endswith((".yaml", ".yml")):
        raise typer.BadParameter("--from takes a name of the library; see: tiercare list")
    with errors_as_exit_codes(as_json=as_json):
        scenario = simulation.load(base, library)
        text = _full_text(base, library) if full else _short_text(scenario, file)
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(text)
        except FileExistsError as there:
            raise tc.OutputError(f"{file} is there already; choose another name") from there
        except FileNotFoundError as nowhere:
            raise tc.OutputError(f"{file}: there is no folder {file.parent}") from nowhere
    if as_json:
        print_json({"file": str(file), "extends": None if full else base, "title": scenario.title})
        return
    print_line(f"{file} written; next:  tiercare validate {shlex.quote(str(file))}")
