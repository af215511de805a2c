# SPDX-License-Identifier: Apache-2.0
"""Flows by tier: counted from a file whose flows are known, and drawn."""

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from support import write_results

import tiercare as tc
from tiercare.flow_picture import GROUP_WIDTH, NUMBER_ROOM, POINTS, WIDEST_ARROW, _places, picture

VILLAGE, TOWNSHIP, COUNTY, TERTIARY = range(4)


def test_flows_are_counted_by_kind(results_file: Path) -> None:
    flows = tc.count_flows([results_file])
    assert flows.title == "tiny"
    assert flows.first_contacts.tolist() == [2, 1, 0, 0]
    assert flows.referred_up[VILLAGE, COUNTY] == 1
    assert flows.own_way_up[TOWNSHIP, COUNTY] == 1
    assert flows.referred_down[COUNTY, TOWNSHIP] == 1
    assert (flows.referred_up.sum(), flows.own_way_up.sum(), flows.referred_down.sum()) == (1, 1, 1)


def test_warm_up_is_left_out(tmp_path: Path) -> None:
    flows = tc.count_flows([write_results(tmp_path / "late.h5", measured_from=115)])
    assert flows.first_contacts.tolist() == [1, 0, 0, 0]
    assert flows.own_way_up[TOWNSHIP, COUNTY] == 1
    assert (flows.referred_up.sum(), flows.referred_down.sum()) == (0, 0)


def test_several_files_give_means(tmp_path: Path) -> None:
    files = [write_results(tmp_path / f"{i}.h5") for i in range(3)]
    flows = tc.count_flows(files, "three")
    assert (flows.title, flows.replications) == ("three", 3)
    assert flows.first_contacts.sum() == 3


def test_no_file_is_no_flow() -> None:
    with pytest.raises(ValueError, match="no results file"):
        tc.count_flows([])


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_picture_is_drawn_without_a_display(
    results_file: Path, tmp_path: Path, ending: str
) -> None:
    flows = tc.count_flows([results_file])
    path = tc.draw_flows([flows, flows], tmp_path / "new" / f"flow.{ending}")
    assert path.stat().st_size > 10_000


def test_an_empty_county_is_drawn_too(tmp_path: Path) -> None:
    nobody, none = np.zeros(4), np.zeros((4, 4))
    path = tc.draw_flows(tc.Flows("empty", nobody, none, none, none), tmp_path / "empty.png")
    assert path.exists()


def test_nothing_to_draw_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no flows"):
        tc.draw_flows([], tmp_path / "none.png")


@pytest.mark.parametrize("title", ["the county " * 15, "县" * 90, "short 短"])
def test_a_long_title_is_broken_and_stays_inside_the_picture(
    results_file: Path, title: str
) -> None:
    figure = picture([replace(tc.count_flows([results_file]), title=title)])
    figure.savefig(io.BytesIO(), format="png")
    heading = next(
        one
        for one in figure.axes[0].findobj(Text)
        if isinstance(one, Text) and title[:5] in one.get_text()
    )
    assert heading.get_text().replace("\n", "").replace(" ", "") == title.replace(" ", "")
    assert heading.get_window_extent().x1 <= figure.bbox.x1


def test_a_title_in_two_languages_is_broken_between_them(results_file: Path) -> None:
    english, chinese = (
        "The county with referral lists and a green channel",
        "双向转诊目录与绿色通道" * 2,
    )
    figure = picture([replace(tc.count_flows([results_file]), title=f"{english}  {chinese}")])
    assert figure.axes[0].get_title(loc="left") == f"{english}\n{chinese}"


def test_no_number_lies_on_the_arrow_beside_it() -> None:
    widths = [9.0, 1.0, WIDEST_ARROW, 1.0, 2.0, 1.0]
    places = _places(3.4, widths)
    assert all(3.4 < place < 3.4 + GROUP_WIDTH for place in places)
    for (left, one), (right, other) in pairwise(zip(places, widths, strict=True)):
        assert right - left >= NUMBER_ROOM / 2 + max(one, other) / POINTS / 2


def test_what_is_written_over_the_home_bar_lies_over_no_band(results_file: Path) -> None:
    figure = picture([tc.count_flows([results_file])])
    figure.savefig(io.BytesIO(), format="png")
    axes = figure.axes[0]
    label = next(
        one
        for one in axes.findobj(Text)
        if isinstance(one, Text) and one.get_text().startswith("Episodes")
    )
    box = label.get_window_extent()
    bands = [one for one in axes.patches if isinstance(one, PathPatch)]
    assert len(bands) == 4
    for band in bands:
        outline = band.get_path().interpolated(20).transformed(band.get_transform())
        assert not outline.intersects_bbox(box, filled=False)
