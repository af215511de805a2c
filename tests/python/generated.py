# SPDX-License-Identifier: Apache-2.0
"""Generated scenarios: a small valid one with something changed, sometimes beyond recognition.

A scenario is a tree of mappings, lists and plain texts, written out here rather than by PyYAML:
that would put quotes where a planner writes none, and could write nothing that is not YAML.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import strategies as st
from support import ROOT

Tree = dict[str, Any]
Path = tuple[str | int, ...]

UNITS = ["", "min", "h", "day", "year", "%", "pp", "yuan", "/day", "/year", "km", "km2", "km/h"]
WORDS = ["~", "nan", "inf", "-inf", "yes", "true", "null", "every_village", "outpatient", "east"]
TEXTS = ["lognormal(mean 7 min, cv 0.6)", "constant(0 min)", "2017-02-30", "24:00-00:00", "和平县"]
TIMES = [
    "constant(0 min)",
    "constant(1e300 year)",
    "exponential(mean 999 year)",
    "lognormal(mean 999 year, cv 99)",
    "lognormal(mean 7 min, cv 1e300)",
    "gamma(mean 1 min, cv 99)",
    "uniform(low 0 min, high 1e15 min)",
]
NUMBER = re.compile(r"-?\d+(\.\d+)?( |$)")


def small_county() -> Tree:
    """The small county of the C++ tests for a day and a half, every scalar as its text."""
    text = (ROOT / "tests" / "run" / "small.yaml").read_text(encoding="utf-8")
    tree: Tree = yaml.load(text, Loader=yaml.BaseLoader)
    tree["horizon"] = {"warm_up": "12 h", "run": "1 day"}
    return tree


def written(tree: Any, indent: int = 2, depth: int = 0) -> str:
    """The tree as YAML blocks; scalars as they are."""
    lead = " " * (indent * depth)
    if isinstance(tree, dict) and tree:
        return "".join(f"{lead}{key}:{value_of(one, indent, depth)}" for key, one in tree.items())
    if isinstance(tree, list) and tree:
        return "".join(f"{lead}-{value_of(one, indent, depth)}" for one in tree)
    return f"{lead}{tree}\n"


def value_of(tree: Any, indent: int, depth: int) -> str:
    """What follows a key or a dash."""
    if isinstance(tree, dict | list) and tree:
        return "\n" + written(tree, indent, depth + 1)
    return f" {tree}\n"


def paths(tree: Any, above: Path = ()) -> Iterator[Path]:
    """Every key and item of a tree."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in below:
        yield (*above, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*above, key))


def parent_of(tree: Any, path: Path) -> Any:
    """The mapping or list that holds the end of a path."""
    for key in path[:-1]:
        tree = tree[key]
    return tree


quantities = st.builds(
    lambda number, unit: f"{number} {unit}".strip(),
    st.one_of(
        st.integers(-3, 200), st.floats(-1e3, 1e3, width=32), st.sampled_from(["1e308", "1e-9"])
    ),
    st.sampled_from(UNITS),
)
random_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
odd_values = st.one_of(
    quantities,
    st.sampled_from(WORDS),
    st.sampled_from(TEXTS),
    random_texts,
    st.just({}),
    st.just([]),
    st.lists(quantities, min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["mean", "name_zh", "scheme", "村"]), quantities, min_size=1),
)


@st.composite
def damaged_trees(draw: st.DrawFn) -> Tree:
    """The small county with up to three keys dropped, renamed, doubled or given an odd value."""
    tree = small_county()
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(paths(tree))))
        parent, key = parent_of(tree, path), path[-1]
        change = draw(st.sampled_from(["drop", "rename", "replace", "replace", "copy"]))
        if change == "drop":
            del parent[key]
        elif change == "rename" and isinstance(parent, dict):
            parent[f"{key}{draw(st.sampled_from(['s', '_', ' ', '：']))}"] = parent.pop(key)
        elif change == "copy":
            parent[key] = deepcopy(parent_of(tree, draw(st.sampled_from(list(paths(tree))))))
        else:
            parent[key] = draw(odd_values)
    return tree


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """The text of a damaged tree with a line dropped, doubled, indented or cut."""
    lines = written(draw(damaged_trees())).split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    changes = {
        "drop": [],
        "double": [lines[at], lines[at]],
        "indent": [" " + lines[at]],
        "tab": ["\t" + lines[at]],
        "cut": [lines[at][: len(lines[at]) // 2]],
        "insert": [draw(random_texts), lines[at]],
    }
    lines[at : at + 1] = changes[draw(st.sampled_from(sorted(changes)))]
    return "\n".join(lines)


# What makes a run long, not wrong: left as it is where a scenario is run.
SIZES = ("horizon", "residents", "villages", "background")


def is_short(resolved_text: str) -> bool:
    """Whether a damaged scenario is still over soon."""
    return "  run: 1 day\n" in resolved_text and "  residents: 3000\n" in resolved_text


@st.composite
def other_counties(draw: st.DrawFn) -> Tree:
    """The small county with some numbers and times smaller or larger, a little or beyond reason."""
    tree = small_county()
    texts = {
        path: value
        for path in paths(tree)
        if isinstance(value := parent_of(tree, path)[path[-1]], str) and not set(path) & set(SIZES)
    }
    numbers = [path for path, text in texts.items() if NUMBER.match(text)]
    for path in draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=6, unique=True)):
        factor = draw(st.sampled_from([0.0, 0.25, 0.5, 1.5, 2.0, 20.0, 1e6, 1e18]))
        number = texts[path].split(" ")[0]
        parent_of(tree, path)[path[-1]] = f"{float(number) * factor:g}" + texts[path][len(number) :]
    times = [path for path, text in texts.items() if text.startswith("lognormal")]
    for path in draw(st.lists(st.sampled_from(times), max_size=2, unique=True)):
        parent_of(tree, path)[path[-1]] = draw(st.sampled_from(TIMES))
    return tree


@st.composite
def shuffled(draw: st.DrawFn, tree: Tree) -> Tree:
    """The same tree with its sections in another order, and the keys within each.

    What the planner names (towns, facilities, hours) keeps its order: it numbers places and draws.
    """
    result: Tree = {}
    for section in draw(st.permutations(list(tree))):
        keys = tree[section]
        if isinstance(keys, dict) and section not in ("facilities", "hours"):
            keys = {key: keys[key] for key in draw(st.permutations(list(keys)))}
        result[section] = keys
    return result


@st.composite
def laid_out_otherwise(draw: st.DrawFn, tree: Tree) -> str:
    """The same tree with comments, empty lines, trailing blanks and another indentation."""
    text = "# 注释\r\n" if draw(st.booleans()) else ""
    ends = st.sampled_from(["\n", "\n", "\n", "  \n", "  # why\n", "\n\n", "\n      # 注释: {\n"])
    for line in written(tree, draw(st.integers(1, 5))).split("\n"):
        text += line + draw(ends)
    return text
