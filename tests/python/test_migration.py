# SPDX-License-Identifier: Apache-2.0
"""Former names of keys: warned of, refused with --strict, rewritten by `tiercare migrate`."""

import json
import stat
import subprocess
from pathlib import Path

import pytest
from support import command
from test_builds_agree import PROGRAMS

import tiercare as tc
from tiercare import migration

FORMER, PRESENT = "second_deductible_on_transfer", "second_deductible_on_down_referral"

OLD = f"""\
# my county, as I described it last year
tiercare: 1
extends: heping/2017   # the baseline
name: 旧写法
horizon: {{warm_up: 17 day, run: 1 day}}

benefits:
  resident: {{"{FORMER}": waived}}  # one line
  employee:
    {FORMER} :   waived  # and layout of its own
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A scenario with a former name in quotes and one with blanks after it."""
    file = tmp_path / "old.yaml"
    file.write_text(OLD, encoding="utf-8", newline="")
    return file


def test_a_former_name_is_a_warning_that_carries_its_fix(old: Path) -> None:
    scenario = tc.load(old)
    assert [one.severity for one in scenario.diagnostics] == ["warning", "warning"]
    first, second = scenario.diagnostics
    assert (first.line, first.column, first.length) == (8, 14, len(FORMER) + 2)
    assert (second.line, second.column, second.length) == (10, 5, len(FORMER))
    assert {one.replacement for one in scenario.diagnostics} == {PRESENT}
    assert f"key '{FORMER}'" in scenario.warnings


def test_a_former_name_means_what_the_present_one_means(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(OLD.replace(FORMER, PRESENT), encoding="utf-8")
    assert tc.load(old).hash == tc.load(new).hash
    assert tc.load(new).diagnostics == ()


def test_migration_changes_the_names_and_nothing_else(old: Path) -> None:
    change = migration.migrate(old)
    assert change.after == OLD.replace(f'"{FORMER}"', PRESENT).replace(FORMER, PRESENT)
    assert old.read_text(encoding="utf-8") == OLD
    before = tc.load(old).hash
    change.write()
    assert old.read_text(encoding="utf-8") == change.after
    assert tc.load(old).hash == before
    assert migration.migrate(old).fixes == ()


def test_migration_keeps_the_mark_and_line_ends_of_a_windows_file(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    text = "\ufeff" + OLD.replace("\n", "\r\n")
    file.write_text(text, encoding="utf-8", newline="")
    migration.migrate(file).write()
    expected = text.replace(f'"{FORMER}"', PRESENT).replace(FORMER, PRESENT)
    assert file.read_bytes().decode("utf-8") == expected


def test_migration_leaves_what_is_extended_alone(old: Path) -> None:
    above = old.with_name("above.yaml")
    above.write_text("tiercare: 1\nextends: old.yaml\n", encoding="utf-8")
    assert len(tc.load(above).diagnostics) == 2
    assert migration.migrate(above).fixes == ()


def test_migration_keeps_the_files_permissions(old: Path) -> None:
    old.chmod(0o640)
    migration.migrate(old).write()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert [file.name for file in old.parent.iterdir()] == ["old.yaml"]


def test_a_wrong_scenario_is_not_rewritten(old: Path) -> None:
    old.write_text(OLD + "horizont: 1 day\n", encoding="utf-8")
    done = command("migrate", old, "--write")
    assert done.returncode == 2
    assert "unknown key 'horizont'" in done.stderr
    assert FORMER in old.read_text(encoding="utf-8")


def test_migrate_shows_a_diff_and_writes_only_if_told(old: Path) -> None:
    shown = command("migrate", old)
    assert shown.returncode == 0, shown.stderr
    assert f"-    {FORMER} :   waived  # and layout of its own" in shown.stdout
    assert f"+    {PRESENT} :   waived  # and layout of its own" in shown.stdout
    assert old.read_text(encoding="utf-8") == OLD
    assert command("migrate", old, "--write").returncode == 0
    assert FORMER not in old.read_text(encoding="utf-8")
    again = command("migrate", old)
    assert again.returncode == 0
    assert "nothing to change" in again.stderr


def test_migrate_tells_its_changes_as_json(old: Path) -> None:
    record = json.loads(command("migrate", old, "--json").stdout)
    assert record["written"] is False
    assert [fix["line"] for fix in record["fixes"]] == [8, 10]


@pytest.mark.parametrize("name", ["validate", "run"])
def test_warnings_fail_only_with_strict(name: str, old: Path) -> None:
    mild = command(name, old)
    assert mild.returncode == 0, mild.stderr
    assert "warning: key" in mild.stderr
    strict = command(name, old, "--strict")
    assert strict.returncode == 2
    assert strict.stdout == ""
    assert "warnings count as errors" in strict.stderr


def test_strict_comparison_runs_nothing_where_one_scenario_warns(old: Path) -> None:
    done = command("compare", "heping/2017", old, "--strict", "-r", "1000")
    assert done.returncode == 2
    assert "warning: key" in done.stderr


def test_the_library_has_nothing_to_warn_of() -> None:
    done = command("validate", *tc.library_scenarios(), "--strict")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not PROGRAMS["dev"].exists(), reason="needs the debug build")
def test_the_program_without_python_fails_for_warnings_only_with_strict(old: Path) -> None:
    for arguments, code in (([], 0), (["--strict"], 2)):
        done = subprocess.run(
            [PROGRAMS["dev"], "validate", old, *arguments],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code
        assert "warning: key" in done.stderr
        assert (": valid" in done.stdout) == (code == 0)
