# SPDX-License-Identifier: Apache-2.0
"""tiercare: a simulator of tiered health care and medical-consortium policy.

Load a scenario, run it, compare two, read the results::

    import tiercare as tc
    base = tc.load("heping/2017")
    reform = tc.load("heping/2017-referral")
    tc.compare(base, reform, replications=3).indicators

`open_run` reads results with h5py alone; everything that simulates needs the compiled module
`tiercare._core` and loads it at the first use.
"""

from tiercare.checking import FileCheck, FileFinding, check
from tiercare.comparison import Comparison, compare
from tiercare.effects import Effect, measure_effects
from tiercare.errors import (
    ComparisonError,
    Diagnostic,
    InternalError,
    MissingTableError,
    NoSuchPersonError,
    OutputError,
    PrecisionError,
    RelatedPlace,
    ResultsFormatError,
    RunInterrupted,
    ScenarioError,
)
from tiercare.explanation import explain, parameter_book
from tiercare.flows import Flows, count_flows, draw_flows
from tiercare.following import draw_story, follow
from tiercare.levels import Level, measure_levels
from tiercare.links import Links, count_links
from tiercare.notable import Notable, notable_persons
from tiercare.occupancy import Occupancy, measure_occupancy
from tiercare.precision import Reached
from tiercare.results import Matrix, Run, open_run
from tiercare.running import run
from tiercare.simulation import (
    RunResult,
    indicators,
    library_scenarios,
    load,
    policies,
    software_version,
)
from tiercare.story import Story
from tiercare.tables import Column, Table
from tiercare.variation import with_
from tiercare.waits import measure_waits

__all__ = [
    "Column",
    "Comparison",
    "ComparisonError",
    "Diagnostic",
    "Effect",
    "FileCheck",
    "FileFinding",
    "Flows",
    "InternalError",
    "Level",
    "Links",
    "Matrix",
    "MissingTableError",
    "NoSuchPersonError",
    "Notable",
    "Occupancy",
    "OutputError",
    "PrecisionError",
    "Reached",
    "RelatedPlace",
    "ResultsFormatError",
    "Run",
    "RunInterrupted",
    "RunResult",
    "ScenarioError",
    "Story",
    "Table",
    "check",
    "compare",
    "count_flows",
    "count_links",
    "draw_flows",
    "draw_story",
    "explain",
    "follow",
    "indicators",
    "library_scenarios",
    "load",
    "measure_effects",
    "measure_levels",
    "measure_occupancy",
    "measure_waits",
    "notable_persons",
    "open_run",
    "parameter_book",
    "policies",
    "run",
    "software_version",
    "with_",
]
