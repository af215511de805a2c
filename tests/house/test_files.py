# SPDX-License-Identifier: Apache-2.0
"""What holds of every file: a licence line, a readable length, no unfinished work, no machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
SPDX = "SPDX-License-Identifier: Apache-2.0"
CODE = {".cpp", ".hpp", ".py", ".pyi", ".cmake"}
CODE_NAMES = {"CMakeLists.txt", "Makefile"}

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home)/|\.\./shared\b")


def project_files() -> list[Path]:
    """Files that are, or would be, committed; less this one, which names what it forbids."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    files = [ROOT / name for name in listed]
    return [file for file in files if file.is_file() and file != Path(__file__).resolve()]


def code_files() -> list[Path]:
    return [file for file in project_files() if file.suffix in CODE or file.name in CODE_NAMES]


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_files_are_found() -> None:
    assert len(code_files()) > 50


def test_every_source_file_says_its_licence_first() -> None:
    wrong = [
        str(file.relative_to(ROOT))
        for file in code_files()
        if SPDX not in "".join(text_of(file).splitlines()[:2])
    ]
    assert wrong == []


def test_no_file_of_the_product_is_longer_than_a_reader_bears() -> None:
    wrong = {
        str(file.relative_to(ROOT)): length
        for file in code_files()
        if (length := len(text_of(file).splitlines())) > MOST_LINES
    }
    assert wrong == {}


def test_the_python_module_is_a_short_list_of_its_parts() -> None:
    assert len(text_of(ROOT / "bindings" / "module.cpp").splitlines()) < 50


def _marked(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    found = []
    for file in files:
        try:
            lines = text_of(file).splitlines()
        except UnicodeDecodeError:  # a picture or another binary
            continue
        found += [
            f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
            for number, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    return found


def test_no_work_is_left_unfinished() -> None:
    assert _marked(UNFINISHED, code_files()) == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert _marked(MACHINE, project_files()) == []


def test_marks_are_noticed() -> None:
    assert UNFINISHED.search("// TODO: later")
    assert MACHINE.search('path = "/root/data"')
    assert not MACHINE.search("sim/base/work/ and ./root")
