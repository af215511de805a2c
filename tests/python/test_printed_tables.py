# SPDX-License-Identifier: Apache-2.0
"""What `run` and `compare` print: the main indicators, or all, in any terminal."""

import re
import shutil
from pathlib import Path

from support import SHORT, SHORT_REFERRAL, command, display_width

import tiercare as tc
from tiercare.main_indicators import MAIN, MOST_NOTABLE


def names_told(printed: str) -> set[str]:
    """Short names of the indicators whose rows are printed."""
    begun = {re.split(r"  | \[", line.strip(), maxsplit=1)[0] for line in printed.splitlines()}
    return {info.id for info in tc.indicators() if info.name in begun}


def test_run_prints_the_main_indicators_and_how_to_see_the_rest() -> None:
    done = command("run", SHORT)
    assert done.returncode == 0, done.stderr
    assert names_told(done.stdout) == set(MAIN)
    assert f"{len(tc.indicators()) - len(MAIN)} more indicators: add --all" in done.stdout


def test_run_prints_besides_what_a_precision_is_wished_of() -> None:
    done = command("run", SHORT, "--precision", "births_per_1000=50", "--at-most", "2", "-r", "2")
    assert done.returncode == 0, done.stderr
    assert names_told(done.stdout) == {*MAIN, "births_per_1000"}


def test_compare_prints_besides_what_differs_most() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2")
    assert done.returncode == 0, done.stderr
    assert set(MAIN) < names_told(done.stdout)
    assert len(names_told(done.stdout)) == len(MAIN) + MOST_NOTABLE
    assert "What else differs most" in done.stdout
    clear = [line for line in done.stdout.splitlines() if " * " in line]
    assert clear
    for line in clear:  # the star means that zero lies outside
        ((low, high),) = re.findall(r"\[([^,]+?), ([^\]]+)\]", line)
        assert (low[0] == "−") == (high[0] == "−")
    assert "*  the interval excludes zero" in done.stdout


def test_one_replication_says_why_there_is_no_interval() -> None:
    done = command("run", SHORT, "-r", "1")
    assert "one replication tells no interval: add -r 3" in done.stdout
    assert "one replication" not in command("run", SHORT, "-r", "2").stdout


def test_tables_fit_into_80_columns() -> None:
    done = command("compare", SHORT, SHORT_REFERRAL, "-r", "2", "--all", columns=80)
    assert done.returncode == 0, done.stderr
    assert max(display_width(line) for line in done.stdout.splitlines()) <= 80
    words = re.sub(r"\s+", "", done.stdout)
    for info in tc.indicators():
        assert info.name_zh.replace(" ", "") in words
    assert "…" not in done.stdout


def test_scenarios_that_do_not_differ_are_called_equal(tmp_path: Path) -> None:
    same = tmp_path / "same.yaml"
    shutil.copy(SHORT, same)
    done = command("compare", SHORT, same, "-r", "2", "--all")
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if "equal" in line]
    assert len(rows) > len(tc.indicators()) / 2
    assert "0.0 [" not in done.stdout
    assert "[0" not in done.stdout
