"""The contract map: what becomes of each section, and where the map and the graph do not agree."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.contract_map import contract_map
from domain.documents import Document, Status
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Clause, Key, Rule

TODAY = date(2026, 6, 1)
PAYS = {"family": "per_diem", "per_hour": "2.00"}
BOUNDS = {"family": "minimum_rest", "minutes": "10:00"}


def rule(owner: str = "XP", code: str = "R", spec: dict[str, Any] | None = None, **given: Any) -> Rule:
    usual: dict[str, Any] = {
        "owner": owner, "code": code, "kind": "ContractTerm", "category": "PAY", "title": "A term", "clause": "CBA 1",
        "positions": ["CAPTAIN"], "hard": False, "phase": "BOTH", "effective": date(2024, 1, 1),
    }  # fmt: skip
    return Rule.model_validate(usual | ({} if spec is None else {"spec": spec}) | given)


def graph(*rules: Rule, cites: str = "CBA 1") -> RuleGraph:
    return RuleGraph(
        rules=rules,
        clauses=(Clause(citation=cites, source="a test"),),
        edges=tuple(
            Edge(kind=EdgeKind.CITES, owner=one.owner, source=one.key, target=Key(PUBLIC, cites)) for one in rules
        ),
    )


def dated(**days: date) -> RuleGraph:
    """A rule whose citation counts for some time only."""
    whole = graph(rule(spec=PAYS))
    return whole.model_copy(update={"edges": tuple(edge.model_copy(update=days) for edge in whole.edges)})


def document(**section: Any) -> Document:
    usual = {"citation": "CBA 1", "title": "One", "status": "computed"}
    given = {"code": "CBA", "title": "A contract", "authority": "AGREEMENT", "sections": [usual | section]}
    return Document.model_validate(given)


NOT_YET = {"status": "not_yet", "owner": "we", "promised": date(2026, 6, 1)}
AMENDED = {"amended": [{"by": "CBA Letter", "since": date(2026, 5, 1), "says": "More."}]}
TWICE: dict[str, Any] = {
    "versions": [{"since": date(2024, 1, 1), "spec": PAYS}, {"since": date(2026, 5, 1), "spec": PAYS}]
}
ROWS: list[tuple[str, RuleGraph, dict[str, Any], str]] = [
    ("paid by a rule", graph(rule(spec=PAYS)), {}, ""),
    ("no rule", graph(), {}, "no rule that pays cites it"),
    ("a rule of text only", graph(rule()), {}, "no rule that pays cites it"),
    ("a limit pays nothing", graph(rule(spec=BOUNDS)), {}, "no rule that pays cites it"),
    ("the rule has ended", graph(rule(spec=PAYS, expires=TODAY)), {}, "no rule that pays cites it"),
    ("the rule ends tomorrow", graph(rule(spec=PAYS, expires=date(2026, 6, 2))), {}, ""),
    ("the rule begins tomorrow", graph(rule(spec=PAYS, effective=date(2026, 6, 2))), {}, "no rule that pays cites it"),
    ("the citation has ended", dated(until=TODAY), {}, "no rule that pays cites it"),
    ("the citation begins today", dated(since=TODAY), {}, ""),
    ("bounded by a rule", graph(rule(spec=BOUNDS)), {"status": "checked"}, ""),
    ("a pay term bounds nothing", graph(rule(spec=PAYS)), {"status": "checked"}, "no limit cites it"),
    ("nothing to work out", graph(rule()), {"status": "informational"}, ""),
    ("yet a rule does", graph(rule(spec=PAYS)), {"status": "informational"}, "XP/R works it out"),
    ("promised for today", graph(), NOT_YET, ""),
    ("promised for yesterday", graph(), NOT_YET | {"promised": date(2026, 5, 31)}, "it was promised for 2026-05-31"),
    ("by hand", graph(), {"status": "paid_by_hand", "owner": "the desk"}, ""),
    ("amended, and so is the rule", graph(rule(**TWICE)), AMENDED, ""),
    ("amended without a version", graph(rule(spec=PAYS)), AMENDED, "CBA Letter changed it on 2026-05-01"),
]


@pytest.mark.parametrize(("content", "section", "problem"), [one[1:] for one in ROWS], ids=[one[0] for one in ROWS])
def test_a_row(content: RuleGraph, section: dict[str, Any], problem: str) -> None:
    (row,) = contract_map(content, document(**section), TODAY)
    assert row.problem.startswith(problem)
    assert row.accounted == (problem == "")


def test_a_row_names_its_rules_of_one_airline() -> None:
    content = graph(rule(spec=PAYS), rule(owner="YY", spec=PAYS))
    assert [row.rules for row in contract_map(content, document(), TODAY)] == [(Key("XP", "R"), Key("YY", "R"))]
    assert [row.rules for row in contract_map(content, document(), TODAY, "YY")] == [(Key("YY", "R"),)]


def test_an_amendment_shows_from_its_first_day_on() -> None:
    content = graph(rule(**TWICE))
    shown = [
        [one.by for row in contract_map(content, document(**AMENDED), day) for one in row.changed]
        for day in (date(2026, 4, 30), date(2026, 5, 1))
    ]
    assert shown == [[], ["CBA Letter"]]


def test_a_section_that_only_the_graph_knows_is_not_forgotten() -> None:
    rows = contract_map(graph(rule(spec=PAYS), cites="CBA 2"), document(status="informational"), TODAY)
    assert [(row.citation, row.status, row.accounted) for row in rows] == [
        ("CBA 1", Status.INFORMATIONAL, True),
        ("CBA 2", None, False),
    ]
    assert rows[1].rules == (Key("XP", "R"),)


def test_sections_of_another_document_are_not_asked_for() -> None:
    rows = contract_map(graph(rule(spec=PAYS), cites="CBA-B 2"), document(status="informational"), TODAY)
    assert [row.citation for row in rows] == ["CBA 1"]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"status": "not_yet", "promised": TODAY}, "say who answers for it"),
        ({"status": "not_yet", "owner": "we"}, "a promised date belongs to not_yet"),
        ({"promised": TODAY}, "a promised date belongs to not_yet"),
        ({"status": "disputed"}, "say who answers for it"),
        ({"citation": "MBA 1"}, "MBA 1 is no section of CBA"),
    ],
)
def test_a_section_says_who_answers_and_when(section: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        document(**section)
