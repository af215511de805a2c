# SPDX-License-Identifier: Apache-2.0
"""Loading, running and comparing through the Python package, on one month of Heping."""

import threading
import time
from pathlib import Path

import pytest
from support import SHORT, SHORT_REFERRAL, WRONG

import tiercare as tc
from tiercare._core import Progress


def test_the_library_has_the_county_the_baseline_and_its_variant() -> None:
    assert {"county", "heping/2017", "heping/2017-referral"} <= set(tc.library_scenarios())


@pytest.mark.parametrize("name", tc.library_scenarios())
def test_every_library_scenario_loads_and_is_titled_in_both_languages(name: str) -> None:
    scenario = tc.load(name)
    assert scenario.name == name
    assert scenario.title
    assert scenario.title_zh
    assert int(scenario.hash, 16) > 0


def test_findings_carry_their_place() -> None:
    with pytest.raises(tc.ScenarioError) as caught:
        tc.load(WRONG)
    error = caught.value
    assert isinstance(error, ValueError)
    assert len(error.diagnostics) >= 2
    first = error.diagnostics[0]
    assert first.file.endswith("wrong.yaml")
    assert (first.severity, first.line, first.column) == ("error", 7, 11)
    assert "warm_upp" in first.message
    assert "did you mean" in str(error)
    assert all(
        f":{one.line}:{one.column}: {one.severity}" in str(error) for one in error.diagnostics
    )


def test_a_scenario_that_is_not_there_is_a_scenario_error() -> None:
    with pytest.raises(tc.ScenarioError, match="heping/2071"):
        tc.load("heping/2071")


def test_every_replication_gives_every_indicator(experiment: tc.Comparison) -> None:
    catalogue = [info.id for info in tc.indicators()]
    assert catalogue
    assert len(set(catalogue)) == len(catalogue)
    for one in experiment.baseline.replications:
        assert [row.id for row in one.indicators] == catalogue
        assert one.complete
        assert one.events > one.encounters > 0
    frame = experiment.baseline.indicators
    assert len(frame) == 2 * len(catalogue)
    assert set(frame["replication"]) == {1, 2}


def test_a_percentage_is_its_numerator_over_its_denominator(experiment: tc.Comparison) -> None:
    percentages = {info.id for info in tc.indicators() if info.unit == "%"}
    defined = [
        row
        for one in experiment.baseline.replications
        for row in one.indicators
        if row.id in percentages and row.denominator > 0
    ]
    assert len(defined) > 20
    for row in defined:
        assert row.value == pytest.approx(100 * row.numerator / row.denominator), row.id


def test_the_comparison_pairs_replications(experiment: tc.Comparison) -> None:
    frame = experiment.indicators.set_index("indicator")
    for info in tc.indicators():
        row = frame.loc[info.id]
        if row["replications"] < 2:
            continue
        assert row["low"] <= row["difference"] <= row["high"]
        assert row["difference"] == pytest.approx(row["variant"] - row["baseline"], abs=1e-6)
    assert (frame["difference"].abs() > 0).any()


def test_files_say_what_they_are(experiment: tc.Comparison) -> None:
    files = experiment.baseline.files
    assert len(files) == 2
    for file, one in zip(files, experiment.baseline.replications, strict=True):
        run = tc.open_run(file)
        assert run.complete
        assert run.seed == 5
        assert run.replication == one.replication
        assert run.content_digest == one.content_digest
        assert run.scenario_hash == experiment.baseline.scenario.hash
        text = experiment.baseline.scenario.resolved_text
        assert run.scenario_text.startswith(text)  # then the files it names
        assert len(run.encounters) > 1000
        assert len(run.referrals) > 0
        assert len(run.admissions) > 0
        assert len(run.persons) > 300_000
        assert not list(file.parent.glob("*.partial"))


def test_every_column_of_a_file_has_unit_and_both_descriptions(experiment: tc.Comparison) -> None:
    run = tc.open_run(experiment.baseline.files[0])
    assert {"persons", "facilities", "encounters", "referrals", "admissions", "indicators"} <= set(
        run.tables
    )
    for name in run.tables:
        table = run.table(name)
        assert table.description, name
        assert table.description_zh, name
        assert table.columns, name
        for column in table.columns.values():
            assert column.unit, (name, column.name)
            assert column.description, (name, column.name)
            assert column.description_zh, (name, column.name)


def test_indicators_in_the_file_are_those_of_the_result(experiment: tc.Comparison) -> None:
    one = experiment.baseline.replications[0]
    table = tc.open_run(one.file).indicators.to_pandas()
    assert {row.id for row in one.indicators} <= set(table["indicator"].astype(str))


def test_flows_of_a_real_run_add_up(experiment: tc.Comparison) -> None:
    flows = tc.count_flows(experiment.baseline.files)
    encounters = tc.open_run(experiment.baseline.files[0]).encounters
    assert 0 < flows.first_contacts.sum() <= 1.1 * len(encounters)
    assert flows.referred_up.sum() > 0


def test_equal_seeds_give_equal_bytes_at_any_number_of_threads(tmp_path: Path) -> None:
    runs = {}
    for threads in (1, 2, 4):
        result = tc.run(SHORT, 4, seed=5, threads=threads, output=tmp_path / str(threads))
        runs[threads] = [file.read_bytes() for file in result.files]
    assert len(set(runs[1])) == 4
    assert runs[1] == runs[2] == runs[4]


def test_what_is_kept_changes_nothing_of_what_happens(experiment: tc.Comparison) -> None:
    without_files = tc.run(SHORT, 2, seed=5)
    assert [one.state_digest for one in without_files.replications] == [
        one.state_digest for one in experiment.baseline.replications
    ]


def test_another_seed_gives_another_history(experiment: tc.Comparison) -> None:
    other = tc.run(SHORT, 1, seed=6)
    first = experiment.baseline.replications[0].indicators
    assert [row.value for row in other.replications[0].indicators] != [row.value for row in first]


def test_files_are_not_overwritten_unasked(tmp_path: Path) -> None:
    before = tc.run(SHORT, output=tmp_path).files[0].read_bytes()
    with pytest.raises(tc.OutputError, match=r"\.h5"):
        tc.run(SHORT, seed=2, output=tmp_path)
    files = list(tmp_path.iterdir())
    assert len(files) == 1
    assert files[0].read_bytes() == before
    tc.run(SHORT, seed=2, output=tmp_path, overwrite=True)
    assert files[0].read_bytes() != before


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(tc.OutputError):
        tc.run(SHORT, output=blocked / "runs")


@pytest.mark.parametrize("wrong", [{"replications": 0}, {"threads": 0}, {"detail": "all"}])
def test_options_without_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is "):
        tc.run(SHORT, **wrong)  # type: ignore[arg-type]


def test_progress_comes_on_the_calling_thread_and_rises() -> None:
    reports: list[Progress] = []
    threads = set()

    def note(progress: Progress) -> None:
        reports.append(progress)
        threads.add(threading.get_ident())

    tc.run(SHORT, 2, threads=2, progress=note)
    assert threads == {threading.get_ident()}
    for replication in (1, 2):
        fractions = [one.fraction for one in reports if one.replication == replication]
        assert fractions
        assert fractions == sorted(fractions)
        assert 0.0 <= fractions[0] < fractions[-1] == 1.0


def test_python_goes_on_while_simulating() -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    try:
        tc.run(SHORT_REFERRAL, 1)
    finally:
        done.set()
        ticker.join()
    assert ticks > 20


def test_what_the_progress_callback_raises_stops_the_run(tmp_path: Path) -> None:
    def refuse(progress: Progress) -> None:
        raise LookupError(f"enough at {progress.fraction}")

    with pytest.raises(LookupError, match="enough"):
        tc.run(SHORT, 50, threads=1, output=tmp_path, progress=refuse)
    assert len(list(tmp_path.glob("*.h5"))) < 50
