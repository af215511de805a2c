# SPDX-License-Identifier: Apache-2.0
"""What `tiercare explain` prints: counts, a list of values, one of them, a field that is unset."""

from __future__ import annotations

import shlex
import textwrap
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from tiercare import fields
from tiercare.commands.console import print_line
from tiercare.explanation import CONFIDENCE, place

if TYPE_CHECKING:
    from tiercare._core import BookEntry, ExplainedValue, FieldInfo

WIDTH = 80
IN_CHINESE = {"found": "已查到", "recalled": "凭常识", "assumed": "假设", "": "无来源"}
PLAIN_UNITS = ("ratio", "text")  # say nothing behind a number
MOST_UNSET = 12  # fields that are named below a list


def print_summary(scenario: str, sections: dict[str, dict[str, int]]) -> None:
    """How many values each section has, and how sure we are of the numbers among them."""
    total = {key: sum(counts[key] for counts in sections.values()) for key in ("values", "numbers")}
    rows = {name: counts for name, counts in sections.items() if counts["numbers"]}
    columns = ("numbers", *CONFIDENCE, "no source", "default")
    print_line(
        f"{scenario}: {total['values']:,} values; {total['numbers']:,} are numbers that need a "
        "source,\nthe others names, dates and choices.\n"
    )
    width = max(len(name) for name in [*rows, "together"])
    print_line(" " * width + "".join(f"{column:>10}" for column in columns))
    for name, counts in rows.items():
        print_line(f"{name:<{width}}" + "".join(f"{counts[key]:>10,}" for key in columns))
    together = {key: sum(counts[key] for counts in rows.values()) for key in columns}
    print_line(f"{'together':<{width}}" + "".join(f"{together[key]:>10,}" for key in columns))
    most = max(rows, key=lambda name: rows[name]["assumed"])
    print_line(
        "\nfound: read in a publication. recalled: general knowledge. assumed: our choice."
        "\ndefault: of these, not set by a file."
        f"\n\nGo on with:  tiercare explain {scenario} {most}"
    )


def _field(name: str, text: str) -> str:
    """A labelled paragraph; Chinese characters are two columns wide, so lines are filled short."""
    indent = " " * 14
    wide = sum(ord(character) > 0x2E7F for character in text) > len(text) / 2
    lines = textwrap.wrap(text, (WIDTH - 14) // (2 if wide else 1), break_on_hyphens=False)
    return f"  {name:<12}" + f"\n{indent}".join(lines or [""])


def _source_lines(entry: BookEntry) -> list[str]:
    amount = entry.value if entry.unit in PLAIN_UNITS else f"{entry.value} {entry.unit}"
    if entry.low is not None and entry.high is not None:
        amount += f", range {entry.low:g} to {entry.high:g}"
    about = ", ".join(str(part) for part in (entry.tier, entry.year) if part)
    lines = [
        _field("source", f"{entry.code}: {entry.says}"),
        _field("", f"{amount}; {about}; {entry.confidence}"),
    ]
    publication = entry.source
    if entry.confidence == "found":
        year = f" ({publication.year})" if publication.year else ""
        lines.append(_field("", f"{publication.by}{year}. {publication.title}."))
        lines += [" " * 14 + publication.url] if publication.url else []
    return lines


def _elsewhere(one: ExplainedValue) -> str:
    """What a comment speaks of, if not of the value's own line."""
    if one.comment_file != one.file:
        return f" (said at {place(one.comment_file, one.comment_line)})"
    return f" (said of line {one.comment_line})" if one.comment_line != one.line else ""


def _print_meaning(one: ExplainedValue | FieldInfo) -> None:
    print_line(_field("meaning", one.says))
    if one.says_zh:
        print_line(_field("含义", one.says_zh).replace("含义        ", "含义      ", 1))


def _later(values: list[ExplainedValue], key: str) -> list[str]:
    """What becomes of a value at the dates of the timeline."""
    found = []
    for one in values:
        entry, _, path = one.path.partition(".change.")
        if path == key:
            date = next(other.value for other in values if other.path == f"{entry}.on")
            found.append(f"{date}: {one.value} ({place(one.file, one.line)})")
    return found


def print_value(
    one: ExplainedValue, book: dict[str, BookEntry], values: list[ExplainedValue]
) -> None:
    """Everything about one value, as a block."""
    print_line(one.path)
    print_line(_field("value", one.value))
    _print_meaning(one)
    print_line(_field("type", one.type))
    if one.given:
        print_line(_field("set at", place(one.file, one.line)))
    else:
        print_line(_field("set at", "nowhere: this is the default"))
    for file, line, value in one.overrides:
        had = f" ({value})" if value else ""
        print_line(_field("overrides", place(file, line) + had))
    for change in _later(values, one.path):
        print_line(_field("from", change))
    if one.needs_source:
        words = f"{one.confidence or 'no source'} {IN_CHINESE[one.confidence]}"
        print_line(_field("confidence", words))
    if one.comment:
        print_line(_field("comment", one.comment + _elsewhere(one)))
    for code in one.codes:
        for line_of_source in _source_lines(book[code]):
            print_line(line_of_source)


def _only_with(field: FieldInfo, key: str, values: list[ExplainedValue]) -> str:
    """The choice without which the field is not there, if the scenario has made another."""
    if fields.is_there(field, key, values):
        return ""
    at = fields.filled(field.kind_at, key)
    chosen = [one.value for one in values if fields.fits(at, one.path)]
    return f"{at}: {field.kind}" + (f" (here it is {chosen[0]})" if chosen else "")


def _how_to_write(field: FieldInfo, key: str, table: str) -> list[str]:
    """The lines of a file that set the field."""
    if table:
        word = key.rsplit(".", 1)[-1]
        return [f"a column '{word}' of the CSV file that {table} names"]
    path = key.removeprefix("pathway.") if field.file == "pathway" else key
    lines = fields.as_yaml(path, fields.example(field))
    if field.file == "scenario":
        return lines
    named = "conditions" if field.file == "conditions" else "pathway"
    return [f"in the file that `{named}` names:", *lines]


def print_field(
    field: FieldInfo, key: str, scenario: str, values: list[ExplainedValue], table: str
) -> None:
    """Everything about a field that can be written and is not."""
    print_line(key)
    if key in fields.OF_FILES:
        print_line(_field("value", "said of a file, where it stands; it is no value of the whole"))
    else:
        print_line(_field("value", f"none: the key is valid, {scenario} does not set it"))
    _print_meaning(field)
    written = f", as in {field.example}" if field.example else ""
    print_line(_field("type", field.type + written))
    if field.choices:
        print_line(_field("choices", ", ".join(field.choices)))
    if field.selector:
        print_line(_field("or", f"{field.selector}; {field.selector} except [name]"))
    if field.range:
        print_line(_field("range", field.range))
    print_line(_field("default", field.default or ("none: required" if field.required else "none")))
    if only_with := _only_with(field, key, values):
        print_line(_field("only with", only_with))
    name, known = fields.unknown_name(key, field, values)
    if name:
        print_line(_field("new name", f"{name}; the scenario has {', '.join(known)}"))
    label = "write"
    for line in _how_to_write(field, key, table):
        print_line(f"  {label:<12}{line}")
        label = ""


def print_fields(key: str, scenario: str, unset: list[FieldInfo], about: str) -> None:
    """The fields of a section that can be written and is not."""
    print_line(f"{key}: valid, {scenario} does not set it" + (f" ({about})" if about else ""))
    print_line("What may stand there:\n")
    paths = [fields.filled(one.path, key) for one in unset]
    below = [path.removeprefix(f"{key}.") for path in paths]
    width = min(46, max(len(path) for path in below))
    for path, one in zip(below, unset, strict=True):
        nothing = one.type if one.type == fields.PART else "-"
        default = one.default or ("required" if one.required else nothing)
        kind = f"; {one.kind} alone" if one.kind else ""
        print_line(f"{path:<{width}}  {_clipped(default + kind, WIDTH - width - 2)}")
    command = f"tiercare explain {shlex.quote(scenario)} {shlex.quote(paths[0])}"
    print_line(f"\nEverything about one:\n  {command}")


def _clipped(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def _print_unset(key: str, unset: list[FieldInfo]) -> None:
    """What more can be written in a section."""
    if not unset:
        return
    names = [fields.filled(one.path, key).removeprefix(f"{key}.") for one in unset]
    more = f" ... ({len(names)} in all)" if len(names) > MOST_UNSET else ""
    text = f"Not set, and valid: {', '.join(names[:MOST_UNSET])}{more}"
    print_line("\n" + textwrap.fill(text, WIDTH, break_on_hyphens=False, break_long_words=False))


def _print_one_line(path: str, one: ExplainedValue, width: int) -> None:
    sure = one.confidence or ("no source" if one.needs_source else "")
    origin = "" if one.given else " default"
    room = WIDTH - width - 2 - 2 - len("recalled default")
    tail = f"{_clipped(one.value, room):<{room}}  {sure}{origin}"
    if len(path) > width:  # a key is never cut
        print_line(path)
        path = ""
    print_line(f"{path:<{width}}  {tail}".rstrip())


def _print_row(path: str, cells: list[ExplainedValue], width: int) -> None:
    """A row of a table on one line, with its place."""
    given = [one for one in cells if one.given]
    at = place(given[0].file, given[0].line).rsplit("/", 1)[-1]
    room = max(8, WIDTH - width - 2 - 2 - len(at))
    text = ", ".join(one.value for one in given)
    # Chinese characters are two columns wide.
    while sum(2 if ord(one) > 0x2E7F else 1 for one in text) > room:
        text = text.removesuffix("...")[:-1] + "..." if len(text) > 3 else ""
    wide = sum(ord(one) > 0x2E7F for one in text)
    print_line(f"{_clipped(path, width):<{width}}  {text:<{room - wide}}  {at}")


def print_list(
    scenario: str, key: str, about: str, values: list[ExplainedValue], unset: list[FieldInfo]
) -> None:
    """The values of a section, one line each; so are rows of a table, unless one is asked for."""
    numbers = [one for one in values if one.needs_source]
    counts = Counter(one.confidence or "no source" for one in numbers)
    words = [word for word in (*CONFIDENCE, "no source") if counts[word]]
    said = ", ".join(f"{counts[word]} {word}" for word in words)
    print_line(f"{key}: {len(values)} values" + (f"; of the numbers {said}" if said else ""))
    if about:
        print_line(about)
    print_line("")
    within = f"{key}."
    in_one_row = bool(values[0].row) and values[0].row == values[-1].row
    shown: list[tuple[str, list[ExplainedValue]]] = []
    for row, members in groupby(values, key=lambda one: "" if in_one_row else one.row):
        cells = list(members)
        shown += [(row, cells)] if row else [(one.path, [one]) for one in cells]
    below = [path.removeprefix(within) or path for path, _ in shown]
    width = min(46, max(len(path) for path in below))
    for path, (_, cells) in zip(below, shown, strict=True):
        if cells[0].row and not in_one_row:
            _print_row(path, cells, width)
        else:
            _print_one_line(path, cells[0], width)
    _print_unset(key, unset)
    first = next((path for path, _ in shown if path != key), values[0].path)
    command = f"tiercare explain {shlex.quote(scenario)} {shlex.quote(first)}"
    joint = "\n  " if len(command) > WIDTH - 24 else "  "
    print_line(f"\nEverything about one:{joint}{command}")
