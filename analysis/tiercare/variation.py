# SPDX-License-Identifier: Apache-2.0
"""A scenario with something changed: a variant without a file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiercare import simulation

if TYPE_CHECKING:
    from tiercare._core import Scenario


def _nested(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted keys as the mappings that they lead through."""
    whole: dict[str, Any] = {}
    for key, value in changes.items():
        *way, last = key.split(".")
        there = whole
        for word in way:
            there = there.setdefault(word, {})
            if not isinstance(there, dict):
                raise ValueError(f"{key!r} leads through a value that is set, too")
        if last in there:
            raise ValueError(f"{key!r} is set twice")
        there[last] = _nested(value) if isinstance(value, Mapping) else value
    return whole


def with_(
    scenario: str | Path,
    changes: Mapping[str, Any],
    *,
    remove: Sequence[str] = (),
    name: str | None = None,
    library: str | Path | None = None,
) -> Scenario:
    """Load a scenario with changes laid over it, as by ``extends`` in a file.

    Parameters
    ----------
    scenario : str or pathlib.Path
        A name of the library or a path to a YAML file.
    changes : mapping
        Dotted keys (``"facilities.township_health_centre.beds"``) or nested mappings, and values as
        they are written in a scenario: ``40``, ``"9 %"``, ``"lognormal(mean 7 min, cv 0.6)"``.
    remove : sequence of str
        Dotted keys that are taken out first.
    name : str, optional
        By which tables and results files know it; that of the scenario with ``-changed``, if it is
        left out.
    library : str or pathlib.Path, optional
        Another library folder than the one that comes with the package.

    Returns
    -------
    Scenario
        Validated and immutable.

    Raises
    ------
    ScenarioError
        If anything in it is wrong.
    ValueError
        If a key is set twice.

    Examples
    --------
    >>> more_beds = with_("county", {"facilities.township_health_centre.beds": 60})
    >>> more_beds.name
    'county-changed'
    """
    base = Path(scenario)
    is_file = str(scenario).endswith((".yaml", ".yml"))
    text = {
        "tiercare": 1,
        "extends": base.name if is_file else str(scenario),
        **({"remove": list(remove)} if remove else {}),
        **_nested(changes),
    }
    file = (base.parent if is_file else Path()) / f"{name or base.stem + '-changed'}.yaml"
    folder = Path(library) if library else simulation.library_folder()
    return simulation.load_text(json.dumps(text, ensure_ascii=False), file, folder)
