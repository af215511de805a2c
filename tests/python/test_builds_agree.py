# SPDX-License-Identifier: Apache-2.0
"""Release and debug builds tell the same history: equal content of the files they write."""

import subprocess
from pathlib import Path

import pytest
from support import ROOT, SHORT

import tiercare as tc

PROGRAMS = {
    name: ROOT / "build" / name / "sim" / "cli" / "tiercare-sim" for name in ("release", "dev")
}


@pytest.mark.skipif(
    not all(program.exists() for program in PROGRAMS.values()),
    reason="needs both builds, as `make test` makes them",
)
def test_release_and_debug_write_the_same_content(tmp_path: Path) -> None:
    digests = {}
    for name, program in PROGRAMS.items():
        subprocess.run(
            [program, "run", SHORT, "--seed", "9", "-o", tmp_path / name],
            check=True,
            capture_output=True,
        )
        (file,) = (tmp_path / name).glob("*.h5")
        digests[name] = tc.open_run(file).content_digest
    assert digests["release"]
    assert digests["release"] == digests["dev"]
