"""Past editions: what was known at an instant, what was in force on a day, and both at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from domain.errors import CrewlexError, InputError, NotFoundError
from domain.rules.rule import PUBLIC
from graph.context import rule_context
from graph.surroundings import surroundings
from services import airlines, content, editing, months, past, publishing, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from services.past import NOW, Known
from store import editions
from tests.changing import publish
from tests.fixtures_store import admin, member

NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
OVERTIME, REDEYE = "SAMPLE_Section_4.B", "SAMPLE_Section_5.A_redeye"
NEW_YEAR = date(2027, 1, 1)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hashes(ruled: Doors) -> dict[int, str]:
    """The Rulebook of November that was handed out under each edition: 2 corrects a value, 3 announces another."""
    handed = {1: (await rulebooks.in_force(ruled, OPERATOR, "XP", *NOVEMBER)).hash}
    for number, since in ((2, None), (3, NEW_YEAR)):
        await editing.set_value(ruled, OPERATOR, "XP", OVERTIME, "percent", 50 + number, since=since)
        assert await publish(ruled, OPERATOR, "XP") == number
        handed[number] = (await rulebooks.in_force(ruled, OPERATOR, "XP", *NOVEMBER)).hash
    return handed


async def published_at(doors: Doors, number: int) -> datetime:
    async with doors.database.reading(OPERATOR) as session:
        return await editions.published_at(session, number)


async def percent(doors: Doors, day: date, known: Known = NOW) -> int:
    """What overtime pays on top on a day, by what was known."""
    found = await past.shown(doors, OPERATOR, OVERTIME, "XP", day, known)
    return found.rule.versions[-1].spec.percent  # type: ignore[union-attr, return-value]


async def test_any_edition_compiles_the_hash_that_was_handed_out(ruled: Doors, hashes: dict[int, str]) -> None:
    assert hashes[1] != hashes[2]
    for number, handed in hashes.items():
        found = await past.rulebook(ruled, OPERATOR, "XP", *NOVEMBER, Known(edition=number))
        assert (found[0], found[1].hash) == (number, handed)


async def test_what_was_known_at_an_instant_is_the_newest_edition_by_then(ruled: Doors, hashes: dict[int, str]) -> None:
    moment = timedelta(microseconds=1)
    for number in (2, 3):
        at = await published_at(ruled, number)
        for instant, expect in ((at - moment, number - 1), (at, number), (at + moment, number)):
            found = await past.rulebook(ruled, OPERATOR, "XP", *NOVEMBER, Known(at=instant))
            assert (found[0], found[1].hash) == (expect, hashes[expect])


async def test_a_day_asks_for_what_was_in_force_on_it(ruled: Doors, hashes: dict[int, str]) -> None:
    eve = NEW_YEAR - timedelta(days=1)
    assert await percent(ruled, eve) == 52
    assert await percent(ruled, NEW_YEAR) == 53
    assert await percent(ruled, NEW_YEAR, Known(edition=2)) == 52, "it was not announced yet"
    assert await percent(ruled, eve, Known(edition=1)) == 50, "nor corrected"
    before = Known(at=await published_at(ruled, 3) - timedelta(microseconds=1))
    assert await percent(ruled, NEW_YEAR, before) == 52


async def test_the_rulebook_of_a_day_is_that_of_a_period_of_one(ruled: Doors, hashes: dict[int, str]) -> None:
    days = (NEW_YEAR, NEW_YEAR + timedelta(days=1))
    _, book = await past.rulebook(ruled, OPERATOR, "XP", *days)
    assert (book.start, book.end) == days
    assert book.hash == (await rulebooks.in_force(ruled, OPERATOR, "XP", *days)).hash


async def test_a_rule_out_of_the_record_is_the_one_in_the_live_graph(ruled: Doors, hashes: dict[int, str]) -> None:
    _, whole = await publishing.published(ruled)
    for airline in ("XP", "YY"):
        keys = [rule.key for rule in whole.rules if rule.owner in (PUBLIC, airline)]
        live = await rule_context(ruled.graph, keys, airline, months.today(ruled.settings))
        assert {key: surroundings(whole, key, airline) for key in keys} == live


async def test_another_airlines_edition_leaves_a_rulebook_as_it_was(ruled: Doors, hashes: dict[int, str]) -> None:
    found = [(await past.rulebook(ruled, OPERATOR, "YY", *NOVEMBER, Known(number)))[1].hash for number in hashes]
    assert len(set(found)) == 1


async def test_an_airline_sees_shared_law_and_its_own_of_every_edition(ruled: Doors, hashes: dict[int, str]) -> None:
    own = (await airlines.find(ruled, OPERATOR, "XP")).id
    for claims in (admin(own), member(own)):
        for number in hashes:
            _, seen = await past.listed(ruled, claims, None, Known(number))
            assert set(content.owners(seen)) == {"XP"}
            assert (await past.rulebook(ruled, claims, "XP", *NOVEMBER, Known(number)))[1].hash == hashes[number]
        with pytest.raises(NotFoundError, match="no airline YY here"):
            await past.rulebook(ruled, claims, "YY", *NOVEMBER, Known(1))
        seen_by_both = await past.compared(ruled, claims, None, 1, 2)
        assert seen_by_both == await past.compared(ruled, OPERATOR, "XP", 1, 2)
        with pytest.raises(NotFoundError, match="There is no rule YY/"):
            await past.shown(ruled, claims, f"YY/{OVERTIME}", None, None, Known(1))


async def test_editions_are_compared_as_people_read_them(ruled: Doors, hashes: dict[int, str]) -> None:
    one, two = await past.compared(ruled, OPERATOR, "XP", 1, 2), await past.compared(ruled, OPERATOR, "XP")
    assert [each.told for each in one.differences] == [f"XP/{OVERTIME}: percent 50 -> 52"]
    assert (two.before, two.after) == (2, 3)
    assert [each.told for each in two.differences] == [f"XP/{OVERTIME}: percent 52 -> 53 from 2027-01-01 on"]
    assert (await past.compared(ruled, OPERATOR, "YY", 1, 3)).differences == ()
    back = await past.compared(ruled, OPERATOR, None, 3, 1)
    assert [each.told for each in back.differences] == [
        f"XP/{OVERTIME}: percent 52 -> 50 up to 2027-01-01",
        f"XP/{OVERTIME}: percent 53 -> 50 from 2027-01-01 on",
    ]


EARLY, NAIVE = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)  # noqa: DTZ001  (without an offset on purpose)
WRONG: dict[str, tuple[Known, type[CrewlexError], str]] = {
    "an edition to come": (Known(99), NotFoundError, "There is no edition 99 of the rules: there are editions 1 to 3."),
    "edition 0": (Known(0), NotFoundError, "no edition 0"),
    "before the first": (
        Known(at=EARLY),
        NotFoundError,
        "No rules were published by 2020-01-01T00:00:00Z: edition 1 is of",
    ),
    "both": (Known(1, EARLY), InputError, "not both"),
    "without an offset": (Known(at=NAIVE), InputError, "has no offset"),
}


@pytest.mark.parametrize(("known", "error", "why"), WRONG.values(), ids=WRONG)
async def test_what_cannot_be_asked_is_told(
    ruled: Doors, hashes: dict[int, str], known: Known, error: type[CrewlexError], why: str
) -> None:
    with pytest.raises(error, match=why):
        await past.rulebook(ruled, OPERATOR, "XP", *NOVEMBER, known)


async def test_a_rule_before_its_first_day_is_told_to_be(ruled: Doors, hashes: dict[int, str]) -> None:
    with pytest.raises(NotFoundError, match=f"XP/{REDEYE} was not in force on 1990-01-01: it is from"):
        await past.shown(ruled, OPERATOR, REDEYE, "XP", date(1990, 1, 1))
