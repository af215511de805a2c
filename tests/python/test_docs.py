# SPDX-License-Identifier: Apache-2.0
"""What the pages tell a reader to type works as written.

Each page is followed from top to bottom in a folder of its own: shell lines are run, Python
snippets share their variables, YAML and CSV snippets are saved under the name that the sentence
before gives. Only the year is shortened: the library is a copy in which a county runs for a month.
What a page shows of an answer that does not hang on the run is held against the answer.
"""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from support import ROOT
from typer.testing import CliRunner

from tiercare import explanation, simulation
from tiercare.commands import app

PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "scenarios/*.md")
    for page in ROOT.glob(pattern)
    if "```" in page.read_text(encoding="utf-8")
)
SNIPPET = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_AS = re.compile(r"(?:[Ss]ave this as|保存为)\s*`([\w.-]+)`")
ON_PURPOSE = re.compile(r"# (?:wrong on purpose|有意写错)$")
WITHOUT_A_RUN = {"list", "explain", "validate", "policies", "new"}
IN_BOTH_LANGUAGES = [ROOT / "README.md", ROOT / "docs" / "first-hour.md"]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def commands(lines: str) -> list[tuple[list[str], bool]]:
    """The words of each line, and whether it is wrong on purpose."""
    told = [(shlex.split(line, comments=True), line) for line in lines.splitlines()]
    return [(words, bool(ON_PURPOSE.search(line))) for words, line in told if words]


def follow_shell(lines: str) -> str:
    """What the commands answer."""
    answer = ""
    for words, wrong in commands(lines):
        if words[0] == "make":
            assert set(words[1:]) <= make_targets(), words
            continue
        assert words[0] == "tiercare", f"the test knows make and tiercare, not: {words}"
        done = CliRunner().invoke(app, words[1:], catch_exceptions=False)
        assert done.exit_code == (2 if wrong else 0), f"{words}\n{done.output}"
        answer += done.output
    return answer


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def missing(shown: str, answer: str) -> list[str]:
    """Lines that a page shows and no command answered, wherever the terminal breaks lines."""
    said = in_one_line(answer)
    return [line for line in shown.splitlines() if in_one_line(line) not in said]


def hangs_on_a_run(lines: str) -> bool:
    return any(words[1:2] and words[1] not in WITHOUT_A_RUN for words, _ in commands(lines))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_can_be_followed(
    page: Path, short_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for module in (simulation, explanation):
        monkeypatch.setattr(module, "library_folder", lambda: short_library)
    variables: dict[str, Any] = {}
    text = page.read_text(encoding="utf-8")
    answer = ""
    for snippet in SNIPPET.finditer(text):
        language, body = snippet.groups()
        if language == "sh":
            answer = follow_shell(body)
            answer = "" if hangs_on_a_run(body) else answer
        elif language == "text" and answer:
            assert missing(body, answer) == []
        elif language == "python":
            exec(compile(body, str(page), "exec"), variables)
        elif language in ("yaml", "csv"):
            names = SAVED_AS.findall(text[: snippet.start()])
            if names:
                (tmp_path / names[-1]).write_text(body, encoding="utf-8")


def without_words(snippet: str) -> list[str]:
    """A snippet without what is said in a language: comments and names."""
    bare = [re.sub(r"\s*#.*", "", line) for line in snippet.splitlines()]
    return [line for line in bare if line.strip() and not re.match(r"\s*name(_zh)?:", line)]


def what_to_do(page: Path) -> list[object]:
    """Commands and files of a page in order, but for the language in which they are told."""
    text = page.read_text(encoding="utf-8")
    steps: list[object] = []
    for snippet in SNIPPET.finditer(text):
        language, body = snippet.groups()
        if language == "sh":
            plain = re.sub(r" --lang \w+", "", body)
            steps += commands(plain)
        elif language != "text":
            saved_as = SAVED_AS.findall(text[: snippet.start()])[-1:]
            steps.append((language, saved_as, without_words(body)))
    return steps


@pytest.mark.parametrize("page", IN_BOTH_LANGUAGES, ids=lambda page: page.name)
def test_both_languages_lead_the_same_way(page: Path) -> None:
    assert what_to_do(page) == what_to_do(page.with_suffix(".zh.md"))


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [to for to in targets if not (page.parent / to).exists()] == []
