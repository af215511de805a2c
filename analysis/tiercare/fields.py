# SPDX-License-Identifier: Apache-2.0
"""Which field a key is, whether or not a scenario sets it, and how one writes it.

The path of a field is a pattern: NAME stands for a name of one's own, `[]` for the number of an
item. A key may leave them open in the same way, or with `*`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiercare._core import ExplainedValue, FieldInfo

NAME = "NAME"
TABLE = "CSV file"
PART = "part of a scenario"
OF_FILES = ("extends", "remove")  # said of files to the loader: no values of the scenario
MOST_NEAR = 3


def _stem(word: str) -> str:
    return word.split("[", 1)[0]


def _word_fits(pattern: str, word: str) -> bool:
    if pattern.endswith("[]"):
        return re.fullmatch(rf"{re.escape(_stem(pattern))}(\[(\d+|\*)?\])?", word) is not None
    if pattern == NAME:
        return word == NAME or re.fullmatch(r"[a-z][a-z0-9_]*|\*", word) is not None
    return word in (pattern, "*")


def fits(pattern: str, key: str) -> bool:
    """Whether the key is the field."""
    words, given = pattern.split("."), key.split(".")
    return len(words) == len(given) and all(map(_word_fits, words, given))


def lies_below(pattern: str, key: str) -> bool:
    """Whether the field is somewhere in the section that the key names."""
    words, given = pattern.split("."), key.split(".")
    return len(words) > len(given) and all(map(_word_fits, words, given))


def filled(pattern: str, key: str) -> str:
    """Put the names and numbers that the key says into the pattern.

    Examples
    --------
    >>> filled("facilities.NAME.wards.NAME.beds", "facilities.clinic.beds")
    'facilities.clinic.wards.NAME.beds'
    """
    words = pattern.split(".")
    for place, (word, said) in enumerate(zip(words, key.split("."), strict=False)):
        if word != NAME and not word.endswith("[]"):
            if said != word:
                break
        elif _word_fits(word, said) and "*" not in said and (word == NAME or "[" in said):
            words[place] = said
    return ".".join(words)


def selection(key: str) -> re.Pattern[str]:
    """The paths that a key selects: its own, all below, and any name where it leaves one open.

    Examples
    --------
    >>> bool(selection("facilities.*.beds").match("facilities.clinic.beds"))
    True
    """
    words = [
        re.escape("*" if word == NAME else word) for word in key.replace("[]", "[*]").split(".")
    ]
    return re.compile(r"\.".join(words).replace(r"\*", "[^.]*") + r"(?:[.\[].*)?$")


def with_row_numbers(key: str, values: Iterable[ExplainedValue]) -> str:
    """The key with the number of a row of a table where it says the row's name.

    `geography.settlements.daba.residents` becomes `geography.settlements[2].residents`.
    """
    for one in values:
        if one.row and one.path == f"{one.row}.name":
            table = one.row[: one.row.rindex("[")]
            for named in (f"{table}.{one.value}", f"{table}[{one.value}]"):
                if key == named or key.startswith(f"{named}."):
                    return one.row + key[len(named) :]
    return key


def is_there(field: FieldInfo, key: str, values: Iterable[ExplainedValue]) -> bool:
    """Whether the scenario has chosen the kind that the field belongs to."""
    if not field.kind_at:
        return True
    at = filled(field.kind_at, key)
    return any(one.value == field.kind and fits(at, one.path) for one in values)


def of_date(key: str) -> tuple[str, str]:
    """Split `timeline[1].change.choice.trust` behind the change: it holds what a scenario holds."""
    date = re.match(r"timeline(\[[^.]*\])?\.change\.", key)
    return (date[0], key[date.end() :]) if date else ("", key)


def fields_at(fields: Iterable[FieldInfo], key: str) -> list[FieldInfo]:
    """The fields that a key can be; several if kinds share its name."""
    key = of_date(key)[1]
    return [one for one in fields if fits(one.path, key)]


def unset_below(
    fields: Iterable[FieldInfo], key: str, values: Sequence[ExplainedValue]
) -> list[FieldInfo]:
    """The fields in a section that can be written and of which nothing is set."""
    date, key = of_date(key)
    paths = [one.path for one in values]
    return [
        one
        for one in fields
        if lies_below(one.path, key)
        and not one.is_section
        and is_there(one, key, values)
        and (date or not any(fits(filled(one.path, key), path) for path in paths))
    ]


def unknown_name(
    key: str, field: FieldInfo, values: Iterable[ExplainedValue]
) -> tuple[str, list[str]]:
    """The first name of the key that the scenario does not have, and those that it has there."""
    words = key.split(".")
    for place, word in enumerate(field.path.split(".")[: len(words)]):
        if word != NAME and not word.endswith("[]"):
            continue
        before = words[:place]
        known = dict.fromkeys(
            path[place]
            for path in (one.path.split(".") for one in values)
            if len(path) > place and path[:place] == before and _word_fits(word, path[place])
        )
        if known and words[place] not in known and _word_fits(word, words[place]):
            return words[place], list(known)
    return "", []


def other_name(key: str, field: FieldInfo, values: Iterable[ExplainedValue]) -> str:
    """The key with a name that the scenario has in place of one that is nearly it; else empty."""
    name, known = unknown_name(key, field, values)
    near = difflib.get_close_matches(name, known, 1, cutoff=0.75) if name else []
    return ".".join(near[0] if word == name else word for word in key.split(".")) if near else ""


def nearest(key: str, fields: Iterable[FieldInfo], values: Iterable[ExplainedValue]) -> list[str]:
    """What a key that nothing has may have meant."""
    known: set[str] = set()
    for path in [one.path for one in values] + [filled(one.path, key) for one in fields]:
        words = path.split(".")
        known |= {".".join(words[:depth]) for depth in range(1, len(words) + 1)}
    known = {path for path in known if NAME not in path.split(".") and "[]" not in path}
    near = difflib.get_close_matches(key, sorted(known), 1, cutoff=0.8)
    return near or sorted(path for path in known if path.endswith(f".{key}"))[:MOST_NEAR]


def example(field: FieldInfo) -> str:
    """A value as it can be written, another than the default where there is a choice."""
    others = [one for one in field.choices if one != field.default]
    return (others or [field.example or field.default or "..."])[0]


def as_yaml(path: str, value: str) -> list[str]:
    """The lines that set a value.

    Examples
    --------
    >>> as_yaml("timeline[1].on", "2019-04-01")
    ['timeline:', '  - on: 2019-04-01']
    """
    lines, indent, mark = [], "", ""
    for word in path.split("."):
        lines.append(f"{indent}{mark}{_stem(word)}:")
        indent += "  " + " " * len(mark)
        mark = "- " if "[" in word else ""
    lines[-1] += f" {value}"
    return lines
