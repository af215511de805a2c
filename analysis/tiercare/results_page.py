# SPDX-License-Identifier: Apache-2.0
"""The reference page of the results file, written from what a real file says of itself.

Tables, columns, series and indicators come from the attributes of the file; what a file cannot say
(its root attributes, how to read it, the history of the format) stands here and only here. Run as a
program with the name of a results file, it writes both languages into a folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, cast

import h5py

from tiercare.results import Run, open_run
from tiercare.tables import Column, describe, texts_of

Language = Literal["en", "zh"]

FORMAT_HISTORY: dict[int, tuple[str, str]] = {
    1: (
        "the first: tables of what there is at the start, of facts, wards and indicators; daily "
        "series; a digest of every dataset, table and the whole. Columns and tables may be added "
        "within a version; what is there keeps its name, unit and meaning.",
        "首个版本：模拟开始时的对象表、事实表、病区表与指标表；逐日序列；每个数据集、每张表及全文件的摘要。"
        "同一版本内可增加列和表；已有者名称、单位与含义不变。",
    ),
}
"""What each version of the format brought, in English and Chinese."""

ROOT_ATTRIBUTES: dict[str, tuple[str, str]] = {
    "format": ("`tiercare-results`", "`tiercare-results`"),
    "format_version": ("version of the layout", "格式版本"),
    "software_version": ("version of the program that wrote it", "写入程序的版本"),
    "scenario_name": ("name of the scenario", "情景名称"),
    "scenario_hash": (
        "XXH3 of the length (64 bits) and the bytes of `/scenario`",
        "`/scenario` 长度（64 位）与内容的 XXH3 摘要",
    ),
    "seed": ("seed of all random numbers", "随机数种子"),
    "replication": ("number of the replication, from 1", "重复编号，从 1 起"),
    "complete": ("1 if the run reached its end, else 0", "运行到终点为 1，否则为 0"),
    "sampled_share": (
        "share of the residents whose encounters are kept",
        "保存就诊记录的居民比例",
    ),
    "measured_from": (
        "end of the warm-up, from which indicators count [ms since the start of the run]",
        "预热结束、指标开始统计的时刻 [自模拟开始起的毫秒数]",
    ),
    "first_midnight": (
        "end of the first day of the daily series [ms since the start of the run]",
        "逐日序列首日结束的时刻 [自模拟开始起的毫秒数]",
    ),
    "content_digest": (
        "digest of all datasets: equal for equal runs",
        "全部数据集的摘要，相同的运行摘要相同",
    ),
}
"""What the attributes of the root mean, in English and Chinese."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("The results file", "结果文件"),
    "intro": (
        "One run is one HDF5 file: `SCENARIO-0001.h5` for the first replication, `.h5.partial` "
        "while it is written or after it was stopped. [Reading results](../guides/results.md) "
        "shows how to work with it; `tiercare check` tells whether it is whole.",
        "每次运行一个 HDF5 文件：第一次重复为 `SCENARIO-0001.h5`；写入途中或被中止者以 "
        "`.h5.partial` 结尾。用法见[读取结果](../guides/results.md)；"
        "`tiercare check` 检查文件是否完整。",
    ),
    "made": (
        "This page is written by `make reference` from what a file says of itself; do not edit it.",
        "本页由 `make reference` 根据结果文件自身的说明生成，请勿手工修改。",
    ),
    "reading": ("Reading it", "读取"),
    "reading_says": (
        "Every dataset has the attributes `unit`, `description`, `description_zh` and "
        "`content_digest`; reals also `quantum`, to which they are rounded; codes `labels` and "
        "`labels_zh`, the names of 0, 1, 2 ...; ids `refers_to`, the table whose rows they number "
        "from 0. `missing_value` stands for what is not there or did not come. Instants are "
        "milliseconds since the midnight on which the run starts (`start` in `/scenario`), money "
        "is in fen. Numbers are little endian; columns of more than 65,536 rows lie in chunks, "
        "packed by HDF5's deflate unless the scenario says otherwise; texts are UTF-8.",
        "每个数据集都有属性 `unit`、`description`、`description_zh` 与 `content_digest`；实数另有 "
        "`quantum`（舍入单位）；编码另有 `labels` 与 `labels_zh`（0、1、2……的名称）；编号另有 "
        "`refers_to`（所指的表，行号从 0 起）。`missing_value` 表示缺失或未发生。"
        "时刻为自模拟开始日零点（`/scenario` 中的 `start`）起的毫秒数，金额以分计。"
        "数值为小端；超过 65,536 行的列分块存储，除非情景另有规定均以 HDF5 的 deflate 压缩；"
        "文本为 UTF-8。",
    ),
    "optional": (
        "With pandas and xarray (`pip install 'tiercare[xarray]'`), through `tiercare`:",
        "借助 `tiercare` 用 pandas 与 xarray（`pip install 'tiercare[xarray]'`）读取：",
    ),
    "root": ("Attributes of the root", "根属性"),
    "tables": ("Tables", "表"),
    "tables_says": (
        "A run with `detail: indicators` leaves out the tables of facts: encounters, admissions, "
        "referrals and away_care. `needs` and `purchases` are kept with `detail: everything` "
        "alone.",
        "`detail: indicators` 的运行不含事实表 encounters、admissions、referrals 与 away_care；"
        "`needs` 与 `purchases` 仅在 `detail: everything` 时保存。",
    ),
    "series": ("Series", "序列"),
    "indicators": ("Indicators", "指标"),
    "indicators_says": (
        "Rows of `/indicators`, each defined once, over the measured period.",
        "`/indicators` 的各行，均按统计期计算。",
    ),
    "history": ("History of the format", "格式沿革"),
    "attribute": ("attribute", "属性"),
    "column": ("column", "列"),
    "type": ("type", "类型"),
    "unit": ("unit", "单位"),
    "meaning": ("meaning", "含义"),
    "missing": ("missing", "缺失值"),
    "values": ("values", "取值"),
    "row_of": ("row of", "行号，指向"),
    "dimensions": ("by", "维度"),
    "indicator": ("indicator", "指标"),
    "name": ("name", "名称"),
    "definition": ("definition", "定义"),
    "version": ("version", "版本"),
}
"""The words of the page in English and Chinese."""

SNIPPETS = {
    "sh": "tiercare run county -o runs",
    "python": """import h5py

with h5py.File("runs/county-0001.h5") as file:
    wait = file["encounters/wait"]
    print(wait.attrs["unit"], wait.attrs["description"], wait[:5])
    print(file["scenario"][()].decode()[:60])""",
    "optional": """import tiercare as tc

run = tc.open_run("runs/county-0001.h5")
encounters = run.encounters.to_pandas(["facility", "reason", "wait"])  # names for codes and ids
daily = run.to_xarray()  # read when its values are asked for
print(encounters.groupby("reason", observed=True)["wait"].mean() / 60_000)  # [min]
print(daily["visits"].sum("facility").to_series().head())""",
    "r": """library(rhdf5)  # with hdf5r: H5File$new("runs/county-0001.h5", "r")[["deaths/time"]][]
wait <- h5read("runs/county-0001.h5", "encounters/wait", bit64conversion = "double")
reason <- h5read("runs/county-0001.h5", "encounters/reason", read.attributes = TRUE)
table(attr(reason, "labels")[reason + 1])  # codes count from 0, R from 1""",
}
"""How a file is read: commands, h5py alone, tiercare, R."""


class _Page:
    """One language of the page."""

    def __init__(self, run: Run, language: Language) -> None:
        self.run = run
        self.chinese = language == "zh"
        self.lines: list[str] = []

    def word(self, key: str) -> str:
        return self.either(WORDS[key])

    def either(self, texts: tuple[str, str]) -> str:
        return texts[1] if self.chinese else texts[0]

    def add(self, *paragraphs: str) -> None:
        for paragraph in paragraphs:
            self.lines += [paragraph, ""]

    def add_rows(self, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        heads = list(heads)
        told = [heads, ["---"] * len(heads), *rows]
        self.add("\n".join("| " + " | ".join(_cell(one) for one in row) + " |" for row in told))

    def add_code(self, language: str, text: str) -> None:
        self.add(f"```{language}\n{text}\n```")

    def meaning(self, column: Column) -> str:
        return column.description_zh if self.chinese else column.description

    def values(self, column: Column) -> str:
        """The codes with their names, or what an id refers to."""
        if column.refers_to:
            return f"{self.word('row_of')} `{column.refers_to}`"
        if not column.labels:
            return ""
        if not self.chinese:
            return ", ".join(f"{code} `{name}`" for code, name in enumerate(column.labels))
        pairs = zip(column.labels, column.labels_zh, strict=True)
        return "，".join(f"{code} `{name}` {zh}" for code, (name, zh) in enumerate(pairs))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _type_of(dataset: h5py.Dataset) -> str:
    return "text" if dataset.dtype.kind in "SO" else str(dataset.dtype.name)


def _add_reading(page: _Page) -> None:
    page.add(f"## {page.word('reading')}", page.word("reading_says"))
    page.add_code("sh", SNIPPETS["sh"])
    page.add_code("python", SNIPPETS["python"])
    page.add(page.word("optional"))
    page.add_code("python", SNIPPETS["optional"])
    page.add("R:")
    page.add_code("r", SNIPPETS["r"])


def _add_root(page: _Page) -> None:
    page.add(f"## {page.word('root')}")
    heads = (page.word("attribute"), page.word("meaning"))
    rows = ((f"`{name}`", page.either(says)) for name, says in ROOT_ATTRIBUTES.items())
    page.add_rows(heads, rows)


def _add_table(page: _Page, name: str, file: h5py.File) -> None:
    table = page.run.table(name)
    page.add(f"### `{name}`", table.description_zh if page.chinese else table.description)
    heads = [page.word(key) for key in ("column", "type", "unit", "meaning", "missing", "values")]
    rows = []
    for column in table.columns.values():
        dataset = cast(h5py.Dataset, file[f"{name}/{column.name}"])
        missing = "" if column.missing_value is None else str(column.missing_value)
        words = (column.unit, page.meaning(column), missing, page.values(column))
        rows.append((f"`{column.name}`", _type_of(dataset), *words))
    page.add_rows(heads, rows)


def _add_series(page: _Page, file: h5py.File) -> None:
    group = cast(h5py.Group, file["series/daily"])
    says = group.attrs["description_zh" if page.chinese else "description"]
    page.add(f"## {page.word('series')}", f"`/series/daily`: {says}")
    heads = [page.word(key) for key in ("column", "type", "unit", "dimensions", "meaning")]
    rows = []
    for name in group:
        dataset = cast(h5py.Dataset, group[name])
        column = describe(name, dataset)
        by = ", ".join(texts_of(dataset.attrs["dimensions"]))
        rows.append((f"`{name}`", _type_of(dataset), column.unit, by, page.meaning(column)))
    page.add_rows(heads, rows)


def _add_indicators(page: _Page) -> None:
    page.add(f"## {page.word('indicators')}", page.word("indicators_says"))
    table = page.run.indicators
    ending = "_zh" if page.chinese else ""
    columns = [
        table[name] for name in ("indicator", f"name{ending}", "unit", f"definition{ending}")
    ]
    heads = [page.word(key) for key in ("indicator", "name", "unit", "definition")]
    page.add_rows(heads, ((f"`{row[0]}`", *row[1:]) for row in zip(*columns, strict=True)))


def page(run: Run, language: Language) -> str:
    """The reference page of the format, from a file with trajectories.

    Parameters
    ----------
    run : Run
        A complete run that kept every table.
    language : {"en", "zh"}
        Language of the page.

    Returns
    -------
    str
        Markdown.
    """
    page = _Page(run, language)
    page.add(f"<!-- SPDX-License-Identifier: Apache-2.0 -->\n# {page.word('title')}")
    page.add(page.word("intro"), page.word("made"))
    _add_reading(page)
    _add_root(page)
    page.add(f"## {page.word('tables')}", page.word("tables_says"))
    with h5py.File(run.path) as file:
        for name in run.tables:
            _add_table(page, name, file)
        _add_series(page, file)
    _add_indicators(page)
    page.add(f"## {page.word('history')}")
    history = ((str(version), page.either(says)) for version, says in FORMAT_HISTORY.items())
    page.add_rows((page.word("version"), page.word("meaning")), history)
    return "\n".join(page.lines).rstrip("\n") + "\n"


def main() -> None:
    """Write both languages of the page from the file into the folder of the command line."""
    file, folder = sys.argv[1:]
    run = open_run(file)
    Path(folder, "results.md").write_text(page(run, "en"), encoding="utf-8")
    Path(folder, "results.zh.md").write_text(page(run, "zh"), encoding="utf-8")


if __name__ == "__main__":
    main()
