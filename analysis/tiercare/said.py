# SPDX-License-Identifier: Apache-2.0
"""What two scenarios say differently, key by key.

A resolved scenario is written in one way only: two spaces a level, a line for each key and each
entry of a list. So its lines can be told apart without a reader of YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(r"([\w.-]+):(?: (.*))?$")
_NAME = re.compile(r"(timeline\[\d+\]\.)?name(_zh)?$")
_CHANGE = re.compile(r"timeline\[\d+\]\.change\.")


@dataclass(frozen=True)
class Said:
    """A key of which two scenarios say different things.

    Attributes
    ----------
    key : str
        Dotted, entries of a list of sections counted from 1.
    baseline, variant : str
        What each says; empty if it says nothing. Of what the variant changes at a date, the
        baseline's is what holds there before it.
    """

    key: str
    baseline: str
    variant: str


class _Way:
    """The open keys of a text with their indents, and how many entries each list has had."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._entries: dict[str, int] = {}

    def path(self, *further: str) -> str:
        return ".".join([*(word for _, word in self._open), *further])

    def close_to(self, indent: int) -> None:
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()

    def enter(self, indent: int, key: str) -> None:
        self._open.append((indent, key))

    def next_entry(self) -> None:
        indent, word = self._open.pop()
        stem = word.partition("[")[0]
        of_list = self.path(stem)
        self._entries[of_list] = self._entries.get(of_list, 0) + 1
        self.enter(indent, f"{stem}[{self._entries[of_list]}]")


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if quoted else value


def flattened(text: str) -> dict[str, str]:
    r"""The values of a resolved scenario by their dotted keys, in their order.

    Examples
    --------
    >>> flattened("a:\n  b: 1\n  c:\n    - x\n    - y\nd:\n  -\n    e: 2\n  -\n    e: 4\n")
    {'a.b': '1', 'a.c': 'x, y', 'd[1].e': '2', 'd[2].e': '4'}
    """
    values: dict[str, str] = {}
    way = _Way()
    for line in text.splitlines():
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        way.close_to(indent)
        if body == "-":  # an entry that is a section: its keys follow
            way.next_entry()
        elif body.startswith("- "):
            path, entry = way.path(), _unquoted(body[2:])
            values[path] = f"{values[path]}, {entry}" if path in values else entry
        elif found := _KEY.match(body):
            if found[2] is None:
                way.enter(indent, found[1])
            else:
                values[way.path(found[1])] = _unquoted(found[2])
    return values


def _section(key: str) -> str:
    return re.split(r"[.\[]", key, maxsplit=1)[0]


def said_differently(baseline: str, variant: str) -> list[Said]:
    """What two resolved scenarios say differently, their names left out.

    Parameters
    ----------
    baseline, variant : str
        Their texts.

    Returns
    -------
    list of Said
        Section by section, in the order of the variant's text; what the baseline alone says last.
    """
    first, second = flattened(baseline), flattened(variant)
    keys = list(dict.fromkeys([*second, *first]))
    place = {section: n for n, section in enumerate(dict.fromkeys(map(_section, keys)))}
    keys.sort(key=lambda key: place[_section(key)])
    return [
        Said(key, first.get(key) or first.get(_CHANGE.sub("", key), ""), second.get(key, ""))
        for key in keys
        if not _NAME.match(key) and first.get(key) != second.get(key)
    ]
