# SPDX-License-Identifier: Apache-2.0
"""Run the benchmark program and print its rates and the ratios the project holds itself to.

Only ratios within one run count: the yardstick and the engine take turns on the same machine, and
the best of several repetitions of each is compared, which other work on the machine disturbs least.

    python3 tests/bench/report.py build/release/tests/bench/tiercare_bench [--repetitions 5]

Exit code 1 if a target is missed.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

SIMPY = Path(__file__).with_name("simpy_work.py")

# name, numerator, denominator, least ratio
TARGETS = [
    ("Work 1, engine / yardstick", "work_1/engine", "work_1/yardstick", 0.60),
    ("Work 2, engine / yardstick", "work_2/engine/0", "work_2/yardstick/0", 0.80),
    ("Work 2, 100,000 idle events / none", "work_2/engine/100000", "work_2/engine/0", 0.65),
    ("Work 1, engine / SimPy", "work_1/engine", "work_1/simpy", 80.0),
    ("Work 2, engine / SimPy", "work_2/engine/0", "work_2/simpy", 50.0),
]


def _ratio(value: float) -> str:
    return f"{value:.0%}" if value < 10.0 else f"{value:.0f} x"


def best_rates(program: str, repetitions: int, benchmark_filter: str) -> dict[str, float]:
    """Return the best rate of each benchmark.

    Parameters
    ----------
    program : str
        Path of the benchmark program.
    repetitions : int
        How often each benchmark is run; all take turns.
    benchmark_filter : str
        Regular expression of the benchmarks to run.

    Returns
    -------
    dict of str to float
        Items (customers, services, events, draws) a CPU second, by benchmark.

    Raises
    ------
    subprocess.CalledProcessError
        If the program fails.
    """
    rates: dict[str, float] = {}
    for _ in range(repetitions):
        output = subprocess.run(
            [
                program,
                f"--benchmark_filter={benchmark_filter}",
                "--benchmark_format=json",
                "--benchmark_min_time=0.2",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for result in json.loads(output)["benchmarks"]:
            rate = result.get("items_per_second", 0.0)
            rates[result["name"]] = max(rates.get(result["name"], 0.0), rate)
    return rates


def simpy_rates(repetitions: int, benchmark_filter: str) -> dict[str, float]:
    """Return SimPy's best rates for the same work, if the filter wants any of them."""
    rates: dict[str, float] = {}
    if not any(re.search(benchmark_filter, name) for name in ("work_1/simpy", "work_2/simpy")):
        return rates
    for _ in range(repetitions):
        output = subprocess.run(
            [sys.executable, str(SIMPY)], check=True, capture_output=True, text=True
        ).stdout
        for name, found in json.loads(output).items():
            rates[name] = max(rates.get(name, 0.0), found["items_per_second"])
    return rates


def main() -> int:
    """Print rates and ratios; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the benchmark program")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--filter", default=".", help="regular expression of benchmarks")
    arguments = parser.parse_args()

    rates = best_rates(arguments.program, arguments.repetitions, arguments.filter)
    rates |= simpy_rates(arguments.repetitions, arguments.filter)
    print(f"{'benchmark':<40}{'M items / s':>12}{'ns / item':>12}")
    for name, rate in rates.items():
        print(f"{name:<40}{rate / 1e6:>12.2f}{1e9 / rate:>12.1f}")

    print(f"\n{'ratio':<40}{'measured':>12}{'target':>12}")
    missed = 0
    for name, numerator, denominator, target in TARGETS:
        if numerator not in rates or denominator not in rates:
            continue
        ratio = rates[numerator] / rates[denominator]
        verdict = "" if ratio >= target else "  missed"
        missed += ratio < target
        print(f"{name:<40}{_ratio(ratio):>12}{_ratio(target):>12}{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
