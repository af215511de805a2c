# SPDX-License-Identifier: Apache-2.0
"""Whether a results file is whole and right: `check` reads all of it and tells every fault.

The simulator does the checking, in a process of its own: what damage can do to libhdf5 then harms
nobody.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tiercare import simulation
from tiercare.errors import OutputError

CRASHES = {
    -number for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE)
}  # how libhdf5 ends over a file whose inside points astray


@dataclass(frozen=True)
class FileFinding:
    """One fault of a results file.

    Attributes
    ----------
    place : str
        The dataset or group, such as ``"/encounters/time"``; ``"/"`` is the file as a whole.
    what, to_do : str
        What is wrong with it; what helps.
    """

    place: str
    what: str
    to_do: str


@dataclass(frozen=True)
class FileCheck:
    """What is known of a results file, and all its faults.

    Attributes
    ----------
    file : pathlib.Path
        The file.
    complete : bool
        Whether the run reached its end.
    scenario, seed, replication : str, int, int
        What was run; an empty scenario if this is no results file that can be read.
    format_version : int
        Version of the file's layout; 0 if it has none.
    software_version : str
        Version of the simulator that wrote it.
    content_digest : str
        Digest of everything simulated, as the file gives it.
    tables : dict of str to int
        Rows of each table; of an unfinished run, those that are there.
    findings : tuple of FileFinding
        Every fault.
    """

    file: Path
    complete: bool = False
    scenario: str = ""
    seed: int = 0
    replication: int = 0
    format_version: int = 0
    software_version: str = ""
    content_digest: str = ""
    tables: dict[str, int] = field(default_factory=dict)
    findings: tuple[FileFinding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the run reached its end and the file has no fault."""
        return self.complete and not self.findings

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON.

        Returns
        -------
        dict
            The attributes by their names, and `whole`.
        """
        findings = [asdict(one) for one in self.findings]
        return asdict(self) | {"file": str(self.file), "whole": self.whole, "findings": findings}


def _ended(path: Path, done: subprocess.CompletedProcess[str]) -> FileCheck:
    """What it means that the checking process came to no result.

    Raises
    ------
    OutputError
        If the file is not the reason.
    """
    if done.returncode in CRASHES:
        what = "is damaged so badly that libhdf5 cannot read it"
        to_do = "run again: equal seeds give equal files"
        return FileCheck(path, findings=(FileFinding("/", what, to_do),))
    said = done.stderr.strip().splitlines()
    reason = said[-1] if said else f"the process that read it ended with {done.returncode}"
    raise OutputError(f"{path}: cannot be checked: {reason}")


def check(file: str | Path) -> FileCheck:
    """Read all of a results file and hold it against what it says of itself.

    Every dataset has unit and descriptions in both languages and gives its digest, all together
    give the file's; columns of a table are equally long; codes have labels, ids are rows of the
    table they refer to; the scenario is the one that was run.

    Parameters
    ----------
    file : str or pathlib.Path
        A file ``NAME.h5``, or ``NAME.h5.partial`` of a run that was stopped.

    Returns
    -------
    FileCheck
        What it is and all its faults; a file that is damaged or none of ours is a fault, too.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    OSError
        If it may not be read.
    """
    path = Path(file)
    if not path.exists():
        raise FileNotFoundError(f"no results file {path}")
    if path.is_file():
        path.open("rb").close()
    apart = Path(__file__).with_name("check_apart.py")
    core = simulation.compiled_module()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(apart), str(core), str(path.absolute())],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 0:
        return _ended(path, done)
    record = json.loads(done.stdout)
    findings = tuple(FileFinding(**one) for one in record.pop("findings"))
    return FileCheck(path, **record, findings=findings)
