# SPDX-License-Identifier: Apache-2.0
"""Everything public says in numpydoc's sections what it takes, gives, holds and raises."""

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import pytest

import tiercare as tc

SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)


def sections(documented: Any) -> dict[str, str]:
    """The docstring's summary (under "") and sections by their headings."""
    parts = SECTION.split(inspect.getdoc(documented) or "")
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def names_in(section: str) -> list[str]:
    """What a section lists: the words before the colons of its lines that are not indented."""
    heads = [line for line in section.splitlines() if line and not line.startswith(" ")]
    return [name.strip().lstrip("*") for head in heads for name in head.split(" :")[0].split(",")]


def raised_by(function: Callable[..., Any]) -> set[str]:
    """Classes of errors whose `raise` stands in a function."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    called = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return {ast.unparse(one.func).split(".")[-1] for one in called if isinstance(one, ast.Call)}


def lacking_in_function(function: Callable[..., Any], name: str) -> Iterator[str]:
    told = sections(function)
    if not told[""].strip():
        yield f"{name} has no summary"
    signature = inspect.signature(function)
    taken = [one for one in signature.parameters if one not in ("self", "cls")]
    if taken != names_in(told.get("Parameters", "")):
        yield f"{name} takes {taken}, tells {names_in(told.get('Parameters', ''))}"
    gives = signature.return_annotation not in (None, "None", inspect.Signature.empty)
    # What takes nothing may say in its first line what it gives.
    if gives and taken and not ({"Returns", "Yields"} & told.keys()):
        yield f"{name} does not say what it returns"
    for error in raised_by(function) - set(names_in(told.get("Raises", ""))):
        yield f"{name} does not say that it raises {error}"


def lacking_in_class(cls: type, name: str) -> Iterator[str]:
    told = sections(cls)
    if not told[""].strip():
        yield f"{name} has no summary"
    if dataclasses.is_dataclass(cls):
        fields = {one.name for one in dataclasses.fields(cls) if not one.name.startswith("_")}
        for field in sorted(fields - set(names_in(told.get("Attributes", "")))):
            yield f"{name} does not tell its field {field}"
    for key, member in vars(cls).items():
        if key.startswith("_"):
            continue
        if isinstance(member, property):
            if not (member.__doc__ or "").strip():
                yield f"{name}.{key} has no summary"
        elif isinstance(member, FunctionType):
            yield from lacking_in_function(member, f"{name}.{key}")


@pytest.mark.parametrize("name", tc.__all__)
def test_what_is_public_is_documented_in_full(name: str) -> None:
    public = getattr(tc, name)
    lacking = lacking_in_class if isinstance(public, type) else lacking_in_function
    assert list(lacking(public, name)) == []
