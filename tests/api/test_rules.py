"""The rules, as an airline's administrator asks for them."""

import pytest

from tests.api.conftest import World
from tests.api.month import START
from tests.api.questions import RULE, RULEBOOK, RULES, SCENARIOS, VERDICT


async def test_the_rules_of_a_scenario(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(RULES, scenario="delayed_flight_controllable")
    assert found
    assert all("delayed_flight_controllable" in [each["id"] for each in rule["scenarios"]] for rule in found)
    assert {rule["servedFrom"] for rule in found} == {"GRAPH"}
    every = await asker.ask(RULES)
    assert len(every) > len(found)
    assert {rule["owner"] for rule in every} == {"PUBLIC", "XP"}


@pytest.mark.parametrize(
    ("words", "expect"),
    [
        ("guarantee 70", "SAMPLE_Section_4.A"),
        ("14CFR117.25(e)", "14CFR117.25(e)"),
        ("red-eye", "SAMPLE_Section_5.A_redeye"),
    ],
)
async def test_rules_are_found_by_words(world: World, words: str, expect: str) -> None:
    asker = await world.admin(world.xp)
    assert expect in [rule["code"] for rule in await asker.ask(RULES, search=words)]


async def test_words_that_no_rule_has_find_nothing(world: World) -> None:
    asker = await world.admin(world.xp)
    assert await asker.ask(RULES, search='zeppelin" OR *') == []


async def test_a_rule_has_its_dated_content_conflicts_and_what_it_displaces(world: World) -> None:
    asker = await world.admin(world.xp)
    rules = {rule["code"]: rule for rule in await asker.ask(RULES)}
    assert [each["code"] for each in rules["SAMPLE_Section_5.C_controllable_delay"]["overriddenBy"]] == [
        "SAMPLE_Section_5.D_long_delay"
    ]
    conflict = {"code": "SAMPLE_LOA_21-01", "method": "LATER_EFFECTIVE"}
    assert conflict in rules["SAMPLE_Section_4.A"]["conflicts"]
    table = rules["14CFR117.13(a)"]["versions"][0]["spec"]
    assert table["family"] == "fdp_table"
    assert all(isinstance(minutes, int) for row in table["rows"] for minutes in row["limits"])


async def test_a_rule_is_asked_for_by_its_code_and_a_wrong_one_is_told_what_comes_close(world: World) -> None:
    asker = await world.admin(world.xp)
    assert (await asker.ask(RULE, code="SAMPLE_Section_4.A"))["owner"] == "XP"
    assert (await asker.ask(RULE, code="14CFR117.13(a)"))["owner"] == "PUBLIC"
    code, sentence = await asker.refused(RULE, code="14CFR117.13(aa)")
    assert code == "NOT_FOUND"
    assert "14CFR117.13(a)" in sentence
    assert (await asker.refused(RULES, scenario="red_eyes"))[0] == "NOT_FOUND"


async def test_the_scenarios_with_their_conditions(world: World) -> None:
    asker = await world.admin(world.xp)
    found = {each["id"]: each for each in await asker.ask(SCENARIOS)}
    assert "delay_minutes" in found["delayed_flight_controllable"]["condition"]
    assert found["any_period"]["grain"] == "PERIOD"


async def test_the_rulebook_tells_what_was_chosen_what_was_dropped_and_who_yields(world: World) -> None:
    asker = await world.admin(world.xp)
    book = await asker.ask(RULEBOOK, start=START)
    assert (book["airline"], book["start"], book["end"], book["edition"]) == ("XP", START, "2026-12-01", 1)
    assert [each["order"] for each in book["chosen"]] == list(range(len(book["chosen"])))
    assert all(each["rule"]["clause"] and each["rule"]["servedFrom"] == "RULEBOOK" for each in book["chosen"])
    assert all(each["why"] for each in book["dropped"])
    pairs = [(each["winner"], each["loser"]) for each in book["precedence"]]
    assert ("SAMPLE_Section_5.D_long_delay", "SAMPLE_Section_5.C_controllable_delay") in pairs
    assert book["components"].index("flight_pay") < book["components"].index("overtime")


@pytest.mark.parametrize("subject", ["PLANNED", "FLOWN"])
async def test_the_judges_verdict(world: World, subject: str) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(VERDICT, start=START, subject=subject)
    book = await asker.ask(RULEBOOK, start=START)
    assert (found["subject"], found["rulebookHash"]) == (subject, book["hash"])
    assert found["duties"] == 19
    assert "14CFR117.13(a)" in found["checked"]
    assert all(each["message"] and each["rule"]["code"] == each["ruleCode"] for each in found["findings"])
