# SPDX-License-Identifier: Apache-2.0
"""What the pages tell a reader to type works as written.

Each page is followed from top to bottom in a folder of its own: shell lines are run, Python
snippets share their variables, YAML snippets are saved under the name that the sentence before
gives.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "scenarios/*.md")
    for page in ROOT.glob(pattern)
    if "```" in page.read_text(encoding="utf-8")
)
SNIPPET = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"[Ss]ave this as `([\w.-]+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def follow_shell(lines: str, folder: Path) -> None:
    for line in lines.splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "make":
            assert set(words[1:]) <= make_targets(), line
            continue
        assert words[0] == "tiercare", f"the test knows make and tiercare, not: {line}"
        done = subprocess.run(
            [sys.executable, "-m", "tiercare", *words[1:]],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "analysis")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_can_be_followed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    variables: dict[str, Any] = {}
    text = page.read_text(encoding="utf-8")
    for snippet in SNIPPET.finditer(text):
        language, body = snippet.groups()
        if language == "sh":
            follow_shell(body, tmp_path)
        elif language == "python":
            exec(compile(body, str(page), "exec"), variables)
        elif language == "yaml":
            names = SAVED_AS.findall(text[: snippet.start()])
            if names:
                (tmp_path / names[-1]).write_text(body, encoding="utf-8")


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [to for to in targets if not (page.parent / to).exists()] == []
