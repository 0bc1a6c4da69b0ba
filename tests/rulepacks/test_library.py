"""What stands around the rules: how they are read, what people call a situation, and that nothing lacks its words."""

import json
import re
from typing import Any, Final, get_args

import pytest

from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.fields import type_minutes
from domain.rules.limits import Limit
from domain.rules.pay import Term
from domain.rules.rule import PUBLIC
from graph.pack import Pack, PackRule
from graph.packfolder import read_folder
from graph.packs import load_packs

PACKS = read_folder()
RULES = [(pack, rule) for _, pack in PACKS for rule in pack.rules]
READINGS = [one for _, pack in PACKS for one in pack.interpretations]
SCENARIOS = {one.id: one for _, pack in PACKS for one in pack.scenarios}
COUNTED: Final = {
    *("percent", "deadhead_percent", "contingency_percent", "longitude_degrees", "unit", "credit", "per"),
    *("days", "nights", "report_days", "correct_days", "margin_days"),
    *("calendar_days", "calendar_months", "calendar_years", "times", "most", "most_per_period", "with_rest"),
    *("max_segments", "max_sectors", "long_flight_sectors", "extra_crew", "positions", "first_column"),
}
"""Numbers of a spec that are no minutes: shares, days, counts, ratios, and the unit of rounding."""


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines={"XX": ["sample"], "YY": ["sample_pilot", "sample_cabin"]})


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[rule.code for _, rule in RULES])
def test_a_rule_says_what_it_is_and_has_a_case_of_its_own(pack: Pack, rule: PackRule) -> None:
    assert rule.title
    assert rule.text
    assert rule.clause in {clause.citation for _, other in PACKS for clause in other.clauses}
    assert any(rule.code in (case.rule, *case.terms) for case in pack.cases)


@pytest.mark.parametrize(
    "kind", [*get_args(Limit), *get_args(Term)], ids=lambda kind: kind.model_fields["family"].default
)
def test_every_number_of_a_family_has_a_unit(kind: Any) -> None:
    """A length or a time of day is typed in minutes; any other number is of a kind that its name tells."""
    for name, field in kind.model_fields.items():
        numbers = [part for part in (field.annotation, *get_args(field.annotation)) if _is_number(part)]
        minutes = type_minutes in (*field.metadata, *(each for part in numbers for each in get_args(part)))
        assert not numbers or minutes or name in COUNTED, name


def _is_number(annotation: Any) -> bool:
    return annotation is int or get_args(annotation)[:1] == (int,)


def test_law_has_readings_of_its_own_and_so_has_each_sample_contract(content: RuleGraph) -> None:
    owners = [one.owner for one in content.interpretations]
    assert owners.count(PUBLIC) >= 8
    assert {"XX", "YY"} < set(owners)
    read = [edge for edge in content.edges if edge.kind is EdgeKind.INTERPRETS]
    assert {edge.source for edge in read} == {one.key for one in content.interpretations}
    assert all(edge.target.owner == edge.owner for edge in read), "law is read by the public, a contract by its airline"


@pytest.mark.parametrize("reading", READINGS, ids=[one.code for one in READINGS])
def test_a_reading_says_where_it_comes_from_and_nobody_has_validated_it_yet(reading: Any) -> None:
    assert reading.situation
    assert reading.reading
    assert reading.source
    assert reading.validated_by == ""
    assert reading.confidence < 100
    assert not reading.example or isinstance(json.loads(reading.example), dict)


CREW_WORDS = {
    "delayed_by_maintenance": "late flight was held for a mechanic",
    "red_eye": "red eye",
    "junior_assignment": "junior manned",
    "cancelled_after_report": "cancelled on me",
    "day_off_infringed": "work on my day off",
    "standby_unused": "sat at the airport on standby",
    "deadhead_leg": "deadheaded",
    "extended_on_the_day": "timed out",
    "unfit_for_duty": "called in fatigued",
    "diverted_flight": "diverted",
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_situation_is_told_in_one_sentence(scenario: str) -> None:
    said = SCENARIOS[scenario].description
    assert said.endswith((".", ").")), said
    assert not re.search(r"[a-z]\. ", said), said
    assert len(said.split()) >= 5, said


@pytest.mark.parametrize("scenario", CREW_WORDS)
def test_people_find_their_own_words_in_it(scenario: str) -> None:
    assert CREW_WORDS[scenario] in SCENARIOS[scenario].description.lower()
