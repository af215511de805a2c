# SPDX-License-Identifier: Apache-2.0
"""A program of its own: check one results file and print what was found as JSON.

libhdf5 can end the process that reads a damaged file, so `tiercare.checking` reads it in another
one. It is run with the paths of the compiled module and of the file, and imports nothing else of
tiercare, so that it takes no longer than the reading.
"""

import json
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

CORE = "tiercare._core"
GARBLED = {
    "place": "/",
    "what": "holds texts that are none (not UTF-8)",
    "to_do": "run again: equal seeds give equal files",
}


def load_core(path: str) -> Any:
    """The compiled module by its file, without the package around it."""
    loader = ExtensionFileLoader(CORE, path)
    spec = spec_from_loader(CORE, loader)
    assert spec is not None
    core = module_from_spec(spec)
    loader.exec_module(core)
    return core


def record_of(check: Any) -> dict[str, Any]:
    """What the compiled module found, as plain values."""
    return {
        "complete": check.complete,
        "scenario": check.scenario_name,
        "seed": check.seed,
        "replication": check.replication,
        "format_version": check.format_version,
        "software_version": check.software_version,
        "content_digest": check.content_digest,
        "tables": {one.name: one.rows for one in check.tables},
        "findings": [
            {"place": one.object, "what": one.what, "to_do": one.to_do} for one in check.findings
        ],
    }


def main() -> None:
    """Check the file on the command line."""
    core_file, results_file = sys.argv[1:]
    check = load_core(core_file).check_results(Path(results_file))
    try:
        record = record_of(check)
    except UnicodeDecodeError:
        record = {"findings": [GARBLED]}
    print(json.dumps(record))


if __name__ == "__main__":
    main()
