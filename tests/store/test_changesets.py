"""Change sets in the record: numbered, step by step, each step by the one who may, whatever program asks."""

from datetime import date
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from alembic import command
from sqlalchemy import create_engine, text

from domain.claims import Claims
from domain.crew import Role
from domain.errors import CrewlexError, InputError, NotFoundError, RefusedError
from domain.rules.rule import PUBLIC
from servers.addresses import Addresses
from store import audit, drafts, editions, migrate, publishing, steps, urls
from store.database import Database
from store.tables.enums import DraftStatus
from tests.fixtures_store import PLATFORM, admin, member, scratch, service
from tests.store.sample import Sample, small_airline
from tests.store.test_editions import content, law

EDIT = {"edit": "remove_edge"}
DAY = date(2027, 1, 1)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def two(database: Database) -> tuple[Sample, Sample]:
    """Two airlines, and an edition to be part of."""
    async with publishing.hold(database, PLATFORM) as session:
        await editions.commit(session, 1, {PUBLIC: content(law())}, "all")
    return await small_airline(database, "CA"), await small_airline(database, "CB")


def somebody(sample: Sample, number: int) -> Claims:
    """Another administrator of the airline."""
    return Claims(UUID(int=number), f"{number}@example.com", Role.ADMIN, sample.airline)


async def begun(database: Database, author: Claims, sample: Sample) -> int:
    """The number of an open change set with one edit."""
    async with database.writing(author) as session:
        draft = await drafts.ensure(session, sample.code, sample.airline)
        await drafts.append(session, draft.id, EDIT)
        return draft.number


async def submitted(database: Database, author: Claims, sample: Sample) -> int:
    number = await begun(database, author, sample)
    async with database.writing(author) as session:
        await steps.submit(session, number, "a reason", DAY)
    return number


async def approved(database: Database, author: Claims, sample: Sample) -> int:
    number = await submitted(database, author, sample)
    async with database.writing(somebody(sample, 99)) as session:
        await steps.approve(session, number, "sha256:1", "fine")
    return number


async def test_an_author_has_one_open_for_each_owner_and_looking_uses_up_no_number(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    author = somebody(two[0], 10)
    first = await begun(database, author, two[0])
    assert await begun(database, author, two[0]) == first
    async with database.writing(author) as session:
        await steps.submit(session, first, "a reason", None)
    assert await begun(database, author, two[0]) == first + 1


async def test_from_draft_to_edition_every_step_says_who_and_is_in_the_log(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    author, reviewer = somebody(two[0], 11), somebody(two[0], 99)
    number = await approved(database, author, two[0])
    async with database.writing(author) as session:
        await steps.published(session, number, 1)
    async with database.reading(author) as session:
        draft = await drafts.numbered(session, number)
        deeds = await audit.of(session, "draft", draft.id)
    assert (draft.status, draft.edition, draft.effective, draft.edits) == (DraftStatus.PUBLISHED, 1, DAY, [EDIT])
    assert (draft.author, draft.reviewed_by, draft.published_by) == (author.sub, reviewer.sub, author.sub)
    assert (draft.author_email, draft.reviewer_email, draft.note) == (author.email, reviewer.email, "fine")
    assert None not in (draft.submitted_at, draft.reviewed_at, draft.published_at)
    told = [(deed.action, deed.actor_id, deed.reason) for deed in deeds]
    assert told == [
        ("SUBMITTED", author.sub, "a reason"), ("APPROVED", reviewer.sub, "fine"), ("PUBLISHED", author.sub, "a reason")
    ]  # fmt: skip


async def test_a_rejected_one_goes_back_to_its_author_and_is_reviewed_anew(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    author = somebody(two[0], 12)
    number = await submitted(database, author, two[0])
    async with database.writing(somebody(two[0], 99)) as session:
        with pytest.raises(InputError, match="a rejection says why"):
            await steps.reject(session, number, " ")
        assert (await steps.reject(session, number, "too much")).note == "too much"
    async with database.writing(author) as session:
        draft = await steps.reopen(session, number)
        assert (draft.status, draft.note, draft.reviewed_by, draft.approved) == (DraftStatus.OPEN, "", None, None)
        await drafts.append(session, draft.id, EDIT)
        assert len((await steps.discard(session, number)).edits) == 2


REFUSED = {
    "one's own, by its author": (submitted, 13, "approve", "somebody else has to review it"),
    "one that is open": (begun, 99, "approve", "is OPEN, and only one that is CHECKED"),
    "one that was approved": (approved, 98, "approve", "is APPROVED, and only one that is CHECKED"),
    "a submitted one is not published": (submitted, 99, "published", "only one that is APPROVED"),
    "somebody else's is not taken back": (submitted, 99, "reopen", "only its author does that"),
    "somebody else's is not dropped": (begun, 99, "discard", "only its author does that"),
    "somebody else's is not submitted": (begun, 99, "submit", "only its author does that"),
}


@pytest.mark.parametrize(("make", "who", "step", "said"), REFUSED.values(), ids=REFUSED)
async def test_steps_that_are_refused(
    database: Database, two: tuple[Sample, Sample], make: object, who: int, step: str, said: str
) -> None:
    number = await make(database, somebody(two[0], 13), two[0])  # type: ignore[operator]
    given = {"approve": ("sha256:1", ""), "published": (1,), "submit": ("why", None)}.get(step, ())
    with pytest.raises(RefusedError, match=said):
        async with database.writing(somebody(two[0], who)) as session:
            await getattr(steps, step)(session, number, *given)
    async with database.writing(somebody(two[0], 13)) as session:  # the next case begins anew
        if make is not begun:
            await steps.reopen(session, number)
        await steps.discard(session, number)


BY_HAND = [
    ("its author, reviewing", "UPDATE drafts SET status = 'APPROVED', reviewed_by = :author, approved = 'x'", 14),
    ("its author, as somebody", "UPDATE drafts SET status = 'APPROVED', reviewed_by = :other, approved = 'x'", 14),
    ("its author, giving it away", "UPDATE drafts SET author = :other", 14),
    ("a reviewer, as somebody", "UPDATE drafts SET status = 'APPROVED', reviewed_by = :third, approved = 'x'", 99),
    ("a reviewer, editing", "UPDATE drafts SET edits = '[]'", 99),
    ("a reviewer, editing on the way",
     "UPDATE drafts SET edits = '[]', status = 'APPROVED', reviewed_by = :other, approved = 'x'", 99),
    ("a reviewer, moving the day",
     "UPDATE drafts SET effective = NULL, status = 'APPROVED', reviewed_by = :other, approved = 'x'", 99),
    ("past the review", "UPDATE drafts SET status = 'PUBLISHED', published_by = :author, edition = 1", 14),
    ("its author, editing what is checked", "UPDATE drafts SET edits = '[]'", 14),
    ("anybody, deleting", "DELETE FROM drafts", 99),
]  # fmt: skip


@pytest.mark.parametrize(("name", "statement", "who"), BY_HAND, ids=[case[0] for case in BY_HAND])
async def test_no_statement_goes_around_the_review(
    database: Database, two: tuple[Sample, Sample], name: str, statement: str, who: int
) -> None:
    author = somebody(two[0], 14)
    async with database.reading(author) as session:
        found = await drafts.every(session, two[0].code, DraftStatus.CHECKED)
    mine = [draft.number for draft in found if draft.author == author.sub]
    number = mine[0] if mine else await submitted(database, author, two[0])
    values = {"author": UUID(int=14), "other": UUID(int=99), "third": UUID(int=98)}
    used = {key: value for key, value in values.items() if f":{key}" in statement}
    with pytest.raises(CrewlexError):
        async with database.writing(somebody(two[0], who)) as session:
            await session.execute(text(f"{statement} WHERE number = :number"), used | {"number": number})


async def test_what_was_approved_is_not_edited_any_more(database: Database, two: tuple[Sample, Sample]) -> None:
    number = await approved(database, somebody(two[0], 15), two[0])
    for statement in ("edits = '[]'", "approved = 'other'", "effective = NULL", "message = 'x'"):
        for who in (15, 99):
            with pytest.raises(RefusedError):
                async with database.writing(somebody(two[0], who)) as session:
                    await session.execute(text(f"UPDATE drafts SET {statement} WHERE number = {number}"))


async def test_change_sets_of_another_airline_and_of_shared_law_are_not_to_be_seen(
    database: Database, two: tuple[Sample, Sample]
) -> None:
    number = await submitted(database, somebody(two[0], 16), two[0])
    async with database.writing(PLATFORM) as session:
        shared = (await drafts.ensure(session, PUBLIC, None)).number
    for who in (admin(two[1].airline), member(two[0].airline), somebody(two[1], 99)):
        async with database.writing(who) as session:
            for unseen in (number, shared):
                with pytest.raises(NotFoundError, match=f"no change set CS-{unseen} here"):
                    await steps.approve(session, unseen, "sha256:1", "")
            assert [draft for draft in await drafts.every(session) if draft.number in (number, shared)] == []
    async with database.reading(PLATFORM) as session:
        numbers = [draft.number for draft in await drafts.every(session)]
    assert {number, shared} <= set(numbers)
    assert numbers == sorted(numbers, reverse=True)


async def test_no_program_begins_or_reviews_one(database: Database, two: tuple[Sample, Sample]) -> None:
    number = await submitted(database, somebody(two[0], 17), two[0])
    with pytest.raises(CrewlexError):
        await begun(database, service(two[0].airline), two[0])
    with pytest.raises(CrewlexError):
        async with database.writing(service(two[0].airline)) as session:
            await steps.approve(session, number, "sha256:1", "")
    async with database.reading(service(two[0].airline)) as session:
        assert (await drafts.numbered(session, number)).status is DraftStatus.CHECKED


def test_drafts_of_before_are_change_sets_with_a_number(servers: Addresses) -> None:
    """A record of the first migration: what was published then was reviewed by nobody, and stays as it was."""
    with scratch(servers.direct_url) as url, psycopg.connect(url, autocommit=True) as owner:
        engine = create_engine(urls.parse(url))
        with engine.connect() as connection:
            command.upgrade(migrate._config(connection), "0001")
            connection.commit()
        engine.dispose()
        owner.execute("INSERT INTO editions (number, message, published_by) VALUES (1, 'x', gen_random_uuid())")
        for status, number in (("PUBLISHED", 1), ("OPEN", None)):
            owner.execute(
                "INSERT INTO drafts (owner, author, status, edition) VALUES ('PUBLIC', gen_random_uuid(), %s, %s)",
                (status, number),
            )
        migrate.upgrade(url)
        found = owner.execute("SELECT number, status::text, edition, approved FROM drafts ORDER BY number").fetchall()
        assert found == [(1, "PUBLISHED", 1, None), (2, "OPEN", None, None)]
        assert migrate.check(url) == ()
