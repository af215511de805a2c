# SPDX-License-Identifier: Apache-2.0
"""The reference page of the results file is what a file of this program says of itself."""

from pathlib import Path

import pytest
from support import ROOT

import tiercare as tc
from tiercare import results, results_page

PAGES: dict[results_page.Language, Path] = {
    "en": ROOT / "docs" / "reference" / "results.md",
    "zh": ROOT / "docs" / "reference" / "results.zh.md",
}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_up_to_date(language: results_page.Language, whole: Path) -> None:
    written = results_page.page(tc.open_run(whole), language)
    committed = PAGES[language].read_text(encoding="utf-8")
    assert written == committed, "make reference writes the page anew"


@pytest.mark.parametrize("language", PAGES)
def test_the_page_names_every_table_column_and_indicator(language: results_page.Language) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    for told in ("### `admissions`", "| `passed_over` | uint8 |", "`/series/daily`"):
        assert told in text
    assert [one.id for one in tc.indicators() if f"| `{one.id}` |" not in text] == []


def test_every_attribute_of_the_root_is_told(whole: Path) -> None:
    assert set(tc.open_run(whole).attributes) == set(results_page.ROOT_ATTRIBUTES)


def test_every_version_of_the_format_has_its_history(whole: Path) -> None:
    newest = tc.open_run(whole).format_version
    assert newest == results.NEWEST_FORMAT_VERSION
    assert list(results_page.FORMAT_HISTORY) == list(range(1, newest + 1))
    assert all(english and chinese for english, chinese in results_page.FORMAT_HISTORY.values())
