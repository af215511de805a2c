# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema says what the reader says: nothing valid is refused, most mistakes are."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from support import ROOT, SHORT, SHORT_REFERRAL, WRONG

SCHEMAS = ROOT / "scenarios" / "schema"
LIBRARY = ROOT / "scenarios"
BAD = ROOT / "tests" / "bad_scenarios" / "scenario"

GOOD = [
    *(("scenario", file) for file in sorted((LIBRARY / "library").rglob("*.yaml"))),
    *(("conditions", file) for file in sorted((LIBRARY / "conditions").glob("*.yaml"))),
    *(("pathway", file) for file in sorted((LIBRARY / "pathways").glob("*.yaml"))),
    *(("scenario", file) for file in (SHORT, SHORT_REFERRAL, ROOT / "tests/run/small.yaml")),
]

SEEN_IN_AN_EDITOR = [
    "missing_sections",
    "missing_unit",
    "negative_price",
    "not_an_area",
    "share_over_100_percent",
    "unknown_benefit_scheme",
    "unknown_distribution",
    "unknown_facility_kind",
    "unknown_key",
    "unknown_payment_scheme",
    "unknown_referral_rule",
    "wrong_unit",
    "wrong_version",
]
"""Mistakes of tests/bad_scenarios that need no look at the rest of the county."""


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors and the simulator read it: no dates, no yes and no."""


CoreLoader.yaml_implicit_resolvers = {}

for tag, pattern, first in (
    ("null", r"~|null|", [*"~n", ""]),
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), CoreLoader)


def schema_of(kind: str) -> jsonschema.Draft7Validator:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def findings(kind: str, value: Any) -> list[str]:
    """What the schema finds wrong, as places and messages."""
    return [f"{error.json_path}: {error.message}" for error in schema_of(kind).iter_errors(value)]


@pytest.mark.parametrize(
    ("kind", "file"), GOOD, ids=[file.relative_to(ROOT).as_posix() for _, file in GOOD]
)
def test_what_is_valid_is_not_refused(kind: str, file: Path) -> None:
    assert findings(kind, read(file)) == []


@pytest.mark.parametrize("name", SEEN_IN_AN_EDITOR)
def test_what_is_wrong_is_seen_in_an_editor(name: str) -> None:
    assert findings("scenario", read(BAD / f"{name}.yaml")) != []


def test_an_unknown_key_is_found_at_its_place() -> None:
    found = findings("scenario", read(WRONG))
    assert any(one.startswith("$.horizon: ") and "'warm_upp'" in one for one in found), found
    assert any(one.startswith("$.horizon.run: ") for one in found), found


def test_a_change_needs_no_key_that_a_whole_scenario_needs() -> None:
    change = {"extends": "heping/2017", "population": {"residents": 400000}}
    assert findings("scenario", change) == []
    del change["extends"]
    assert any("'horizon' is a required property" in one for one in findings("scenario", change))


@pytest.mark.parametrize("kind", ["scenario", "conditions", "pathway"])
def test_every_key_says_in_english_and_chinese_what_it_is(kind: str) -> None:
    silent = []

    def visit(value: Any, place: str) -> None:
        if isinstance(value, dict):
            for key, field in value.get("properties", {}).items():
                told = field.get("description", "")
                if not re.search(r"[a-z]", told) or not re.search(r"[一-鿿]", told):
                    silent.append(f"{place}.{key}")
            for key, below in value.items():
                visit(below, f"{place}.{key}")
        elif isinstance(value, list):
            for number, below in enumerate(value):
                visit(below, f"{place}[{number}]")

    visit(schema_of(kind).schema, "$")
    assert silent == []
