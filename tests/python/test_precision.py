# SPDX-License-Identifier: Apache-2.0
"""Replications go on until intervals are narrow enough, and are those of a run by count."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, command

import tiercare as tc
from tiercare import precision
from tiercare._core import Progress
from tiercare.precision import next_batch
from tiercare.statistics import Interval, mean_interval, replications_for

SHARE = "in_county_visit_share"
MORE_BEDS = "tiercare: 1\nextends: small.yaml\nfacilities: {county_hospital: {beds: 9}}\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The small county and one with more beds."""
    small, more = tmp_path / "small.yaml", tmp_path / "more.yaml"
    small.write_text((ROOT / "tests" / "run" / "small.yaml").read_text(encoding="utf-8"))
    more.write_text(MORE_BEDS)
    return small, more


def test_a_run_goes_on_until_its_mean_is_precise(pair: tuple[Path, Path]) -> None:
    result = tc.run(pair[0], precision={SHARE: 0.5})
    [reached] = result.reached
    assert reached.met
    assert len(result.replications) == reached.replications > 3
    assert mean_interval(result.values(SHARE)).half_width == pytest.approx(reached.half_width)
    assert reached.half_width <= 0.5


def test_replications_by_precision_are_those_by_count(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    by_precision = tc.compare(
        *pair, 2, seed=4, precision={SHARE: 1e-9}, at_most=5, output=tmp_path / "precision"
    )
    by_count = tc.compare(*pair, 5, seed=4, output=tmp_path / "count")
    for one, other in (
        (by_precision.baseline, by_count.baseline),
        (by_precision.variant, by_count.variant),
    ):
        assert [file.name for file in one.files] == [file.name for file in other.files]
        assert [a.content_digest for a in one.replications] == [
            b.content_digest for b in other.replications
        ]
    assert by_precision.indicators.equals(by_count.indicators)
    [reached] = by_precision.reached
    assert (reached.met, reached.replications) == (False, 5)
    assert reached.needed is not None
    assert reached.needed > 5


def test_threads_do_not_change_how_many_are_run(pair: tuple[Path, Path]) -> None:
    counts = {
        threads: len(tc.run(pair[0], precision={SHARE: 0.5}, threads=threads).replications)
        for threads in (1, 5)
    }
    assert counts[1] == counts[5]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"precision": {"in_county_visits_share": 0.1}}, "did you mean 'in_county_visit_share'"),
        ({"precision": {SHARE: 0.0}}, "is 0, not above 0"),
        ({"precision": {SHARE: math.nan}}, "is nan, not above 0"),
        (
            {"precision": {SHARE: 0.1}, "replications": 3, "at_most": 2},
            "at most 2 replications are fewer",
        ),
        ({"at_most": 9}, "only with a precision"),
    ],
)
def test_wishes_without_sense_are_one_clear_line(
    pair: tuple[Path, Path], options: dict[str, object], said: str
) -> None:
    with pytest.raises(tc.PrecisionError, match=said) as caught:
        tc.compare(*pair, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_what_is_undefined_is_told(pair: tuple[Path, Path]) -> None:
    result = tc.run(pair[0], 3)
    undefined = [info.id for info in tc.indicators() if np.isnan(result.values(info.id)).all()]
    assert undefined
    with pytest.raises(tc.PrecisionError, match=f"{undefined[0]} is undefined in each of 3"):
        tc.run(pair[0], 3, precision={undefined[0]: 1.0})


def test_a_file_in_the_way_of_a_later_batch_is_told_before_the_first(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "more-0009.h5").write_text("somebody's")
    with pytest.raises(tc.OutputError, match="more-0009"):
        tc.compare(*pair, 3, precision={SHARE: 1e-9}, at_most=9, output=tmp_path)
    assert not list(tmp_path.glob("small-*.h5"))


def test_a_stop_in_a_later_batch_keeps_the_earlier_ones(pair: tuple[Path, Path]) -> None:
    def stop(progress: Progress) -> None:
        if progress.replication == 5:
            raise KeyboardInterrupt

    # Long enough that the rest of a batch is not over before the stop is heard.
    text = pair[0].read_text(encoding="utf-8")
    assert "run: 60 day" in text
    pair[0].write_text(text.replace("run: 60 day", "run: 900 day"), encoding="utf-8")
    with pytest.raises(tc.RunInterrupted) as caught:
        tc.compare(*pair, 3, precision={SHARE: 1e-9}, progress=stop, threads=1)
    kept = {
        one.scenario.name: [row.replication for row in one.replications]
        for one in (*caught.value.earlier, caught.value.result)
    }
    assert kept["more"][:3] == [1, 2, 3]
    assert len(kept["more"]) < 6, "its second batch was not run to the end"
    assert kept["small"][:3] == [1, 2, 3]
    assert kept["small"] == list(range(1, len(kept["small"]) + 1))


def test_a_wish_that_stands_in_a_later_scenarios_way_is_told_before_the_first(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "more-0003.h5").write_text("somebody's")
    done = command("run", *pair, "-r", "2", "--precision", f"{SHARE}=1e-6", "-o", tmp_path)
    assert done.returncode == 1
    assert "more-0003.h5" in done.stderr
    assert not list(tmp_path.glob("small-*"))


def test_a_precision_without_end_has_no_estimate() -> None:
    assert replications_for(mean_interval([1.0, 2.0, 3.0]), 1e-200) is None


def test_the_command_tells_what_is_known_and_what_is_not_reached(
    pair: tuple[Path, Path],
) -> None:
    done = command(
        "compare", *pair, "-r", "3", "--precision", f"{SHARE}=1e-6", "--at-most", "4", "--json"
    )
    assert done.returncode == 0, done.stderr
    assert "half-width" in done.stderr
    assert "after 3" in done.stderr
    assert f"not precise enough at the end: {SHARE}" in done.stderr
    assert "would do" in done.stderr
    record = json.loads(done.stdout)
    [told] = record["precision"]
    assert (told["indicator"], told["target"], told["met"]) == (SHARE, 1e-6, False)
    assert told["replications"] == len(record["variant"]["replications"]) == 4
    assert told["half_width"] > 1e-6


@pytest.mark.parametrize("wish", ["x", f"{SHARE}=", f"{SHARE}=wide", f"{SHARE}"])
def test_a_wish_that_does_not_read_is_one_line(pair: tuple[Path, Path], wish: str) -> None:
    done = command("run", pair[0], "--precision", wish)
    assert done.returncode == 2
    assert f"--precision {wish} does not read INDICATOR=HALF_WIDTH" in done.stderr
    assert done.stderr.count("\n") == 1


def interval(half_width: float, count: int) -> Interval:
    return Interval(0.0, -half_width, half_width, count)


@given(
    count=st.integers(2, 40),
    spread=st.floats(1e-3, 1e3),
    share=st.floats(0.05, 3.0),
)
def test_the_estimate_is_the_fewest_that_would_do(count: int, spread: float, share: float) -> None:
    from scipy.stats import t

    def half_width(n: int) -> float:
        return float(spread * t.ppf(0.975, n - 1)) / math.sqrt(n)

    target = share * half_width(count)
    needed = replications_for(interval(half_width(count), count), target)
    assert needed is not None
    assert half_width(needed) <= target * (1 + 1e-9)
    assert needed == 2 or half_width(needed - 1) > target * (1 - 1e-9)


@given(
    done=st.integers(1, 60),
    needed=st.one_of(st.none(), st.integers(2, 10_000)),
    room=st.integers(0, 60),
)
def test_a_batch_never_more_than_doubles_and_keeps_the_limit(
    done: int, needed: int | None, room: int
) -> None:
    lacking = precision.Reached("x", "1", 0.1, 0.2, done, needed)
    batch = next_batch([lacking], done, done + room)
    assert 0 <= batch <= min(room, max(done, 2))
    assert batch > 0 or room == 0
    met = precision.Reached("x", "1", 0.1, 0.1, done, needed)
    assert next_batch([met], done, done + room) == 0


def test_no_interval_gives_no_estimate() -> None:
    assert replications_for(mean_interval([1.0]), 0.1) is None
    assert replications_for(mean_interval([1.0, 1.0]), 0.1) == 2
