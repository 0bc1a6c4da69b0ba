"""A scenario that can never hold is found and named, with the parts that exclude each other."""

from datetime import date

import pytest

from domain.errors import InputError
from domain.never import never_holds
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Former, Key, Scenario
from graph.packs import load_packs


def scenario(condition: str, **given: object) -> Scenario:
    return Scenario.model_validate(
        {"id": "x", "title": "x", "category": "c", "grain": Grain.LEG, "condition": condition, **given}
    )


NEVER = [
    ("a range with nothing in it", "delay_minutes > 180 AND cancelled AND delay_minutes < 60",
     ("delay_minutes < 60", "delay_minutes > 180")),
    ("below the least", "delay_minutes < 0 OR segments > 100", ("delay_minutes < 0 OR segments > 100",)),
    ("a value and a blank", "delay_code = 'MX' AND delay_code IS NULL", ("delay_code = 'MX'", "delay_code IS NULL")),
    ("a sum", "segments >= 3 AND deadheads >= 3 AND augmented AND segments + deadheads < 6",
     ("deadheads + segments < 6", "deadheads >= 3", "segments >= 3")),
    ("by a law", "cancelled_after_report AND NOT cancelled AND augmented",
     ("NOT cancelled", "cancelled_after_report", "a flight cancelled after report is cancelled")),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "because"), [case[1:] for case in NEVER], ids=[case[0] for case in NEVER])
def test_names_what_excludes_each_other(condition: str, because: tuple[str, ...]) -> None:
    (found,) = never_holds([scenario("TRUE", id="a"), scenario(condition)])
    assert (found.scenario, found.condition, found.because) == (Key(PUBLIC, "x"), condition, because)
    assert f"PUBLIC/x can never hold: no row of facts satisfies {condition!r} ({'; '.join(because)})" in str(found)


def test_an_earlier_condition_counts() -> None:
    once = "segments > 3 AND segments < 3"
    changed = scenario("segments > 3", earlier=(Former(until=date(2026, 7, 1), condition=once),))
    assert [found.condition for found in never_holds([changed])] == [once]


def test_in_order_of_keys() -> None:
    found = never_holds([scenario("delay_minutes < 0", id=name) for name in ("b", "a")])
    assert [one.scenario.code for one in found] == ["a", "b"]


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match="Scenario PUBLIC/x: In the condition 'nonsense' at character 1: there is no"):
        never_holds([scenario("nonsense")])


def test_every_scenario_of_the_packs_can_hold() -> None:
    scenarios = load_packs().scenarios
    assert len(scenarios) > 80
    assert never_holds(scenarios) == ()
