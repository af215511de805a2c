# SPDX-License-Identifier: Apache-2.0
"""Signals and crashes leave what is finished and a file that opens."""

import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import h5py
import pytest
from support import COMMAND, ROOT, SHORT, environment

import tiercare as tc

SIMULATOR = ROOT / "build" / "release" / "sim" / "cli" / "tiercare-sim"
PROGRAMS = [
    pytest.param(COMMAND, id="tiercare"),
    pytest.param(
        # A shell gives a job in the background an ignored SIGINT; a terminal does not.
        ("env", "--default-signal=INT", str(SIMULATOR)),
        id="tiercare-sim",
        marks=pytest.mark.skipif(not SIMULATOR.exists(), reason="needs tiercare-sim"),
    ),
]


def start(
    program: tuple[str, ...], folder: Path, replications: int, limit: int | None = None
) -> subprocess.Popen[str]:
    """Begin a long run into a folder; no file of it may grow beyond a limit."""

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, resource.RLIM_INFINITY))

    words = ("run", str(SHORT), "-r", str(replications), "--threads", "1", "-o", str(folder))
    return subprocess.Popen(
        [*program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        preexec_fn=None if limit is None else small_disk,
    )


def wait_until(there: Callable[[], bool]) -> None:
    """Wait for what a run will do before long."""
    deadline = time.monotonic() + 120
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def wait_until_still(file: Path) -> None:
    """Wait until nothing has been written to the file for a while."""
    size, since = -1, time.monotonic()
    while time.monotonic() < since + 0.06:
        if size != (size := file.stat().st_size):
            since = time.monotonic()
        time.sleep(0.002)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_keeps_what_is_finished_and_leaves_the_rest_openable(
    program: tuple[str, ...], sent: signal.Signals, code: int, tmp_path: Path
) -> None:
    process = start(program, tmp_path, 500)
    first, second = tmp_path / "short-0001.h5", tmp_path / "short-0002.h5.partial"
    # A first chunk of people is in the second file: it is being simulated.
    wait_until(lambda: first.exists() and second.exists() and second.stat().st_size > 1 << 20)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors
    assert "Traceback" not in errors
    finished = sorted(tmp_path.glob("*.h5"))
    assert finished[0] == first
    assert all(tc.check(file).whole for file in finished)
    (partial,) = tmp_path.glob("*.partial")
    run = tc.open_run(partial)
    assert not run.complete
    assert len(run.persons) > 500_000
    assert run.daily("visits").values.shape[0] == len(run.facilities)
    check = tc.check(partial)
    assert (check.complete, check.findings) == (False, ())


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_killed_run_leaves_the_rows_that_were_written(
    program: tuple[str, ...], tmp_path: Path
) -> None:
    process = start(program, tmp_path, 1)
    partial = tmp_path / "short-0001.h5.partial"
    wait_until(lambda: partial.exists() and partial.stat().st_size > 2 << 20)
    wait_until_still(partial)  # what is being written at a kill may be lost
    process.kill()
    process.communicate(timeout=60)
    with h5py.File(partial) as file:
        assert file.attrs["complete"] == 0
        years = file["persons/birth_year"][()]
        assert len(years) > 0
        assert len(years) % (1 << 16) == 0
        assert years.min() > 1900
    check = tc.check(partial)
    assert (check.complete, check.findings) == (False, ())
    assert check.tables["persons"] == len(years)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("room", [1_000, 5_000_000])
def test_a_full_disk_is_one_line_that_names_file_and_reason(
    program: tuple[str, ...], room: int, tmp_path: Path
) -> None:
    process = start(program, tmp_path, 1, limit=room)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1, errors
    told = [line for line in errors.splitlines() if "short-0001.h5" in line]
    assert len(told) == 1, errors
    assert "short-0001.h5.partial: cannot " in told[0]
    assert "File too large" in told[0]
    assert errors.splitlines()[-1] == told[0]
    assert list(tmp_path.glob("*.h5")) == []
