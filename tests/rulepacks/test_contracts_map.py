"""The maps of laws and contracts: every section accounted for, and honest about what is computed and checked."""

from datetime import date

import pytest

from domain.contract_map import contract_map
from domain.documents import Status
from domain.rulegraph import RuleGraph
from graph.packs import documents, load_packs
from legality.families import FAMILIES as OF_TIMELINES
from legality.schedule.families import FAMILIES as OF_SCHEDULES

TODAY = date(2026, 6, 1)
JUDGED = {*OF_TIMELINES, *OF_SCHEDULES}
"""The families that a judge looks at: that of timelines or that of schedules."""
DOCUMENTS = documents()
TEMPLATES = {
    "PILOT CBA": "sample_pilot",
    "CABIN CBA": "sample_cabin",
    "AVELO REPORT": "avelo_like",
    "SAMPLE CBA": "sample",
}
LAW = ("14 CFR 117", "14 CFR 121.467", "ORO.FTL", "CS FTL.1", "Sample Operations Manual")
LETTERED = {
    "14 CFR 117": [f"14 CFR 117.{number}" for number in range(1, 31, 2)],
    "14 CFR 121.467": [f"14 CFR 121.467(b)({number})" for number in range(1, 15)],
    "ORO.FTL": [f"ORO.FTL.{number}" for number in (*range(100, 126, 5), *range(200, 251, 5))],
}
"""What the law has: each of these, or paragraphs of it, must be on the map."""


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines={"XX": list(TEMPLATES.values())[:2], "AV": ["avelo_like"], "YY": ["sample"]})


def test_every_text_has_a_map_and_an_authority() -> None:
    assert set(DOCUMENTS) == {*TEMPLATES, *LAW}
    issued = {code: document.authority for code, document in DOCUMENTS.items()}
    assert (issued["14 CFR 117"], issued["ORO.FTL"], issued["PILOT CBA"]) == ("FAA", "EASA", "AGREEMENT")


@pytest.mark.parametrize("code", [*TEMPLATES, *LAW])
def test_every_section_is_accounted_for(code: str, content: RuleGraph) -> None:
    rows = contract_map(content, DOCUMENTS[code], TODAY)
    assert [(row.citation, row.problem) for row in rows if not row.accounted] == []
    assert {row.citation for row in rows} >= {one.citation for one in content.clauses if one.document == code}


@pytest.mark.parametrize("code", LETTERED)
def test_no_paragraph_of_the_law_is_left_out(code: str) -> None:
    named = [section.citation for section in DOCUMENTS[code].sections]
    assert [one for one in LETTERED[code] if not any(name == one or name.startswith(f"{one}(") for name in named)] == []


def test_every_clause_is_of_a_document_that_holds_it(content: RuleGraph) -> None:
    for clause in content.clauses:
        assert DOCUMENTS[clause.document].holds(clause.citation), clause


@pytest.mark.parametrize("code", LAW)
def test_what_is_said_to_be_checked_the_judge_checks_and_what_waits_it_does_not(code: str, content: RuleGraph) -> None:
    known = {rule.key: rule for rule in content.rules}
    for row in contract_map(content, DOCUMENTS[code], TODAY):
        judged = [known[key].hard and known[key].family in JUDGED for key in row.rules]
        if row.status is Status.CHECKED:
            assert judged, row
            assert all(judged), row
        elif row.status is Status.NOT_YET:
            assert not any(judged), row


@pytest.mark.parametrize("code", TEMPLATES)
def test_all_of_a_contract_that_has_terms_of_pay_is_computed(code: str, content: RuleGraph) -> None:
    known = {rule.key: rule for rule in content.rules}
    for row in contract_map(content, DOCUMENTS[code], TODAY):
        pays = any(known[key].versions and not known[key].is_limit for key in row.rules)
        assert pays == (row.status is Status.COMPUTED), row


def test_the_letter_shows_on_the_section_it_changes_once_it_is_in_force(content: RuleGraph) -> None:
    def changed(on: date) -> list[str]:
        rows = contract_map(content, DOCUMENTS["PILOT CBA"], on)
        return [one.by for row in rows if row.citation == "PILOT CBA Section 4.B" for one in row.changed]

    assert changed(date(2026, 6, 30)) == []
    assert changed(date(2026, 7, 1)) == ["PILOT CBA Letter 26-02"]
