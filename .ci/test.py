# SPDX-License-Identifier: Apache-2.0
"""Everything `make test` does: two builds, the C++ tests of both, the Python tests.

The runners write JUnit files; this program adds them up to the one closing line. A step that breaks
before it can count its tests (a build, a crash) counts as one failure, so nothing is lost.
"""

import argparse
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Tally:
    """Tests that passed and failed so far."""

    passed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many failed."""
        return len(self.failures)

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        self.passed += other.passed
        self.failures += other.failures


def read_junit(report: Path) -> Tally:
    """Count the cases of one JUnit file; skipped ones count as neither."""
    tally = Tally()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            tally.failures.append(f"{case.get('classname')}: {case.get('name')}")
        elif case.find("skipped") is None and case.get("status") not in ("disabled", "notrun"):
            tally.passed += 1
    return tally


def run(title: str, command: list[str], report: Path | None = None) -> Tally:
    """Run one step; its tally is its report, or one failure if it broke without one."""
    print(f"== {title}", flush=True)
    started = time.monotonic()
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.unlink(missing_ok=True)
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"== {title}: {time.monotonic() - started:.0f} s", flush=True)
    if report is not None and report.exists():
        tally = read_junit(report)
        if code != 0 and tally.failed == 0:
            tally.failures.append(title)
        return tally
    return Tally(failures=[title] if code != 0 else [])


def test_build(preset: str, label: str | None) -> Tally:
    """Configure and build a preset and run its C++ tests."""
    tally = run(f"configure {preset}", ["cmake", "--preset", preset])
    if tally.failed:
        return tally
    tally.add(run(f"build {preset}", ["cmake", "--build", "--preset", preset]))
    if tally.failed:
        return tally
    report = ROOT / "build" / "reports" / f"ctest-{preset}.xml"
    selection = ["--label-regex", label] if label else []
    tally.add(
        run(
            f"C++ tests, {preset}",
            [
                "ctest",
                *("--test-dir", f"build/{preset}", "--parallel", "2", "--no-tests=error"),
                *("--output-on-failure", "--progress", "--output-junit", str(report)),
                *selection,
            ],
            report,
        )
    )
    return tally


def main() -> int:
    """Run all steps, print the closing line, return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python-only", action="store_true", help="only the Python tests")
    arguments = parser.parse_args()

    total = Tally()
    if not arguments.python_only:
        total.add(test_build("release", None))
        total.add(test_build("dev", "fast"))
    report = ROOT / "build" / "reports" / "pytest.xml"
    pytest = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}"]
    total.add(run("Python tests", pytest, report))
    for failure in total.failures:
        print(f"== failed: {failure}")
    print(f"{total.passed} passed, {total.failed} failed")
    return int(total.failed > 0 or total.passed == 0)


if __name__ == "__main__":
    sys.exit(main())
