# SPDX-License-Identifier: Apache-2.0
"""What the Python tests share: where things are, and a results file made by h5py alone."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import h5py
import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHORT = HERE / "scenarios" / "short.yaml"
SHORT_REFERRAL = HERE / "scenarios" / "short-referral.yaml"
SMALL = ROOT / "tests" / "run" / "small.yaml"
WRONG = HERE / "scenarios" / "wrong.yaml"

NONE = 2**32 - 1
TIER_LABELS = ["village", "township", "county", "tertiary"]

# SIGINT may come ignored from whoever runs the tests; a terminal does not do that to a user.
COMMAND = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from tiercare.commands import main; main()",
)


def environment(columns: int = 160) -> dict[str, str]:
    """The environment of a command in a terminal so many characters wide."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "analysis"), "COLUMNS": str(columns)}


def command(
    *arguments: str | Path, columns: int = 160, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `tiercare` as a user would and wait for its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(columns),
        cwd=cwd,
    )


def add_table(
    file: h5py.File,
    name: str,
    columns: Mapping[str, npt.NDArray[Any]],
    attributes: Mapping[str, Mapping[str, Any]],
) -> None:
    """Write a table in the layout of format 1."""
    group = file.create_group(name)
    group.attrs["description"] = f"rows of {name}"
    group.attrs["description_zh"] = "各行"
    group.attrs["columns"] = list(columns)
    for column, values in columns.items():
        dataset = group.create_dataset(column, data=values)
        dataset.attrs["unit"] = "id"
        dataset.attrs["description"] = f"the {column}"
        dataset.attrs["description_zh"] = "列"
        for key, value in attributes.get(column, {}).items():
            dataset.attrs[key] = value


def write_results(path: Path, **attributes: Any) -> Path:
    """Write a small results file without the simulator: five contacts and two referrals."""
    root: dict[str, Any] = {
        "format": "tiercare-results",
        "format_version": 1,
        "software_version": "0.1.0",
        "scenario_name": "tiny",
        "scenario_hash": "00ff",
        "seed": np.uint64(7),
        "replication": 2,
        "complete": 1,
        "measured_from": 100,
        "content_digest": "abcd",
    }
    with h5py.File(path, "w") as file:
        for key, value in (root | attributes).items():
            file.attrs[key] = value
        file["scenario"] = "tiercare: 1\nname: 小县\n"
        codes = {"unit": "code"}
        add_table(
            file,
            "facilities",
            {
                "tier": np.array([0, 1, 2, 3], dtype=np.uint8),
                "name": np.array(["clinic", "centre", "county", "city"], h5py.string_dtype()),
                "name_zh": np.array(["村", "镇", "县", "市"], dtype=h5py.string_dtype()),
            },
            {
                "tier": codes | {"labels": TIER_LABELS},
                "name": {"unit": "text"},
                "name_zh": {"unit": "text"},
            },
        )
        # Person 1: village, referred to the county. Person 2: township, then the county on his own.
        add_table(
            file,
            "encounters",
            {
                "time": np.array([100, 110, 120, 130, 140], dtype=np.int64),
                "person": np.array([1, 2, 1, 2, 3], dtype=np.uint32),
                "episode": np.array([0, 0, 0, 0, 4], dtype=np.uint32),
                "contact": np.array([0, 0, 1, 1, 0], dtype=np.uint8),
                "facility": np.array([0, 1, 2, 2, 0], dtype=np.uint32),
                "reason": np.array([0, 0, 2, 1, 0], dtype=np.uint8),
                "wait": np.array([1, 2, 3, 4, 5], dtype=np.int64),
                "seen": np.array([10, 20, np.iinfo(np.int64).max, 40, 50], dtype=np.int64),
                "bed": np.array([NONE, 1, 2, 3, NONE], dtype=np.uint32),
            },
            {
                "reason": codes | {"labels": ["own_choice", "came_back", "referred_up"]},
                "wait": {"unit": "ms"},
                "seen": {"unit": "ms"},
                "bed": {"missing_value": NONE},
                "facility": {"refers_to": "facilities", "missing_value": NONE},
            },
        )
        add_table(
            file,
            "referrals",
            {
                "time": np.array([100, 110, 120], dtype=np.int64),
                "from": np.array([0, 2, 1], dtype=np.uint32),
                "to": np.array([2, 1, 2], dtype=np.uint32),
                "accepted": np.array([1, 1, 0], dtype=np.uint8),
            },
            {},
        )
        daily = file.create_dataset("series/daily/visits", data=np.ones((4, 2), dtype=np.int32))
        daily.attrs["unit"] = "1"
        daily.attrs["dimensions"] = ["facility", "day"]
    return path


def display_width(line: str) -> int:
    """Columns that a line takes in a terminal, where a Chinese character takes two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)
