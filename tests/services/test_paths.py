"""What depends on what, by the names that people type."""

import pytest

from domain.errors import InputError, NotFoundError
from domain.rules.rule import Key
from services.airlines import OPERATOR
from services.doors import Doors
from services.paths import LABELS, between, dependents

CHAIN = "overtime DEPENDS_ON guarantee DEPENDS_ON duty_rig DEPENDS_ON flight_pay"


async def test_what_depends_on_a_pay_component_by_kind(ruled: Doors) -> None:
    node, found = await dependents(ruled, OPERATOR, "flight_pay", "XP")
    assert (node.kind, tuple(found)) == ("component", tuple(LABELS))
    assert CHAIN in [path.text for path in found["component"]]
    rules = {path.end.key: path.text for path in found["rule"]}
    assert rules[Key("XP", "SAMPLE_Section_4.B")] == f"XP/SAMPLE_Section_4.B YIELDS {CHAIN}"
    assert {owner for owner, _ in rules} == {"XP"}
    assert all(path.end.kind == kind for kind, paths in found.items() for path in paths)


async def test_without_an_airline_an_airlines_own_rule_is_asked_for_itself(ruled: Doors) -> None:
    asked, found = await dependents(ruled, OPERATOR, "XP/SAMPLE_Section_5.C_controllable_delay")
    assert asked.key.owner == "XP"
    assert "XP/SAMPLE_Section_5.D_long_delay" in {str(path.end.key) for path in found["rule"]}
    _, shared = await dependents(ruled, OPERATOR, "delayed_flight")
    assert {path.end.key.owner for paths in shared.values() for path in paths} == {"PUBLIC"}


WRONG = [
    ("two kinds", "red_eye", "", InputError, "red_eye is a scenario and a component: say which with --kind scenario"),
    ("a kind that is none", "red_eye", "leg", InputError, "leg is no kind of node: choose from rule, scenario"),
    ("nothing", "red_eyes", "", NotFoundError, "There is no rule red_eyes"),
    ("another airline's", "YY/SAMPLE_Section_4.B", "", NotFoundError, "There is no rule YY/SAMPLE_Section_4.B"),
]


@pytest.mark.parametrize(("typed", "kind", "error", "says"), [each[1:] for each in WRONG], ids=[w[0] for w in WRONG])
async def test_a_name_that_says_too_much_or_nothing(
    typed: str, kind: str, error: type[Exception], says: str, ruled: Doors
) -> None:
    with pytest.raises(error, match=says):
        await dependents(ruled, OPERATOR, typed, "XP", kind)


async def test_the_kind_says_which_is_meant(ruled: Doors) -> None:
    for kind in ("scenario", "component"):
        node, _ = await dependents(ruled, OPERATOR, "red_eye", "XP", kind)
        assert node.kind == kind


async def test_how_two_hang_together(ruled: Doors) -> None:
    found = await between(ruled, OPERATOR, "flight_pay", "overtime")
    assert found is not None
    assert found.text == CHAIN
    near = await between(ruled, OPERATOR, "red_eye", "SAMPLE_Section_5.A_redeye", "XP")
    assert near is not None
    assert len(near.hops) == 1
    assert await between(ruled, OPERATOR, "XP/SAMPLE_Section_4.B", "YY/SAMPLE_Section_4.B") is None
