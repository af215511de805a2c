# SPDX-License-Identifier: Apache-2.0
"""What the pages tell a reader to type works as written.

Each page is followed from top to bottom in a folder of its own: shell lines are run, Python
snippets share their variables, YAML and CSV snippets are saved under the name that the sentence
before gives. Only the year is shortened: the library is a copy in which a county runs for a month.
"""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from support import ROOT
from typer.testing import CliRunner

from tiercare import simulation
from tiercare.commands import app

PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "scenarios/*.md")
    for page in ROOT.glob(pattern)
    if "```" in page.read_text(encoding="utf-8")
)
SNIPPET = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"[Ss]ave this as\s+`([\w.-]+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def follow_shell(lines: str) -> None:
    for line in lines.splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "make":
            assert set(words[1:]) <= make_targets(), line
            continue
        assert words[0] == "tiercare", f"the test knows make and tiercare, not: {line}"
        done = CliRunner().invoke(app, words[1:], catch_exceptions=False)
        assert done.exit_code == 0, f"{line}\n{done.output}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_can_be_followed(
    page: Path, short_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(simulation, "library_folder", lambda: short_library)
    variables: dict[str, Any] = {}
    text = page.read_text(encoding="utf-8")
    for snippet in SNIPPET.finditer(text):
        language, body = snippet.groups()
        if language == "sh":
            follow_shell(body)
        elif language == "python":
            exec(compile(body, str(page), "exec"), variables)
        elif language in ("yaml", "csv"):
            names = SAVED_AS.findall(text[: snippet.start()])
            if names:
                (tmp_path / names[-1]).write_text(body, encoding="utf-8")


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [to for to in targets if not (page.parent / to).exists()] == []
