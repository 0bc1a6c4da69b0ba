"""The contract maps of the packs: every section accounted for, and honest about what is computed."""

from datetime import date

import pytest

from domain.contract_map import contract_map
from domain.documents import Status
from domain.rulegraph import RuleGraph
from graph.packs import documents, load_packs
from payroll.ability import lacking

TODAY = date(2026, 6, 1)
DOCUMENTS = documents()
TEMPLATES = {
    "PILOT CBA": "sample_pilot",
    "CABIN CBA": "sample_cabin",
    "AVELO REPORT": "avelo_like",
    "SAMPLE CBA": "sample",
}


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines={"XX": list(TEMPLATES.values())[:2], "AV": ["avelo_like"], "YY": ["sample"]})


def test_every_contract_has_a_map() -> None:
    assert set(DOCUMENTS) == set(TEMPLATES)


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_section_is_accounted_for(code: str, content: RuleGraph) -> None:
    rows = contract_map(content, DOCUMENTS[code], TODAY)
    assert [(row.citation, row.problem) for row in rows if not row.accounted] == []
    assert {row.citation for row in rows} == {one.citation for one in content.clauses if one.citation.startswith(code)}


@pytest.mark.parametrize("code", TEMPLATES)
def test_what_is_said_to_be_computed_the_engine_can_do_and_what_waits_it_cannot(code: str, content: RuleGraph) -> None:
    known = {rule.key: rule for rule in content.rules}
    for row in contract_map(content, DOCUMENTS[code], TODAY):
        missing = [
            lacking(version.spec) for key in row.rules for version in known[key].versions if not known[key].is_limit
        ]
        if row.status is Status.COMPUTED:
            assert not any(missing), row
        elif row.status is Status.NOT_YET and missing:
            assert any(missing), row


def test_the_letter_shows_on_the_section_it_changes_once_it_is_in_force(content: RuleGraph) -> None:
    def changed(on: date) -> list[str]:
        rows = contract_map(content, DOCUMENTS["PILOT CBA"], on)
        return [one.by for row in rows if row.citation == "PILOT CBA Section 4.B" for one in row.changed]

    assert changed(date(2026, 6, 30)) == []
    assert changed(date(2026, 7, 1)) == ["PILOT CBA Letter 26-02"]
