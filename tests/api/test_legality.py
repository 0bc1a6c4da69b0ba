"""A timeline judged by the asker's rules."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.claims import Claims
from domain.clock import midnight, to_iso
from domain.crew import Role
from domain.errors import InputError
from domain.timelines.reading import MOST_BYTES, MOST_EVENTS, read
from domain.timelines.timeline import AcclimatedClock
from services import airlines, editing, judging, timelines
from services.airlines import OPERATOR
from tests import changing
from tests.api.asking import Asker, client
from tests.api.conftest import World, fresh
from tests.api.month import Airline
from tests.api.questions import LEGALITY

__all__ = ["fresh"]

ENDS = {"end", "with_extension"}


def timeline(end: str = "22:00", at: str = "HVN", **more: Any) -> dict[str, Any]:
    """A captain's report at 06:00 in New Haven with four segments: 12:00 are allowed."""
    duty = {"kind": "FDP", "id": "d1", "at": at, "report": "2026-06-10T10:00Z", "end": f"2026-06-10T{end}Z"}
    return {
        "regime": "FAA_117",
        "crew": {"id": "X1", "position": "CAPTAIN", "base": "HVN", "acclimated_to": "HVN"},
        "events": [duty | {"segments": 4, "flight_minutes": 420} | more],
    }


def nested(depth: int) -> dict[str, Any]:
    """A timeline with lists in lists where the crew member should stand."""
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return timeline() | {"crew": inner}


def european(**more: Any) -> dict[str, Any]:
    """The same duty under EASA's law, which no airline of these tests flies under."""
    return timeline(**more) | {"regime": "EASA_FTL"}


def like_the_command(said: Any) -> Any:
    """The answer as the command line writes it: its keys, its instants, and a state only where there is one."""
    if isinstance(said, list):
        return [like_the_command(each) for each in said]
    if not isinstance(said, dict):
        return said
    found = {"".join(f"_{c.lower()}" if c.isupper() else c for c in key): like_the_command(said[key]) for key in said}
    short = {key: f"{datetime.fromisoformat(found[key]):%Y-%m-%dT%H:%MZ}" for key in ENDS & found.keys()}
    return {key: item for key, item in (found | short).items() if key != "state" or item is not None}


@pytest.mark.parametrize(
    ("name", "given", "expect"),
    [
        ("equality is legal", timeline(), "LEGAL"),
        ("a minute over is not", timeline("22:01"), "VIOLATION"),
        (
            "with a report due",
            timeline("23:30", extension={"phase": "AFTER_TAKEOFF", "pic_concurs": True}),
            "VIOLATION",
        ),
        ("by European law, with a state", european(), "LEGAL"),
    ],
)
async def test_the_answer_is_that_of_the_command_line(world: World, name: str, given: Any, expect: str) -> None:
    found = await Asker(world.doors, OPERATOR).ask(LEGALITY, timeline=given)
    assert found["verdict"] == expect
    bench = await timelines.from_edition(world.doors, OPERATOR)
    assert like_the_command(found) == timelines.written(bench.judge(read(json.dumps(given))))


async def test_a_violation_is_told_to_the_minute_with_its_path(world: World) -> None:
    found = await (await world.admin(world.xp)).ask(LEGALITY, timeline=timeline("22:15"))
    (broken,) = [each for each in found["findings"] if each["rule"] == "14CFR117.13(a)"]
    assert "12:15" in broken.pop("message")
    assert broken == {
        "event": "d1",
        "rule": "14CFR117.13(a)",
        "verdict": "VIOLATION",
        "limit": 720,
        "actual": 735,
        "excess": 15,
        "unit": "min",
        "path": ["Scenario unaugmented_fdp", "APPLIES_TO", "14CFR117.13(a)"],
    }
    (end,) = found["latestLegalEnds"]
    assert (end["end"], end["binding"]) == ("2026-06-10T22:00:00+00:00", "14CFR117.13(a)")


async def test_a_timeline_may_be_an_object_a_literal_or_the_text_of_a_file(world: World) -> None:
    asker = await world.admin(world.xp)
    literal = """{ legality(timeline: {
      regime: FAA_117, crew: {id: "X1", position: CAPTAIN, base: "HVN", acclimated_to: "HVN"}, events: [
        {kind: FDP, id: "d1", at: "HVN", report: "2026-06-10T10:00Z", end: "2026-06-10T22:01Z", segments: 4}]
    }) { verdict } }"""
    yaml = """
      regime: FAA_117
      crew: {id: X1, position: CAPTAIN, base: HVN, acclimated_to: HVN}
      events:
        - {kind: FDP, id: d1, at: HVN, report: 2026-06-10T10:00Z, end: 2026-06-10T22:01Z, segments: 4}
    """
    assert (await asker.ask(literal))["verdict"] == "VIOLATION"
    for given in (timeline("22:01"), json.dumps(timeline("22:01")), yaml):
        assert (await asker.ask(LEGALITY, timeline=given))["verdict"] == "VIOLATION"


async def test_the_airlines_recorded_policy_settles_what_the_regulation_leaves_open(world: World) -> None:
    given = timeline(at="LAX")
    shared = await Asker(world.doors, OPERATOR).ask(LEGALITY, timeline=given)
    assert shared["verdict"] == "NEEDS_POLICY"
    assert len(shared["assumptions"][0]["clocks"]) == 2
    ours = await (await world.admin(world.xp)).ask(LEGALITY, timeline=given)
    assert ours["verdict"] == "LEGAL"
    assert ours["assumptions"][0]["clocks"] == ["America/New_York"]
    theirs = given | {"policy": {"acclimated_clock": "fdp_series_start"}}
    own = await (await world.admin(world.xp)).ask(LEGALITY, timeline=theirs)
    assert own["assumptions"][0]["clocks"] == ["America/Los_Angeles"]


async def test_a_choice_counts_from_when_it_is_recorded(world: World) -> None:
    asker = await without_rules(world, "ZA")
    assert (await asker.ask(LEGALITY, timeline=timeline(at="LAX")))["verdict"] == "NEEDS_POLICY"
    await judging.choose_clock(world.doors, OPERATOR, "ZA", AcclimatedClock.HOME_BASE, "for this test")
    assert (await asker.ask(LEGALITY, timeline=timeline(at="LAX")))["verdict"] == "LEGAL"


async def test_everybody_of_an_airline_is_judged_alike_and_the_platform_by_shared_law(world: World) -> None:
    ours = await (await world.admin(world.xp)).ask(LEGALITY, timeline=timeline())
    for who in (await world.crew(world.xp, world.xp.captain), Asker(world.doors, inside(world.xp))):
        assert await who.ask(LEGALITY, timeline=timeline()) == ours
    shared = await Asker(world.doors, OPERATOR).ask(LEGALITY, timeline=timeline())
    assert shared["rulebook"] != ours["rulebook"]
    assert set(shared["checked"]) < set(ours["checked"])


async def test_an_airlines_own_rule_binds_its_own_people_only(fresh: World, tmp_path: Path) -> None:
    before = [await (await fresh.admin(each)).ask(LEGALITY, timeline=timeline()) for each in (fresh.xp, fresh.yy)]
    (tmp_path / "rest.yaml").write_text(OWN, "utf-8")
    await editing.add(fresh.doors, OPERATOR, "XP", tmp_path / "rest.yaml")
    await changing.publish(fresh.doors, OPERATOR, "XP", "more days off")
    ours, theirs = [await (await fresh.admin(each)).ask(LEGALITY, timeline=timeline()) for each in (fresh.xp, fresh.yy)]
    assert [each["rule"] for each in ours["findings"]] == ["XP-DAYS"]
    assert (before[0]["verdict"], theirs) == ("LEGAL", before[1])
    shared = await Asker(fresh.doors, OPERATOR).ask(LEGALITY, timeline=timeline())
    assert "XP-DAYS" not in [*shared["checked"], *shared["unchecked"]]
    assert (await Asker(fresh.doors, inside(fresh.yy)).ask(LEGALITY, timeline=timeline())) == theirs


OWN = """
clauses: [{citation: XP Manual 1, source: for this test}]
rules:
  - code: XP-DAYS
    kind: OperationRule
    category: DAYS_OFF
    title: More days off than June has
    text: In each calendar month a crew member has thirty days off.
    clause: XP Manual 1
    positions: [CAPTAIN, FIRST_OFFICER]
    hard: true
    phase: PLAN
    effective: 2014-01-04
    priority: 300
    applies_to: [any_period]
    spec: {family: days_off, free: "24:00", calendar_months: 1, times: 30}
"""


def inside(airline: Airline) -> Claims:
    """A platform's administrator with a token of the airline."""
    return replace(OPERATOR, airline_id=airline.id)


async def without_rules(world: World, code: str) -> Asker:
    """The administrator of an airline that has published no rules and recorded no policy."""
    await airlines.ensure(world.doors, OPERATOR, code, f"Airline {code}")
    return Asker(world.doors, await airlines.login(world.doors, OPERATOR, Role.ADMIN, code))


BAD: list[tuple[str, Any, str]] = [
    ("an unknown key", timeline(flown=1), "events[0].flown: there is no such key here"),
    ("an end before the start", timeline("09:59"), "events[0].end"),
    ("an unknown airport", timeline(at="QQQ"), "events[0].at"),
    (
        "no offset",
        timeline(scheduled_end="2026-06-10T22:00"),
        "events[0].scheduled_end: 2026-06-10T22:00 has no offset",
    ),
    ("a broken minute", timeline() | {"crew": 1.5}, "crew: write keys and values"),
    ("no object", [1], "the top: write keys and values"),
    ("no object either", 7, "the top: write keys and values"),
    ("nothing in it", {}, "regime: it is missing"),
    ("no JSON", "{", "this is no JSON"),
    ("a key twice", '{"regime": "FAA_117", "regime": "EASA_FTL"}', "The key regime stands twice"),
    ("a number without end", '{"a": ' + "1" * 5_000 + "}", "too many digits"),
    ("too many events", {"events": [{}] * (MOST_EVENTS + 1)}, "events: there are more than 10,000"),
    ("text that is too deep", '{"a":' * 5_000, "nested too deep"),
    ("an object that is deep", nested(400), "crew: write keys and values"),
]


@pytest.mark.parametrize(("name", "given", "says"), BAD, ids=[name for name, *_ in BAD])
async def test_bad_input_is_told_with_its_path_as_at_the_command_line(
    world: World, name: str, given: Any, says: str
) -> None:
    code, sentence = await (await world.admin(world.xp)).refused(LEGALITY, timeline=given)
    assert code == "BAD_INPUT"
    assert says in sentence
    with pytest.raises(InputError, match=re.escape(sentence)):
        read(given if isinstance(given, str) else json.dumps(given))


async def parts(size: int) -> AsyncIterator[bytes]:
    """A body of so many bytes that nobody told the length of before."""
    for start in range(0, size, 1_000_000):
        yield b" " * min(1_000_000, size - start)


@pytest.mark.parametrize("told", [True, False], ids=["told before", "found while it comes"])
async def test_more_than_100_mb_are_refused(world: World, told: bool) -> None:
    """Of the second no more than one part too many is read."""
    asker = await world.admin(world.xp)
    json_text = {"content-type": "application/json"}
    body = b" " * (MOST_BYTES + 1) if told else parts(MOST_BYTES + 2_000_000)
    answer = await asker.client.post("/graphql", content=body, headers=json_text)
    assert (answer.status_code, "100 MB" in answer.json()["detail"]) == (413, True)


async def test_100_mb_are_read(world: World) -> None:
    """And then are no JSON."""
    asker = await world.admin(world.xp)
    answer = await asker.client.post(
        "/graphql", content=parts(MOST_BYTES), headers={"content-type": "application/json"}
    )
    assert (answer.status_code, "no JSON" in answer.json()["detail"]) == (400, True)


async def test_whoever_is_not_signed_in_sends_nothing(world: World) -> None:
    """The token is looked at before the body."""
    sent = []

    async def body() -> AsyncIterator[bytes]:
        async for part in parts(MOST_BYTES):
            sent.append(part)
            yield part

    answer = await client(world.doors, None).post("/graphql", content=body())
    assert (answer.status_code, len(sent) < 2) == (401, True)


async def test_what_is_long_is_given_in_variables(world: World) -> None:
    asker = await world.admin(world.xp)
    question = f"{{ me {{ email }} }} # {'x' * 100_000}"
    answer = await asker.client.post("/graphql", json={"query": question})
    assert (answer.status_code, "in variables" in answer.json()["detail"]) == (413, True)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("a key twice", '{"regime": "FAA_117", "regime": "EASA_FTL"}', "The key regime stands twice"),
        ("too deep", '{"a":' * 100_000, "nested too deep"),
        ("a number without end", '{"a": ' + "1" * 5_000 + "}", "no JSON that can be read"),
        ("no JSON", "{", "no JSON that can be read"),
    ],
)
async def test_a_body_that_cannot_be_read_is_a_bad_request(world: World, name: str, given: str, says: str) -> None:
    answer = await raw(await world.admin(world.xp), given)
    assert answer.status_code == 400
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("body", ["7", '"x"', "[1]", "null"])
async def test_a_body_that_is_no_object_is_a_bad_request(world: World, body: str) -> None:
    asker = await world.admin(world.xp)
    answer = await asker.client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, "no object" in answer.json()["detail"]) == (400, True)


async def test_half_a_character_is_no_text(world: World) -> None:
    """JSON can say it, UTF-8 cannot."""
    for given in (r'"\ud800"', r'{"crew": "\ud800"}', r'{"\ud800": 1}'):
        (error,) = (await raw(await world.admin(world.xp), given)).json()["errors"]
        assert (error["extensions"]["code"], "no UTF-8 text" in error["message"]) == ("BAD_INPUT", True)


async def raw(asker: Asker, given: str) -> httpx.Response:
    """The answer to a timeline in these very words."""
    body = f'{{"query": {json.dumps(LEGALITY)}, "variables": {{"timeline": {given}}}}}'
    return await asker.client.post("/graphql", content=body, headers={"content-type": "application/json"})


async def test_an_airline_of_the_faa_judges_nothing_by_european_law(world: World) -> None:
    code, sentence = await (await world.admin(world.xp)).refused(LEGALITY, timeline=european())
    assert (code, sentence.split(":")[0]) == ("BAD_INPUT", "regime")


async def test_whoever_is_not_signed_in_is_judged_nothing(world: World) -> None:
    question = {"query": LEGALITY, "variables": {"timeline": timeline()}}
    answer = await client(world.doors, None).post("/graphql", json=question)
    assert (answer.status_code, set(answer.json())) == (401, {"detail"})


async def test_a_long_timeline_keeps_nobody_else_waiting(world: World) -> None:
    """The loop turns many times while the judge works; it would turn a time or two if the judge were in its way."""
    asker = await world.admin(world.xp)
    days = [{"kind": "DUTY", "task": "ADMIN", "start": day(at, 14), "end": day(at, 15)} for at in range(0, 6000, 4)]
    working = asyncio.create_task(asker.ask(LEGALITY, timeline=timeline() | {"events": days}))
    turns = 0
    while not working.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert (await working)["verdict"] == "LEGAL"
    assert turns > 10


def day(number: int, hour: int) -> str:
    """An hour of a day counted from the start of 2026."""
    return to_iso(midnight(date(2026, 1, 1), "UTC") + number * 1440 + hour * 60)
