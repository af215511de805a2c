# SPDX-License-Identifier: Apache-2.0
"""Measure what an encounter costs in a county of ten times the people, against one.

The larger county is Heping ten times over: ten of each township, ten times the land, and hospitals
in its seat and in the cities with ten times the beds, staff and other places' patients. Both run
for the forty days of month.yaml; the ratio of one run counts, as in report.py.

    python3 tests/bench/scaling.py build/bench/sim/cli/tiercare-sim

Exit code 1 if an encounter costs more than 1.3 times as much.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

import tiercare as tc

TIMES = 10
MOST = 1.3
REPETITIONS = 3
LIBRARY = Path(__file__).parents[2] / "scenarios"
MONTH = Path(__file__).with_name("month.yaml")
PLACES_IN_TOWNSHIPS = ("every_village", "every_township_seat")
COUNTED = ("beds", "servers", "on_duty", "physicians", "visits", "admissions")


def _times(amount: float | str) -> float | str:
    """A number, or a number with its unit ("93 /day"), tenfold."""
    if not isinstance(amount, str):
        return amount * TIMES
    number, _, unit = amount.partition(" ")
    return f"{float(number) * TIMES:g} {unit}"


def _more(value: Any) -> Any:
    """What is counted in a facility, tenfold."""
    if not isinstance(value, dict):
        return value
    return {
        key: _times(each) if key in COUNTED and not isinstance(each, dict) else _more(each)
        for key, each in value.items()
    }


def tenfold(text: str) -> str:
    """The scenario of a county ten times as large."""
    county = yaml.safe_load(text)
    county["population"]["residents"] *= TIMES
    land = county["geography"]
    land["area"] = f"{int(land['area'].split()[0]) * TIMES} km2"
    land["townships"] |= {
        f"{name}_{copy}": {**township, "name_zh": f"{township['name_zh']}{copy}"}
        for name, township in land["townships"].items()
        for copy in range(2, TIMES + 1)
    }
    county["facilities"] = {
        name: facility if facility["place"] in PLACES_IN_TOWNSHIPS else _more(facility)
        for name, facility in county["facilities"].items()
    }
    return yaml.safe_dump(county, allow_unicode=True, sort_keys=False)


def cost(program: str, scenario: Path) -> tuple[float, int]:
    """Microseconds of processor time an encounter, the people made for it included; encounters."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(
        [program, "--library", str(LIBRARY), "run", str(scenario)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(r"(\d+) encounters", told)
    if found is None:
        raise ValueError(f"{program} tells no encounters")
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return 1e6 * seconds / int(found[1]), int(found[1])


def main() -> int:
    """Print both costs and their ratio; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="tiercare-sim, optimised")
    program = parser.parse_args().program
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "tenfold.yaml")
        large.write_text(tenfold(tc.load(MONTH).resolved_text), encoding="utf-8")
        costs = {}
        for name, scenario in (("one county", MONTH), ("ten in one", large)):
            # The best of a few: what else the machine does only ever adds.
            costs[name], encounters = min(cost(program, scenario) for _ in range(REPETITIONS))
            print(f"{name:<40}{encounters:>12,} encounters{costs[name]:>10.2f} us each")
    ratio = costs["ten in one"] / costs["one county"]
    verdict = "" if ratio <= MOST else "  missed"
    print(f"{'cost of an encounter, ten in one / one':<40}{ratio:>12.2f}{MOST:>12.2f}{verdict}")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
