"""One regime's law binds an airline; the other's is out of scope, and says so."""

import pytest

from domain.regime import Regime
from domain.resolve import resolve
from domain.rules.rule import PUBLIC, Rule, RuleKind
from tests.domain.examples import AIRLINE, END, START, applies, codes, graph, overrides, rest, scenario

FAA = rest("117.25(e)", 10, owner=PUBLIC)
EASA = rest("ORO.FTL.235", 12, owner=PUBLIC, kind=RuleKind.EASA)
MANUAL = rest("OPS", 9, owner=PUBLIC, kind=RuleKind.OPERATION)
CONTRACT = rest("4.A", 11, hard=True)
RULES = (FAA, EASA, MANUAL, CONTRACT)
CONTENT = graph(*RULES, scenario("always", "TRUE"), *(applies(rule, "always") for rule in RULES))


@pytest.mark.parametrize(("regime", "foreign"), [(Regime.FAA, EASA), (Regime.EASA, FAA)])
def test_contract_and_manual_stand_under_either(regime: Regime, foreign: Rule) -> None:
    book = resolve(CONTENT, AIRLINE, START, END, regime)
    assert set(book.rules.values()) == set(RULES) - {foreign}
    (dropped,) = book.dropped
    assert dropped.why.startswith("out of scope: ")
    assert dropped.why.endswith(f"the airline flies under {regime}")


def test_nothing_said_is_the_faa() -> None:
    assert resolve(CONTENT, AIRLINE, START, END).hash == resolve(CONTENT, AIRLINE, START, END, Regime.FAA).hash


def test_foreign_law_displaces_nothing() -> None:
    content = graph(FAA, EASA, overrides(FAA, EASA, owner=PUBLIC))
    book = resolve(content, AIRLINE, START, END, Regime.EASA)
    assert codes(book) == [EASA.code]
    assert book.precedence == ()
