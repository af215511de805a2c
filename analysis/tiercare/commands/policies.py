# SPDX-License-Identifier: Apache-2.0
"""`tiercare policies`: the policies a scenario can name, and their parameters."""

from __future__ import annotations

import difflib
import re
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding

from tiercare import simulation
from tiercare.commands.completion import policy_names
from tiercare.commands.console import (
    RefusedError,
    console,
    errors_as_exit_codes,
    print_json,
    print_line,
)
from tiercare.commands.options import Json, examples

if TYPE_CHECKING:
    from tiercare._core import FieldInfo, PolicyInfo

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


def _values(parameter: FieldInfo) -> str:
    """What may be written: the choices, or an example with the range."""
    if parameter.choices:
        return " | ".join(parameter.choices)
    bounds = f" ({parameter.range})" if parameter.range else ""
    example = f"for example {parameter.example}" if parameter.example else parameter.type
    return f"{example}{bounds}"


def _lines(parameter: FieldInfo) -> tuple[str, ...]:
    """Everything about a parameter but its name."""
    default = "required" if parameter.required else f"default {parameter.default or 'none'}"
    return f"{_values(parameter)}; {default}", parameter.says, parameter.says_zh


def _together(paths: list[str]) -> str:
    """`fund_share.{village, township}`, or the one path there is."""
    if len(paths) == 1:
        return paths[0]
    return f"{_section(paths[0])}{{{', '.join(path.split('.')[-1] for path in paths)}}}"


def _section(path: str) -> str:
    return path[: path.rfind(".") + 1]


def _folded(key: str, width: int) -> list[str]:
    """The key, on as many lines as it needs: broken behind a dot, a comma or an underscore."""
    lines = [""]
    for part in re.findall(r"[^._ ]*[._ ]?", key):
        if lines[-1] and len(lines[-1]) + len(part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _print_below(text: str, indent: int) -> None:
    """Print a text that is filled to the terminal's width, between its words."""
    console().print(Padding(escape(text), (0, 0, 0, indent), expand=False))


def _print_parameter(key: str, lines: tuple[str, ...]) -> None:
    """A line for the key, so that no terminal is too narrow for it; the rest below."""
    print_line("")
    first, *others = _folded(key, console().width - 4)
    print_line("\n".join([first, *(f"    {line}" for line in others)]))
    for text in lines:
        _print_below(text, 4)


def _print_policy(policy: PolicyInfo) -> None:
    _print_below(f"{policy.name} ({policy.kind} policy): {policy.says}", 0)
    _print_below(policy.says_zh, 0)
    _print_below(f"named at: {', '.join(policy.named_at)}", 0)
    # Parameters of one section that differ in name alone stand together.
    groups = groupby(policy.parameters, key=lambda one: (_section(one.path), _lines(one)))
    for (_, lines), members in groups:
        _print_parameter(_together([one.path for one in members]), lines)
    if not policy.parameters:
        print_line("It has no parameters.")
        return
    example = f"{policy.named_at[0].rpartition('.')[0]}.{policy.parameters[0].path}"
    print_line(f"\nWhat a scenario says of one:  tiercare explain county {example}")


def _print_all(policies: list[PolicyInfo]) -> None:
    for kind, members in groupby(policies, key=lambda one: (one.kind, one.kind_zh)):
        print_line(f"{kind[0]}  {kind[1]}")
        for one in members:
            count = len(one.parameters)
            told = f"{count} parameter{'s' if count != 1 else ''}" if count else "no parameters"
            print_line(f"  {one.name}  ({told})")
            for text in (one.says, one.says_zh):
                _print_below(text, 4)
    print_line("\nThe parameters of one:  tiercare policies NAME")


def _refuse_unknown(name: str, found: list[PolicyInfo], known: list[str]) -> None:
    if found:
        return
    near = difflib.get_close_matches(name, known, 1)
    meant = f"did you mean '{near[0]}'? " if near else ""
    raise RefusedError(f"no policy '{name}'; {meant}there are: {', '.join(known)}")


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
    with errors_as_exit_codes(as_json=as_json):
        policies = simulation.policies()
        if name is not None:
            known = [one.name for one in policies]
            policies = [one for one in policies if one.name == name]
            _refuse_unknown(name, policies, known)
    if as_json:
        print_json([_record(one) for one in policies])
    elif name is not None:
        for one in policies:
            _print_policy(one)
    else:
        _print_all(policies)
