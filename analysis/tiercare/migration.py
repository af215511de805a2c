# SPDX-License-Identifier: Apache-2.0
"""Bring a scenario's text up to the present language: the fixes that its warnings carry, applied.

Only the characters that a warning points at are replaced, so that comments, order and layout stay.
"""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tiercare import simulation
from tiercare.errors import Diagnostic

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Migration:
    """A scenario's text and what becomes of it.

    Attributes
    ----------
    file : pathlib.Path
        The scenario.
    before, after : str
        Its text now, and with every fix applied.
    fixes : tuple of Diagnostic
        The warnings whose replacement was put into the text.
    """

    file: Path
    before: str
    after: str
    fixes: tuple[Diagnostic, ...]

    def diff(self) -> str:
        """Return the change as a unified diff; empty if there is nothing to change."""
        return "".join(
            difflib.unified_diff(
                self.before.splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                f"{self.file}",
                f"{self.file} (migrated)",
            )
        )

    def write(self) -> None:
        """Put the new text in the file's place, whole or not at all.

        Raises
        ------
        OSError
            If the file's folder cannot be written to.
        """
        target = self.file.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".partial")
        partial = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(self.after)
            shutil.copymode(target, partial)
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _applied(text: str, fixes: tuple[Diagnostic, ...]) -> str:
    """Put each replacement in the place of what it replaces."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""  # no column counts it
    lines = text.removeprefix(mark).split("\n")
    for fix in sorted(fixes, key=lambda one: (one.line, one.column), reverse=True):
        line = lines[fix.line - 1]
        begin = fix.column - 1
        lines[fix.line - 1] = f"{line[:begin]}{fix.replacement}{line[begin + fix.length :]}"
    return mark + "\n".join(lines)


def migrate(file: str | Path, library: str | Path | None = None) -> Migration:
    """Work out what a scenario file looks like in the present language; nothing is written.

    Parameters
    ----------
    file : str or pathlib.Path
        A scenario file. What it extends is left alone.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    Migration
        Call `write` on it to change the file.

    Raises
    ------
    ScenarioError
        If anything in the scenario is wrong: only what is understood is rewritten.
    OSError
        If the file cannot be read.
    """
    path = Path(file)
    scenario = simulation.load(path, library)
    fixes = tuple(
        one
        for one in scenario.diagnostics
        if one.replacement is not None and Path(one.file) == path
    )
    with path.open(encoding="utf-8", newline="") as stream:
        before = stream.read()
    return Migration(path, before, _applied(before, fixes), fixes)
