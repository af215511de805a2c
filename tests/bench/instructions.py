# SPDX-License-Identifier: Apache-2.0
"""Count the instructions of forty days of Heping under callgrind, by part of the program.

Instructions do not depend on what else the machine does, so a change of one in a hundred is seen.
They are held against those of tests/bench/instructions.json, which `--write` renews; the compiler
and the mathematical library have a share in them, so only numbers of one machine compare to the
last digit. A part counts wherever it is called: people are made with their first illness.

    python3 tests/bench/instructions.py build/bench/sim/cli/tiercare-sim [--write]

Exit code 1 if an encounter takes more than 3 % more than recorded.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
SCENARIO = HERE / "month.yaml"
RECORDED = HERE / "instructions.json"
MOST = 1.03  # of what is recorded

# What is told, and how the function is called whose calls make it up.
PARTS = {
    "loading the scenario": "tiercare::Scenario::load(",
    "making the people": "tiercare::first_state(",
    "all events": "tiercare::Replication::run_until(",
    "  illness arises, with choice": "tiercare::need_arises(",
    "    choice among facilities": "tiercare::Choice::choose(",
    "    when the next illness comes": "tiercare::schedule_next_need(",
    "  a step of care ends": "tiercare::resume(",
    "  looking again after a wait": "tiercare::look_again(",
    "  arriving": "tiercare::arrive(",
    "  sorting what is pending": "bool tiercare::RadixQueue::fill_front<",
}
OF_AN_ENCOUNTER = "all events"


def costs(profile: Path) -> Counter[str]:
    """Instructions below each function of PARTS, summed over its calls from elsewhere."""
    names: dict[str, str] = {}
    found: Counter[str] = Counter()

    def name_of(text: str) -> str:
        number, _, name = text.strip().partition(" ")
        if name:
            names[number] = name
        return names[number]

    caller = called = ""
    lines = iter(profile.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith("fn="):
            caller = name_of(line[3:])
        elif line.startswith("cfn="):
            called = name_of(line[4:])
        elif line.startswith("calls="):
            cost = int(next(lines).split()[1])
            for part, function in PARTS.items():
                if called.startswith(function) and not caller.startswith(function):
                    found[part] += cost
    return found


def measure(program: str) -> tuple[Counter[str], int]:
    """Instructions by part, and encounters of residents."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile")
        told = subprocess.run(
            [
                "valgrind",
                "--tool=callgrind",
                f"--callgrind-out-file={profile}",
                *(program, "--library", str(HERE.parents[1] / "scenarios"), "run", str(SCENARIO)),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        encounters = re.search(r"(\d+) encounters", told)
        if encounters is None:
            raise ValueError(f"{program} tells no encounters")
        return costs(profile), int(encounters[1])


def main() -> int:
    """Print instructions an encounter by part; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="tiercare-sim, optimised")
    parser.add_argument("--write", action="store_true", help="record what is measured")
    arguments = parser.parse_args()

    found, encounters = measure(arguments.program)
    each = {part: round(found[part] / encounters) for part in PARTS}
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    if arguments.write:
        RECORDED.write_text(json.dumps(each, indent=2) + "\n", encoding="utf-8")
    print(f"{'instructions an encounter':<40}{'measured':>12}{'recorded':>12}{'change':>12}")
    for part, count in each.items():
        before = recorded.get(part)
        held = f"{before:>12,}{count / before - 1:>+12.1%}" if before else ""
        print(f"{part:<40}{count:>12,}{held}")
    too_many = each[OF_AN_ENCOUNTER] > MOST * recorded.get(OF_AN_ENCOUNTER, float("inf"))
    if too_many and not arguments.write:
        print(f"  {OF_AN_ENCOUNTER}: more than {MOST - 1:.0%} above what is recorded")
    return int(too_many and not arguments.write)


if __name__ == "__main__":
    sys.exit(main())
