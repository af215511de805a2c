# SPDX-License-Identifier: Apache-2.0
"""What the shell offers when a word is half typed: commands, names, files, keys of a scenario."""

import subprocess
from pathlib import Path

import pytest
from support import COMMAND, environment


def completed(typed: str, shell: str, folder: Path) -> list[str]:
    """What the shell offers for the last word."""
    done = subprocess.run(
        COMMAND,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment()
        | {
            "_TIERCARE_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(typed.split()) - 1),
            "_TYPER_COMPLETE_ARGS": typed,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tiercare run hep", "heping/2017"),
        ("tiercare compare heping/2017 mi", "mine.yaml"),
        ("tiercare compare heping/2017 mi", "mixed/"),
        ("tiercare validate mixed/", "mixed/other.yml"),
        ("tiercare new mine --from heping/2017-", "heping/2017-referral"),
        ("tiercare policies tier", "tiered_coinsurance"),
        ("tiercare pol", "policies"),
        ("tiercare follow mi", "mine.h5"),
        ("tiercare follow mixed/", "mixed/other.h5.partial"),
    ],
)
def test_the_shell_completes_what_is_half_typed(typed: str, offered: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "mine.txt").touch()
    (tmp_path / "mine.h5").touch()
    (tmp_path / "mixed").mkdir()
    (tmp_path / "mixed" / "other.yml").touch()
    (tmp_path / "mixed" / "other.h5.partial").touch()
    words = completed(typed, "bash", tmp_path)
    assert offered in words
    assert "mine.txt" not in words


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tiercare explain heping/2017 pop", "population.residents"),
        ("tiercare explain heping/2017 population.po", "population.poor"),
        ("tiercare explain heping/2017 population.ages.", "population.ages.under_5"),
        ("tiercare explain heping/2017 repl", "replications"),
        (
            "tiercare explain heping/2017 facilities.county_gen",
            "facilities.county_general_hospital.beds",
        ),
        ("tiercare explain heping/2017 facil", "facilities.county_general_hospital"),
    ],
)
def test_the_shell_completes_keys_of_the_scenario(typed: str, offered: str) -> None:
    words = completed(typed, "bash", Path())
    assert offered in words
    assert all(word.startswith(typed.split()[-1]) for word in words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tiercare run hep", "heping/2017"),
        ("tiercare explain county population.po", "population.poor"),
        ("tiercare new mine --from heping/2017-", "heping/2017-referral"),
    ],
)
def test_every_shell_is_served(shell: str, typed: str, offered: str, tmp_path: Path) -> None:
    assert any(offered in word for word in completed(typed, shell, tmp_path))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_are_told_how_to_ask(shell: str) -> None:
    done = subprocess.run(
        COMMAND,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | {"_TIERCARE_COMPLETE": f"source_{shell}"},
    )
    assert done.returncode == 0, done.stderr
    assert f"complete_{shell}" in done.stdout
    assert "tiercare" in done.stdout
