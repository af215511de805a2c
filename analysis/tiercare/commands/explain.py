# SPDX-License-Identifier: Apache-2.0
"""`tiercare explain`: where the values of a scenario come from, and what else could be written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tiercare import fields, simulation
from tiercare.commands import explain_text
from tiercare.commands.completion import explained_keys
from tiercare.commands.console import RefusedError, errors_as_exit_codes, print_json
from tiercare.commands.options import Json, Library, ScenarioName, examples
from tiercare.explanation import CONFIDENCE, entry_fields

if TYPE_CHECKING:
    from tiercare._core import BookEntry, ExplainedValue, FieldInfo

app = typer.Typer()

Key = Annotated[
    str,
    typer.Argument(
        help="Dotted path of a value, or of a section for all in it; * stands for any name.",
        autocompletion=explained_keys,
    ),
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


def _field_record(field: FieldInfo, key: str) -> dict[str, Any]:
    """A field that is not set, as JSON."""
    path = fields.filled(field.path, key)
    return {
        "path": path,
        "value": None,
        "type": field.type,
        "set_by": None,
        "default": field.default,
        "required": field.required,
        "range": field.range,
        "choices": field.choices,
        "example": fields.example(field),
        "only_with": {"path": field.kind_at, "value": field.kind} if field.kind else None,
        "file": field.file,
        "says": field.says,
        "says_zh": field.says_zh,
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


class _Explained:
    """A scenario with everything that can be asked about it."""

    def __init__(self, scenario: str, library: Path | None) -> None:
        self.scenario = scenario
        self.values = simulation.explained_values(scenario, library)
        self.book = simulation.book_entries(library)
        self.fields = simulation.fields()

    def chosen(self, key: str) -> list[ExplainedValue]:
        """The values that a key means: itself, all below it; else those that begin so."""
        selected = fields.selection(key)
        found = [one for one in self.values if selected.match(one.path)]
        return found or [one for one in self.values if "." in key and one.path.startswith(key)]

    def about(self, key: str) -> str:
        """What a section is."""
        at = fields.fields_at(self.fields, key.removesuffix(".*"))
        section = next((one for one in at if one.is_section), None)
        return f"{section.says} {section.says_zh}".strip() if section else ""

    def unset(self, key: str) -> list[FieldInfo]:
        """The field or the fields of a section that a key names and the scenario does not set."""
        at = [one for one in fields.fields_at(self.fields, key) if not one.is_section]
        there = [one for one in at if fields.is_there(one, key, self.values)]
        return there[:1] or at[:1] or fields.unset_below(self.fields, key, self.values)

    def table_of(self, key: str) -> str:
        """The key that names the CSV file of which the key is a column; empty if it is none."""
        table = key.rpartition(".")[0].split("[", 1)[0]
        at = fields.fields_at(self.fields, table)
        return table if any(one.type == fields.TABLE for one in at) else ""

    def check(self, key: str) -> None:
        """Refuse a key that does not exist, and say what does.

        Raises
        ------
        RefusedError
            If nothing can be written there, or a name in it is nearly one that the scenario has.
        """
        if self.chosen(key):
            return
        unset = self.unset(key)
        meant = fields.other_name(key, unset[0], self.values) if unset else ""
        if unset and not meant:
            return
        near = [meant] if meant else fields.nearest(key, self.fields, self.values)
        if near:
            listed = "\n".join(f"  {one}" for one in near)
            raise RefusedError(f"unknown key '{key}'; did you mean:\n{listed}")
        sections = dict.fromkeys(_section(one.path) for one in self.values if "." in one.path)
        raise RefusedError(f"unknown key '{key}'\nits sections: {', '.join(sections)}")


def _tell(about: _Explained, key: str) -> None:
    """Print what a key means."""
    chosen = about.chosen(key)
    if len(chosen) == 1 and chosen[0].path == key:
        explain_text.print_value(chosen[0], about.book, about.values)
    elif chosen:
        more = fields.unset_below(about.fields, key, about.values)
        explain_text.print_list(about.scenario, key, about.about(key), chosen, more)
    else:
        unset = about.unset(key)
        if fields.fits(unset[0].path, fields.of_date(key)[1]):
            table = about.table_of(key)
            explain_text.print_field(unset[0], key, about.scenario, about.values, table)
        else:
            explain_text.print_fields(key, about.scenario, unset, about.about(key))


def _records(about: _Explained, key: str) -> list[dict[str, Any]]:
    chosen = about.chosen(key)
    if chosen:
        return [_record(one, about.book) for one in chosen]
    return [_field_record(one, key) for one in about.unset(key)]


@app.command(
    epilog=examples(
        "tiercare explain heping/2017",
        "tiercare explain heping/2017 population.poor",
        "tiercare explain county 'facilities.*.beds'",
    )
)
def explain(
    scenario: ScenarioName,
    key: Key = "",
    as_json: Json = False,
    library: Library = None,
) -> None:
    """Tell where values come from: source, confidence, range, who set them, whom they override."""
    with errors_as_exit_codes(as_json=as_json):
        about = _Explained(scenario, library)
        key = fields.with_row_numbers(key.rstrip("."), about.values)
        if key:
            about.check(key)
        if key and as_json:
            print_json(_records(about, key))
        elif key:
            _tell(about, key)
        elif as_json:
            print_json({"scenario": scenario, "sections": _summary(about.values)})
        else:
            explain_text.print_summary(scenario, _summary(about.values))
