# SPDX-License-Identifier: Apache-2.0
"""Every message that a scenario can be answered with has a case in tests/bad_scenarios.

The sentences are taken from the source: the texts in the arguments of the calls that say something.
The fixed words of each must stand, in their order, in a line of some answer (`.expected`).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file
    for folder in ("config", "world", "care", "policies", "run")
    for file in (ROOT / "sim" / folder).rglob("*.[ch]pp")
)
ANSWERS = sorted((ROOT / "tests" / "bad_scenarios").rglob("*.expected"))

# What says something to the user: reader, tree builder, text check, document, parsers of values.
SAYS = re.compile(
    r"(?:\b(?:error|warning|flaw|say|stop|stop_at|stop_unreadable|refuse|refuse_file|finding|both)"
    r"\s*\("
    r"|\bProblem\s*\{|\bDiagnostic\s*(?:\w+\s*)?\{|\bpush_back\(\{Severity::"
    r"|\breturn (?:\{said, |fmt::format\()|\.(?:message|hint) =)"
)
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*')
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
HOLE = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"[A-Za-z]{2,}")
COMMENT = re.compile(r"//[^\n]*")
RAW = re.compile(r'R"\((.*?)\)"')

# Sentences that no file of reasonable size, or no file at all, provokes; each with the test of it.
WITHOUT_A_CASE = {
    "the file is too large ({} bytes; at most {})": "tests/config/node_test.cpp",  # 4 MiB
    "extends leads through more than {} files": "tests/config/document_test.cpp",  # 17 files
    # Of the parameter book, which is ours:
    "'{}' stands in the book twice": "tests/config/parameter_book_test.cpp",
    "{}: '{}' is not a number, but has a range": "tests/config/parameter_book_test.cpp",
    "{}: a range has two ends (low and high)": "tests/config/parameter_book_test.cpp",
    "{}: {} is outside its range ({} to {})": "tests/config/parameter_book_test.cpp",
    # Of a name, not of a file:
    "no scenario '{}' in the library": "tests/run/scenario_test.cpp",
    "did you mean '{}'? A file is given with its ending .yaml": "tests/run/scenario_test.cpp",
    "a file is given with its ending .yaml": "tests/run/scenario_test.cpp",
}


def arguments(text: str, start: int) -> str:
    """What stands between the bracket that opens before `start` and the one that closes it."""
    depth, at = 1, start
    while depth > 0 and at < len(text):
        literal = PIECE.match(text, at)
        if literal:
            at = literal.end()
            continue
        depth += {"(": 1, "{": 1, ")": -1, "}": -1, ";": -99 if depth == 1 else 0}.get(text[at], 0)
        at += 1
    return text[start:at]


def sentences(text: str) -> Iterator[str]:
    """Each text of at least two words that is said by a source; what is only returned has three."""
    code = RAW.sub(lambda raw: json.dumps(raw[1], ensure_ascii=False), COMMENT.sub("", text))
    for call in SAYS.finditer(code):
        least = 3 if call[0].startswith("return fmt") else 2
        for literal in LITERAL.finditer(arguments(code, call.end())):
            said = "".join(PIECE.findall(literal[0])).replace('\\"', '"').replace("\\\\", "\\")
            if len(WORD.findall(HOLE.sub("", said))) >= least:
                yield said


def all_sentences() -> dict[str, str]:
    return {
        said: str(file.relative_to(ROOT))
        for file in SOURCES
        for said in sentences(file.read_text(encoding="utf-8"))
    }


def pattern(said: str) -> re.Pattern[str]:
    plain = said.replace("{{", "\0").replace("}}", "\1")
    words = [re.escape(part) for part in HOLE.split(plain) if part]
    return re.compile(".*?".join(words).replace("\0", r"\{").replace("\1", r"\}"))


ALL_ANSWERS = "\n".join(file.read_text(encoding="utf-8") for file in ANSWERS)


def test_every_message_has_a_bad_scenario() -> None:
    missing = {
        said: file
        for said, file in all_sentences().items()
        if said not in WITHOUT_A_CASE and not pattern(said).search(ALL_ANSWERS)
    }
    assert missing == {}


def test_messages_without_a_case_are_said_and_tested_elsewhere() -> None:
    said = all_sentences()
    assert [one for one in WITHOUT_A_CASE if one not in said] == []
    assert [one for one in WITHOUT_A_CASE if pattern(one).search(ALL_ANSWERS)] == []
    for one, test in WITHOUT_A_CASE.items():
        assert pattern(one).search((ROOT / test).read_text(encoding="utf-8")), one


def test_sentences_are_found_in_source_text() -> None:
    assert len(all_sentences()) > 60
    source = (
        'r.error(place, fmt::format("{} is not "\n  "open", name), "is it?"); f("not said so");'
    )
    assert list(sentences(source)) == ["{} is not open", "is it?"]
    assert pattern("{} is not open").search("x.yaml:1:1: error: clinic is not open")
    assert not pattern("{} is not open").search("clinic is open")
