# SPDX-License-Identifier: Apache-2.0
"""The report of a comparison: a page that stands alone, with equal bytes for equal runs."""

import html
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from support import ROOT, command

import tiercare as tc
from tiercare.comparison_pictures import PICTURES
from tiercare.differences import clear_differences, shown_difference
from tiercare.main_indicators import MAIN
from tiercare.said import flattened, said_differently

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FILES = {"index.html", "difference.csv", "flow.png", "waits.png", "occupancy.png", "links.png"}
MOST_BYTES = 1_000_000
VOID = {"meta", "link", "br", "img", "hr"}
MORE_BEDS = (
    "tiercare: 1\nextends: small.yaml\nname: More <beds> & rooms\nname_zh: 增床\n"
    "population: {poor: 8 %}\nfacilities: {county_hospital: {beds: 9}}\n"
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small county, and one with more beds and other people."""
    folder = tmp_path_factory.mktemp("pair")
    small, more = folder / "small.yaml", folder / "more.yaml"
    small.write_text((ROOT / "tests" / "run" / "small.yaml").read_text(encoding="utf-8"))
    more.write_text(MORE_BEDS)
    return small, more


@pytest.fixture(scope="module")
def report(pair: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report by the command."""
    folder = tmp_path_factory.mktemp("report") / "new"
    done = command("compare", *pair, "-r", "3", "--report", folder)
    assert done.returncode == 0, done.stderr
    assert str(folder / "index.html") in done.stdout
    return folder


def page_of(report: Path) -> str:
    return (report / "index.html").read_text(encoding="utf-8")


class Outline(HTMLParser):
    """Open elements and every address that the page names."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is open now and where it leads."""
        self.addresses += [value or "" for key, value in attrs if key in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag


def test_a_report_is_a_page_four_pictures_and_a_table(report: Path) -> None:
    assert {file.name for file in report.iterdir()} == FILES | {"files"}
    assert len(list((report / "files").glob("*.h5"))) == 6
    frame = pd.read_csv(report / "difference.csv")
    assert list(frame["indicator"]) == [info.id for info in tc.indicators()]
    for name in FILES:
        assert (report / name).stat().st_size > 5_000, name


def test_the_page_stands_alone_and_is_small(report: Path) -> None:
    page = page_of(report)
    assert len(page.encode()) < MOST_BYTES
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert {one for one in outline.addresses if one[:1] != "#"} == {"data:,", "difference.csv"}
    assert "url(http" not in page
    assert "@import" not in page
    assert page.count("<svg") == 4


def test_the_page_tells_what_was_compared_and_how_to_repeat_it(
    report: Path, pair: tuple[Path, Path]
) -> None:
    page = page_of(report)
    for word in ("More &lt;beds&gt; &amp; rooms", "增床", "测试小县", tc.software_version()):
        assert word in page
    assert "not the same people" in page
    assert f"tiercare compare {pair[0]} {pair[1]} -r 3 --seed 1 --report {report}" in page
    assert "facilities.county_hospital.beds" in page
    assert "Bold: the interval excludes zero" in page
    for info in tc.indicators():
        assert info.name_zh in page, info.id
    for one in PICTURES:
        assert one.caption in page
        assert one.caption_zh in page


def test_equal_comparisons_give_equal_bytes(
    report: Path, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.warns(UserWarning, match="not the same people"):
        again = tc.compare(*pair, 3, threads=1, output=tmp_path / "files", detail="encounters")
    line = re.search(r"<pre><code>(.*)</code></pre>", page_of(report))
    assert line is not None
    again.write_report(tmp_path, command=line[1])
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (report / name).read_bytes(), name


def test_a_report_is_not_overwritten_unasked(report: Path, pair: tuple[Path, Path]) -> None:
    before = page_of(report)
    done = command("compare", *pair, "-r", "2", "--seed", "9", "--report", report)
    assert done.returncode == 1
    assert "is there already; choose another folder, or --overwrite" in done.stderr
    assert page_of(report) == before


def test_a_crash_leaves_no_half_report(
    pair: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = shutil.copy(pair[0], tmp_path / "same.yaml")
    result = tc.compare(pair[0], same, 1, output=tmp_path / "files", detail="encounters")
    monkeypatch.setattr(os, "replace", _refuse)
    with pytest.raises(tc.OutputError, match="cannot be written"):
        result.write_report(tmp_path / "report")
    assert not FILES & {file.name for file in (tmp_path / "report").iterdir()}
    monkeypatch.undo()
    page = result.write_report(tmp_path / "report").read_text(encoding="utf-8")
    assert "A single pair has no interval" in page
    assert "Nothing. " in page
    assert "tc.compare(&#34;small&#34;, &#34;same&#34;, replications=1, seed=1" in page
    assert {file.name for file in (tmp_path / "report").iterdir()} == FILES


def _refuse(*_: object) -> None:
    raise OSError("no room")


def test_a_report_without_results_files_is_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    result = tc.compare(pair[0], pair[0], 1)
    with pytest.raises(tc.MissingTableError, match="drawn from results files"):
        result.write_report(tmp_path / "report")
    assert not (tmp_path / "report").exists()


def test_files_of_one_name_are_refused_before_anything_is_run(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(tc.ComparisonError, match="would be called small-0001"):
        tc.compare(pair[0], pair[0], 1, output=tmp_path / "files")
    assert not (tmp_path / "files").exists()


def test_what_a_timeline_changes_is_held_against_what_held_before() -> None:
    before = "facilities:\n  clinic:\n    beds: 36\n"
    after = before + (
        "timeline:\n  -\n    on: 2017-07-01\n    name: more beds\n    change:\n"
        "      facilities:\n        clinic:\n          beds: 60\n"
    )
    told = {one.key: (one.baseline, one.variant) for one in said_differently(before, after)}
    assert told == {
        "timeline[1].on": ("", "2017-07-01"),
        "timeline[1].change.facilities.clinic.beds": ("36", "60"),
    }


def test_the_main_indicators_are_told_whether_they_differ_or_not(report: Path) -> None:
    catalogue = {info.id: info.name for info in tc.indicators()}
    main = (
        html.unescape(page_of(report))
        .split("<h2>The main indicators", 1)[1]
        .split("</section>", 1)[0]
    )
    for one in MAIN:
        assert f"<td>{catalogue[one]}" in main


def test_a_file_is_no_place_for_a_report(pair: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.touch()
    done = command("compare", *pair, "--report", file)
    assert done.returncode == 1
    assert f"{file}: is a file; a report is a folder" in done.stderr


def test_only_clear_differences_are_told_the_largest_first(experiment: tc.Comparison) -> None:
    frame = experiment.indicators
    told = clear_differences(tc.indicators(), frame)
    assert 0 < len(told) < len(frame)
    clear = frame[(frame["low"] > 0) | (frame["high"] < 0)]
    assert len(told) <= len(clear)
    names = {f"{row['name']}: " for row in clear.to_dict("records")}
    for one in told:
        assert any(one.says.startswith(name) for name in names)
        assert ("up by" in one.says) == one.rises
        assert ("上升" in one.says_zh) == one.rises


def test_an_interval_shows_on_which_side_of_zero_its_bounds_lie() -> None:
    row = {"difference": 0.08, "low": -0.03, "high": 0.19}
    shown = shown_difference(row, decimals=1)
    assert (shown.text, shown.interval, shown.clear) == ("+0.1", "[−0.03, +0.19]", False)
    assert shown_difference(row | {"low": 0.03}, decimals=1).interval == "[+0.03, +0.19]"
    assert shown_difference(row | {"low": 0.003}, decimals=1).interval == "[+0.003, +0.190]"
    assert shown_difference(row | {"low": 0.0}, decimals=1).interval == "[0.0, +0.2]"
    small = shown_difference({"difference": 0.04, "low": 0.01, "high": 0.07}, decimals=1)
    assert (small.text, small.interval, small.clear) == ("+0.04", "[+0.01, +0.07]", True)


def test_the_largest_difference_is_held_against_its_level_unless_that_is_next_to_nothing() -> None:
    catalogue = tc.indicators()
    frame = pd.DataFrame(
        {"baseline": 50.0, "variant": 50.0, "difference": 0.0, "low": 0.0, "high": 0.0},
        index=range(len(catalogue)),
    )
    tenths = [n for n, info in enumerate(catalogue) if info.decimals == 1]
    changes = {tenths[0]: (10.0, 12.0), tenths[1]: (40.0, 60.0), tenths[2]: (0.1, 0.2)}
    for place, (before, after) in changes.items():
        change = after - before
        frame.loc[place] = [before, after, change, 0.9 * change, 1.1 * change]
    told = [one.indicator for one in clear_differences(catalogue, frame)]
    assert told == [catalogue[n].id for n in (tenths[1], tenths[0], tenths[2])]


@pytest.mark.parametrize("name", tc.library_scenarios())
def test_every_line_of_a_scenario_with_a_value_is_said_once(name: str) -> None:
    text = tc.load(name).resolved_text
    values = flattened(text)
    keys = [line for line in text.splitlines() if re.match(r" *[\w.-]+: ", line)]
    entries = [line for line in text.splitlines() if re.match(r" *- ", line)]
    lists = len(values) - len(keys)
    assert 0 < lists <= len(entries)
    assert said_differently(text, text) == []


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_has_nothing_to_complain_of(report: Path, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    picture = tmp_path / "page.png"
    done = subprocess.run(
        [
            CHROMIUM,
            *("--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--v=0"),
            *(f"--screenshot={picture}", "--window-size=1100,4000"),
            (report / "index.html").resolve().as_uri(),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert picture.stat().st_size > 50_000, done.stderr
    assert "CONSOLE" not in done.stderr
