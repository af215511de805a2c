# SPDX-License-Identifier: Apache-2.0
"""`tiercare explain`: where the values of a scenario come from, and how sure we are of them."""

from __future__ import annotations

import difflib
import shlex
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tiercare import simulation
from tiercare.commands.console import (
    EXIT_SCENARIO,
    errors_as_exit_codes,
    print_json,
    print_line,
    say,
)
from tiercare.commands.options import Json, Library, ScenarioName
from tiercare.explanation import entry_fields, place

if TYPE_CHECKING:
    from tiercare._core import BookEntry, ExplainedValue

WIDTH = 80
CONFIDENCE = ("found", "recalled", "assumed")
IN_CHINESE = {"found": "已查到", "recalled": "凭常识", "assumed": "假设", "": "无来源"}
PLAIN_UNITS = ("ratio", "text")  # say nothing behind a number
MOST_NAMED = 3  # nearest keys that an unknown one is answered with

app = typer.Typer()

Key = Annotated[
    str, typer.Argument(help="Dotted path of a value, or of a section for all that is in it.")
]


def _record(one: ExplainedValue, book: dict[str, BookEntry]) -> dict[str, Any]:
    """A value as JSON."""
    return {
        "path": one.path,
        "value": one.value,
        "unit": one.unit,
        "type": one.type,
        "set_by": "scenario" if one.given else "default",
        "set_at": {"file": one.file, "line": one.line} if one.given else None,
        "overrides": [
            {"file": file, "line": line, "value": value} for file, line, value in one.overrides
        ],
        "needs_source": one.needs_source,
        "confidence": one.confidence or None,
        "comment": one.comment,
        "says": one.says,
        "says_zh": one.says_zh,
        "sources": [_source_record(book[code]) for code in one.codes if code in book],
    }


def _source_record(entry: BookEntry) -> dict[str, Any]:
    publication = entry.source
    return {
        **entry_fields(entry),
        "publication": {
            "title": publication.title,
            "by": publication.by,
            "year": publication.year,
            "url": publication.url,
        },
    }


def _section(path: str) -> str:
    return path.split(".", 1)[0].split("[", 1)[0]


def _summary(values: list[ExplainedValue]) -> dict[str, dict[str, int]]:
    """Counts of each section, in the order in which the scenario is read."""
    sections: dict[str, Counter[str]] = {}
    for one in values:
        counts = sections.setdefault(_section(one.path), Counter())
        counts["values"] += 1
        if one.needs_source:
            counts["numbers"] += 1
            counts[one.confidence or "no source"] += 1
            counts["default"] += not one.given
    keys = ("values", "numbers", *CONFIDENCE, "no source", "default")
    return {name: {key: counts[key] for key in keys} for name, counts in sections.items()}


def _print_summary(scenario: str, sections: dict[str, dict[str, int]]) -> None:
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


def _later(values: list[ExplainedValue], key: str) -> list[str]:
    """What becomes of a value at the dates of the timeline."""
    found = []
    for one in values:
        entry, _, path = one.path.partition(".change.")
        if path == key:
            date = next(other.value for other in values if other.path == f"{entry}.on")
            found.append(f"{date}: {one.value} ({place(one.file, one.line)})")
    return found


def _print_value(one: ExplainedValue, book: dict[str, BookEntry], later: list[str]) -> None:
    """Everything about one value, as a block."""
    print_line(one.path)
    print_line(_field("value", one.value))
    print_line(_field("meaning", one.says))
    if one.says_zh:
        print_line(_field("含义", one.says_zh).replace("含义        ", "含义      ", 1))
    print_line(_field("type", one.type))
    if one.given:
        print_line(_field("set at", place(one.file, one.line)))
    else:
        print_line(_field("set at", "nowhere: this is the default"))
    for file, line, value in one.overrides:
        had = f" ({value})" if value else ""
        print_line(_field("overrides", place(file, line) + had))
    for change in later:
        print_line(_field("from", change))
    if one.needs_source:
        words = f"{one.confidence or 'no source'} {IN_CHINESE[one.confidence]}"
        print_line(_field("confidence", words))
    if one.comment:
        elsewhere = f" (said of line {one.comment_line})" if one.comment_line != one.line else ""
        print_line(_field("comment", one.comment + elsewhere))
    for code in one.codes:
        for line_of_source in _source_lines(book[code]):
            print_line(line_of_source)


def _clipped(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def _print_list(scenario: str, key: str, values: list[ExplainedValue]) -> None:
    """The values of a section, one line each."""
    numbers = [one for one in values if one.needs_source]
    counts = Counter(one.confidence or "no source" for one in numbers)
    words = [word for word in (*CONFIDENCE, "no source") if counts[word]]
    said = ", ".join(f"{counts[word]} {word}" for word in words)
    print_line(f"{key}: {len(values)} values" + (f"; of the numbers {said}" if said else "") + "\n")
    below = [one.path.removeprefix(key).removeprefix(".") for one in values]
    width = min(46, max(len(path) for path in below))
    for path, one in zip(below, values, strict=True):
        sure = one.confidence or ("no source" if one.needs_source else "")
        origin = "" if one.given else " default"
        room = WIDTH - width - 2 - 2 - len("recalled default")
        tail = f"{_clipped(one.value, room):<{room}}  {sure}{origin}"
        print_line(f"{_clipped(path, width):<{width}}  {tail}".rstrip())
    first = next((one for one in values if one.path != key), values[0])
    command = f"tiercare explain {shlex.quote(scenario)} {shlex.quote(first.path)}"
    joint = "\n  " if len(command) > WIDTH - 24 else "  "
    print_line(f"\nEverything about one:{joint}{command}")


def _below(values: list[ExplainedValue], key: str) -> list[ExplainedValue]:
    return [one for one in values if one.path.startswith((f"{key}.", f"{key}["))]


def _refuse_key(values: list[ExplainedValue], key: str) -> None:
    known = {one.path for one in values}
    for path in list(known):
        parts = path.split(".")
        known |= {".".join(parts[:depth]) for depth in range(1, len(parts))}
    near = difflib.get_close_matches(key, sorted(known), 1, cutoff=0.8)
    near = near or sorted(path for path in known if path.endswith(f".{key}"))[:MOST_NAMED]
    say(f"tiercare: no value '{key}' in the scenario")
    if near:
        say("did you mean:\n" + "\n".join(f"  {path}" for path in near))
    else:
        sections = dict.fromkeys(_section(one.path) for one in values if "." in one.path)
        say(textwrap.fill(f"its sections: {', '.join(sections)}", WIDTH))
    raise typer.Exit(EXIT_SCENARIO)


@app.command(
    epilog="Examples:  tiercare explain heping/2017   |   "
    "tiercare explain heping/2017 population.poor"
)
def explain(
    scenario: ScenarioName,
    key: Key = "",
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Tell where values come from: source, confidence, range, who set them, whom they override."""
    with errors_as_exit_codes():
        values = simulation.explained_values(scenario, library)
        book = simulation.book_entries(library)
    exact = [one for one in values if one.path == key]
    chosen = exact + _below(values, key)
    if key and not chosen:
        _refuse_key(values, key)
    if as_json:
        if key:
            print_json([_record(one, book) for one in chosen])
        else:
            print_json({"scenario": scenario, "sections": _summary(values)})
    elif not key:
        _print_summary(scenario, _summary(values))
    elif len(chosen) == 1 and exact:
        _print_value(chosen[0], book, _later(values, key))
    else:
        _print_list(scenario, key, chosen)
