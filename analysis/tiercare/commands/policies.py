# SPDX-License-Identifier: Apache-2.0
"""`tiercare policies`: the policies a scenario can name, and their parameters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from tiercare import simulation
from tiercare.commands.completion import policy_names
from tiercare.commands.console import console, errors_as_exit_codes, print_json, print_line
from tiercare.commands.options import Json, examples

if TYPE_CHECKING:
    from tiercare._core import PolicyInfo, PolicyParameter

app = typer.Typer()

PARAMETER_KEYS = (
    *("path", "type", "example", "range", "default", "required"),
    *("choices", "says", "says_zh", "source"),
)


def _record(policy: PolicyInfo) -> dict[str, Any]:
    return {
        "kind": policy.kind,
        "name": policy.name,
        "says": policy.says,
        "says_zh": policy.says_zh,
        "named_at": policy.named_at,
        "parameters": [
            {key: getattr(one, key) for key in PARAMETER_KEYS} for one in policy.parameters
        ],
    }


def _values(parameter: PolicyParameter) -> str:
    """What may be written: the choices, or an example with the range."""
    if parameter.choices:
        return " | ".join(parameter.choices)
    bounds = f" ({parameter.range})" if parameter.range else ""
    return f"{parameter.example or parameter.type}{bounds}"


def _cells(parameter: PolicyParameter) -> tuple[str, str, str]:
    """Everything about a parameter but its name."""
    default = parameter.default or ("required" if parameter.required else "-")
    return _values(parameter), default, f"{parameter.says}\n{parameter.says_zh}"


def _together(paths: list[str]) -> str:
    """`fund_share.{village, township}`, or the one path there is."""
    if len(paths) == 1:
        return paths[0]
    return f"{_section(paths[0])}{{{', '.join(path.split('.')[-1] for path in paths)}}}"


def _section(path: str) -> str:
    return path[: path.rfind(".") + 1]


def _parameter_table(policy: PolicyInfo) -> Table:
    """One row each; parameters of one section that differ in name alone share a row."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for title in ("parameter 参数", "for example 示例", "default", "meaning 含义"):
        table.add_column(title, overflow="fold")
    rows = groupby(policy.parameters, key=lambda one: (_section(one.path), _cells(one)))
    for (_, cells), members in rows:
        table.add_row(*map(escape, (_together([one.path for one in members]), *cells)))
    return table


def _print_policy(policy: PolicyInfo) -> None:
    print_line(f"{policy.name} ({policy.kind} policy): {policy.says}\n{policy.says_zh}")
    print_line(f"named at: {', '.join(policy.named_at)}")
    if policy.parameters:
        console().print(_parameter_table(policy))
    else:
        print_line("It has no parameters.")


def _print_all(policies: list[PolicyInfo]) -> None:
    out = console()
    for kind, members in groupby(policies, key=lambda one: (one.kind, one.kind_zh)):
        print_line(f"{kind[0]}  {kind[1]}")
        for one in members:
            count = len(one.parameters)
            told = f"{count} parameter{'s' if count != 1 else ''}" if count else "no parameters"
            print_line(f"  {one.name}  ({told})")
            for text in (one.says, one.says_zh):
                out.print(Padding(escape(text), (0, 0, 0, 4), expand=False))
    print_line("\nThe parameters of one:  tiercare policies NAME")


@app.command(
    name="policies",
    epilog=examples("tiercare policies", "tiercare policies tiered_coinsurance"),
)
def list_policies(
    name: Annotated[
        str | None,
        typer.Argument(help="A policy, to see its parameters.", autocompletion=policy_names),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the policies that a scenario can name, by kind, or the parameters of one."""
    with errors_as_exit_codes():
        policies = simulation.policies()
    if name is not None:
        known = [one.name for one in policies]
        policies = [one for one in policies if one.name == name]
        if not policies:
            raise typer.BadParameter(f"no policy '{name}'; there are: {', '.join(known)}")
    if as_json:
        print_json([_record(one) for one in policies])
    elif name is not None:
        for one in policies:
            _print_policy(one)
    else:
        _print_all(policies)
