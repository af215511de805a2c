# SPDX-License-Identifier: Apache-2.0
"""The catalogue of conditions adds up to its sources before anything is simulated or tuned.

What people need is summed over conditions and ages and followed through seeking, wrong treatment,
worsening and review; visits and admissions per head are held against the parameter book. Facilities
count as being up to every need, so no capability, queue or bed of the scenario takes part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest

import tiercare as tc

ACUITIES = ["mild", "moderate", "severe", "critical"]
BANDS = ["under_5", "from_5_to_14", "from_15_to_44", "from_45_to_59", "from_60"]
TOLERANCE = 0.10


class Course(NamedTuple):
    """What the sums need of a course; shares of 1."""

    share: float
    capability: float
    admission: float
    worsens: float
    reviewed: float


class Condition(NamedTuple):
    """Felt needs per head and year by age band, and the courses by acuity."""

    needs: dict[str, float]
    courses: dict[str, Course]


@dataclass(frozen=True)
class Use:
    """Visits and admissions."""

    visits: float
    admissions: float

    def and_also(self, other: "Use") -> "Use":
        """Both together."""
        return Use(self.visits + other.visits, self.admissions + other.admissions)

    def times(self, factor: float) -> "Use":
        """So many times as much."""
        return Use(self.visits * factor, self.admissions * factor)


class County:
    """The county scenario as the product resolves it, with the sums that the tests need."""

    def __init__(self) -> None:
        self.values = dict(tc.explain("county").set_index("path")["value"])
        self.book = tc.parameter_book().to_dict("index")
        self.ages = self._ages()
        self.conditions = {name: self._condition(name) for name in self._names()}
        self.right = self.number("treatment.right_at_par")
        self.relapse = self.number("treatment.relapse_after_stay")

    def number(self, path: str) -> float:
        """A value of the scenario; percentages as shares, rates per year."""
        value, _, unit = str(self.values[path]).partition(" ")
        return float(value) / 100 if unit == "%" else float(value)

    def sourced(self, code: str) -> float:
        """A value of the parameter book."""
        return float(self.book[code]["value"])

    def bounds(self, code: str) -> tuple[float, float]:
        """The range of an entry of the parameter book."""
        return float(self.book[code]["low"]), float(self.book[code]["high"])

    def _names(self) -> list[str]:
        own = re.compile(r"conditions\.(\w+)\.icd10")
        return [found[1] for path in self.values if (found := own.fullmatch(path))]

    def _ages(self) -> dict[str, float]:
        ages = dict.fromkeys(BANDS, 0.0)
        for path in self.values:
            if path.startswith("population.ages."):
                band = path.rsplit(".", 1)[1]
                ages[band if band in ages else "from_60"] += self.number(path)
        return ages

    def _condition(self, name: str) -> Condition:
        begin = f"conditions.{name}"
        courses = {
            acuity: Course(
                self.number(f"{begin}.courses.{acuity}.share"),
                self.number(f"{begin}.courses.{acuity}.required_capability"),
                self.number(f"{begin}.courses.{acuity}.admission"),
                self.number(f"{begin}.courses.{acuity}.worsens"),
                self.number(f"{begin}.courses.{acuity}.followed_up"),
            )
            for acuity in ACUITIES
            if f"{begin}.courses.{acuity}.share" in self.values
        }
        incidence = {band: self.number(f"{begin}.incidence.{band}") for band in BANDS}
        return Condition({band: self.ages[band] * incidence[band] for band in BANDS}, courses)

    def each(self) -> Iterator[tuple[Condition, float, Course]]:
        """Every course with the needs per head and year that follow it."""
        for condition in self.conditions.values():
            for course in condition.courses.values():
                yield condition, sum(condition.needs.values()) * course.share, course

    def needs(self, band: str | None = None) -> float:
        """Felt needs per head and year, of one age band alone if it is named."""
        return sum(
            sum(one.needs.values()) if band is None else one.needs[band]
            for one in self.conditions.values()
        )

    def use_of(self, condition: Condition) -> Use:
        """Visits and admissions of one need, from the worst acuity down to the mildest.

        Who seeks care is seen, admitted or not, and once rightly treated perhaps reviewed. Who was
        treated wrongly comes again, after a stay only in a relapse; who did not seek care comes
        again if it worsens.
        """
        mean, worse = Use(0.0, 0.0), None
        for acuity, course in reversed(condition.courses.items()):
            sought = self.sourced(f"by.sought_{acuity}")
            once = Use(sought * (1 + self.right * course.reviewed), sought * course.admission)
            back = 1 - course.admission + course.admission * self.relapse
            returns = sought * (1 - self.right) * back
            neglected = (1 - sought) * course.worsens
            same = returns * (1 - course.worsens) if worse else returns + neglected
            if worse:
                once = once.and_also(worse.times(returns * course.worsens + neglected))
            worse = once.times(1 / (1 - same))
            mean = mean.and_also(worse.times(course.share))
        return mean

    def use(self) -> Use:
        """Visits and admissions per head and year."""
        total = Use(0.0, 0.0)
        for condition in self.conditions.values():
            total = total.and_also(self.use_of(condition).times(sum(condition.needs.values())))
        return total

    def admissions_needed(self, bands: list[str]) -> float:
        """Admissions per head and year that needs of these ages call for."""
        return sum(
            condition.needs[band] * course.share * course.admission
            for condition, _, course in self.each()
            for band in bands
        )


@pytest.fixture(scope="module")
def county() -> County:
    return County()


def test_the_summed_need_times_seeking_is_within_a_tenth_of_the_sourced_visits_per_head(
    county: County,
) -> None:
    visits = county.use().visits
    in_county = county.sourced("dem.county_visits_pc")
    of_county = in_county / (1 - county.sourced("dem.out_of_county_visit_share"))
    assert visits == pytest.approx(county.sourced("dem.visits_pc_2019"), rel=TOLERANCE)
    assert visits == pytest.approx(of_county, rel=TOLERANCE)


def test_the_summed_need_times_seeking_is_within_a_tenth_of_the_sourced_admissions_per_head(
    county: County,
) -> None:
    admissions = county.use().admissions
    assert admissions == pytest.approx(county.sourced("dem.admission_rate_2019"), rel=TOLERANCE)


@pytest.mark.parametrize(
    ("code", "band"),
    list(zip(["0_4", "5_14", "15_44", "45_59", "60p"], BANDS, strict=True)),
)
def test_each_age_has_its_sourced_share_of_needs(county: County, code: str, band: str) -> None:
    low, high = county.bounds(f"dem.rel_visit_rate_{code}")
    assert low <= county.needs(band) / county.ages[band] / county.needs() <= high


@pytest.mark.parametrize(
    ("code", "bands"),
    [("0_14", BANDS[:2]), ("15_44", BANDS[2:3]), ("45_59", BANDS[3:4]), ("60p", BANDS[4:])],
)
def test_each_age_has_its_sourced_share_of_admissions(
    county: County, code: str, bands: list[str]
) -> None:
    low, high = county.bounds(f"dem.rel_adm_rate_{code}")
    people = sum(county.ages[band] for band in bands)
    relative = county.admissions_needed(bands) / people / county.admissions_needed(BANDS)
    assert low <= relative <= high


@pytest.mark.parametrize(("code", "level"), [("village", 1), ("thc", 2), ("county", 3)])
def test_each_tier_is_up_to_its_sourced_share_of_needs(
    county: County, code: str, level: int
) -> None:
    low, high = county.bounds(f"mix.treat_{code}")
    within = sum(needs for _, needs, course in county.each() if course.capability <= level)
    assert low <= within / county.needs() <= high


def test_the_catalogue_names_each_condition_in_chinese_and_by_its_icd_10_blocks(
    county: County,
) -> None:
    block = r"[A-Z]\d\d(-[A-Z]\d\d)?"
    names = [str(county.values[f"conditions.{name}.name_zh"]) for name in county.conditions]
    assert len(county.conditions) >= 24
    assert len(set(names)) == len(names)
    for name, name_zh in zip(county.conditions, names, strict=True):
        assert re.search(r"[\u4e00-\u9fff]", name_zh), name
        assert re.fullmatch(
            rf"{block}(, {block})*", str(county.values[f"conditions.{name}.icd10"])
        ), name


def test_what_is_not_sought_or_treated_rightly_comes_up_again_and_worse(county: County) -> None:
    courses = {
        "mild": Course(1.0, 1.0, 0.0, worsens=0.5, reviewed=0.0),
        "severe": Course(0.0, 2.0, 1.0, worsens=0.0, reviewed=0.0),
    }
    spared = {acuity: course._replace(worsens=0.0) for acuity, course in courses.items()}
    assert county.use_of(Condition({}, spared)).admissions == 0
    # Severe: 95 % are admitted, and a fifth of the 15 % treated wrongly again. Mild: half of the
    # 35 % who stay at home and of the 65 % x 15 % treated wrongly become severe.
    severe = 0.95 / (1 - 0.95 * 0.15 * 0.2)
    mild = severe * (0.35 * 0.5 + 0.65 * 0.15 * 0.5) / (1 - 0.65 * 0.15 * 0.5)
    assert county.use_of(Condition({}, courses)).admissions == pytest.approx(mild)
