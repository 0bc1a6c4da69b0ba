"""Change sets from draft to edition: checked, approved by somebody else as it stands, published, or none of it."""

import asyncio
import json
import os
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from domain.claims import Claims
from domain.crew import Role
from domain.errors import ConflictError, InputError, NotFoundError, RefusedError
from domain.rulegraph import EdgeKind
from graph import edition
from services import airlines, approving, changesets, drafting, editing, publishing, rulebooks
from services.airlines import OPERATOR
from services.changesets import ChangeSet, Status
from services.doors import Doors, opened_at
from tests import changing
from tests.changing import REVIEWER

ROOT = Path(__file__).parents[2]
OVERTIME, PER_DIEM, RED_EYE = "SAMPLE_Section_4.B", "SAMPLE_Section_6.A", "SAMPLE_Section_5.A_redeye"
DEC, JAN, FEB = date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
APPLIES, CONFLICTS, CITES = EdgeKind.APPLIES_TO, EdgeKind.CONFLICTS_WITH, EdgeKind.CITES


async def analyst(doors: Doors, number: int, airline: str = "XP") -> Claims:
    """One of an airline's administrators."""
    found = await airlines.find(doors, OPERATOR, airline)
    return Claims(UUID(int=number), f"{number}@example.com", Role.ADMIN, found.id)


async def submitted(doors: Doors, author: Claims, percent: int, day: date | None = None) -> ChangeSet:
    """Another percentage of overtime, waiting for review."""
    await editing.set_value(doors, author, "XP", OVERTIME, "percent", percent)
    return await drafting.submit(doors, author, "XP", "more overtime", day)


async def percent(doors: Doors, day: date = DEC) -> int:
    """What overtime pays by the Rulebook of the month of a day."""
    until = JAN if day < JAN else FEB
    book = await rulebooks.in_force(doors, OPERATOR, "XP", day, until)
    found = next(one.rule for one in book.chosen if one.rule.code == OVERTIME).spec_on(day)
    return int(getattr(found, "percent", -1))


async def test_two_people_and_a_day(ruled: Doors) -> None:
    author, other = await analyst(ruled, 21), await analyst(ruled, 22)
    before = await percent(ruled)
    checked = await submitted(ruled, author, 61, JAN)
    assert (checked.status, checked.effective, checked.author) == (Status.CHECKED, JAN, author.email)
    with pytest.raises(RefusedError, match="only one that somebody else approved"):
        await approving.publish(ruled, author, checked.number)
    approved = await approving.approve(ruled, other, checked.number, checked.seal, "as agreed")
    assert (approved.status, approved.reviewer, approved.note) == (Status.APPROVED, other.email, "as agreed")
    number = await approving.publish(ruled, author, checked.number)
    published = await changesets.shown(ruled, author, checked.number)
    assert (published.status, published.edition) == (Status.PUBLISHED, number)
    assert (await percent(ruled), await percent(ruled, JAN)) == (before, 61)
    assert [one.told for one in await changesets.compared(ruled, author, checked.number)] == [
        f"XP/{OVERTIME}: percent {before} -> 61 from 2027-01-01 on"
    ]
    assert await changesets.listed(ruled, author, "XP", Status.PUBLISHED) == [published]


async def test_an_author_reviews_nothing_of_their_own(ruled: Doors) -> None:
    author = await analyst(ruled, 23)
    change = await submitted(ruled, author, 62)
    for verb in (approving.approve, approving.reject):
        with pytest.raises(RefusedError, match="is your own: somebody else has to review it"):
            await verb(ruled, author, change.number, change.seal)
    as_platform = Claims(author.sub, author.email, Role.PLATFORM, None)
    with pytest.raises(RefusedError, match="is your own"):
        await approving.approve(ruled, as_platform, change.number, change.seal)
    assert (await changesets.shown(ruled, author, change.number)).status is Status.CHECKED


async def test_what_is_submitted_is_not_edited_and_what_is_taken_back_is_reviewed_again(ruled: Doors) -> None:
    author = await analyst(ruled, 24)
    change = await submitted(ruled, author, 63)
    await approving.approve(ruled, REVIEWER, change.number, change.seal)
    beside = await editing.set_value(ruled, author, "XP", PER_DIEM, "per_hour", "2.22")
    assert (beside.number > change.number, len(beside.edits)) == (True, 1)
    with pytest.raises(RefusedError, match="another open draft for XP"):
        await drafting.reopen(ruled, author, change.number)
    await drafting.discard(ruled, author, "XP")
    assert (await drafting.reopen(ruled, author, change.number)).status is Status.OPEN
    edited = await editing.set_value(ruled, author, "XP", PER_DIEM, "per_hour", "2.22")
    assert (edited.number, len(edited.edits)) == (change.number, 2)
    with pytest.raises(RefusedError, match="is OPEN"):
        await approving.publish(ruled, author, change.number)
    again = await drafting.submit(ruled, author, "XP", "both", None)
    assert (again.status, again.reviewer) == (Status.CHECKED, "")


async def test_nobody_approves_what_they_did_not_see(ruled: Doors) -> None:
    """The author takes it back, edits it and submits it again, while the reviewer looks at the first one."""
    author = await analyst(ruled, 38)
    seen = await submitted(ruled, author, 74)
    await drafting.reopen(ruled, author, seen.number)
    await editing.set_value(ruled, author, "XP", PER_DIEM, "per_hour", "9.99")
    now = await drafting.submit(ruled, author, "XP", "more overtime", None)
    for seal in (seen.seal, "", "00000000"):
        with pytest.raises(RefusedError, match="Look at it with `crewlex rules change"):
            await approving.approve(ruled, REVIEWER, seen.number, seal)
    assert (await changesets.shown(ruled, author, seen.number)).status is Status.CHECKED
    assert (await approving.approve(ruled, REVIEWER, seen.number, now.seal)).status is Status.APPROVED


async def test_each_submission_has_a_seal_of_its_own_that_stays(ruled: Doors) -> None:
    author = await analyst(ruled, 39)
    first = await submitted(ruled, author, 75, JAN)
    assert (await changesets.shown(ruled, REVIEWER, first.number)).seal == first.seal
    assert (await drafting.reopen(ruled, author, first.number)).seal == ""
    again = await drafting.submit(ruled, author, "XP", "more overtime", JAN)
    assert (len(again.seal), again.seal == first.seal, again.edits) == (8, False, first.edits)
    approved = await approving.approve(ruled, REVIEWER, first.number, again.seal)
    assert approved.seal == again.seal


async def test_a_rejected_one_is_mended_by_its_author(ruled: Doors) -> None:
    author, before = await analyst(ruled, 25), await publishing.published(ruled)
    change = await submitted(ruled, author, 64)
    with pytest.raises(InputError, match="a rejection says why"):
        await approving.reject(ruled, REVIEWER, change.number, "")
    assert (await approving.reject(ruled, REVIEWER, change.number, "too much")).note == "too much"
    with pytest.raises(RefusedError, match="is REJECTED"):
        await approving.publish(ruled, REVIEWER, change.number)
    with pytest.raises(RefusedError, match="is REJECTED"):
        await approving.approve(ruled, REVIEWER, change.number, change.seal)
    assert await changesets.compared(ruled, author, change.number) == ()
    assert await publishing.published(ruled) == before
    assert (await drafting.reopen(ruled, author, change.number)).note == ""


async def test_of_two_approved_changes_of_one_rule_the_second_is_a_conflict_and_nothing_is_lost(ruled: Doors) -> None:
    one, other = await analyst(ruled, 26), await analyst(ruled, 27)
    await editing.set_value(ruled, one, "XP", OVERTIME, "percent", 66)
    await editing.set_value(ruled, other, "XP", OVERTIME, "percent", 67)
    first, second = await changing.approved(ruled, one, "XP"), await changing.approved(ruled, other, "XP")
    await approving.publish(ruled, one, first.number)
    before = await publishing.published(ruled)
    with pytest.raises(RefusedError, match=rf"XP/{OVERTIME} was changed by a publish"):
        await approving.publish(ruled, other, second.number)
    assert await publishing.published(ruled) == before
    assert await edition.mark(ruled.graph) == before[0]
    assert (await changesets.shown(ruled, other, second.number)).status is Status.APPROVED
    with pytest.raises(RefusedError, match="was changed by a publish"):
        await changesets.compared(ruled, other, second.number)
    await drafting.reopen(ruled, other, second.number)
    with pytest.raises(RefusedError, match="was changed by a publish"):
        await drafting.submit(ruled, other, "XP", "again", None)
    await drafting.discard(ruled, other, "XP")


async def test_what_went_stale_is_not_approved(ruled: Doors) -> None:
    one, other = await analyst(ruled, 29), await analyst(ruled, 30)
    stale = await submitted(ruled, other, 71)
    await editing.set_value(ruled, one, "XP", OVERTIME, "percent", 72)
    await changing.publish(ruled, one, "XP")
    with pytest.raises(RefusedError, match="was changed by a publish"):
        await approving.approve(ruled, REVIEWER, stale.number, stale.seal)
    assert (await changesets.shown(ruled, other, stale.number)).status is Status.CHECKED


async def test_another_airlines_change_sets_are_not_there(ruled: Doors) -> None:
    stranger = await analyst(ruled, 31, "YY")
    change = await submitted(ruled, await analyst(ruled, 32), 73)
    for verb in (approving.publish, changesets.shown, changesets.compared, drafting.reopen):
        with pytest.raises(NotFoundError, match=f"no change set CS-{change.number} here"):
            await verb(ruled, stranger, change.number)
    for review in (approving.approve, approving.reject):
        with pytest.raises(NotFoundError, match=f"no change set CS-{change.number} here"):
            await review(ruled, stranger, change.number, change.seal)
    assert change.number not in {one.number for one in await changesets.listed(ruled, stranger)}
    with pytest.raises(NotFoundError, match="no airline XP here"):
        await changesets.listed(ruled, stranger, "XP")


async def test_a_change_set_of_shared_law_is_the_platforms_to_review(ruled: Doors) -> None:
    await editing.set_value(ruled, OPERATOR, "PUBLIC", "14CFR117.13(a)", "rows[06:00].limits[4]", "11:00")
    change = await drafting.submit(ruled, OPERATOR, "PUBLIC", "a letter", JAN)
    with pytest.raises(NotFoundError, match="no change set"):
        await approving.approve(ruled, await analyst(ruled, 33), change.number, change.seal)
    assert (await approving.approve(ruled, REVIEWER, change.number, change.seal)).status is Status.APPROVED


async def test_submitting_finds_what_publishing_would_and_it_stays_open(ruled: Doors) -> None:
    author = await analyst(ruled, 34)
    await editing.disconnect(ruled, author, "XP", "SAMPLE_Section_4.A", CONFLICTS, "SAMPLE_LOA_21-01")
    for day in (None, FEB):  # settled for the months around now, and for the month it takes effect in
        with pytest.raises(ConflictError, match=r"Section 4\.A"):
            await drafting.submit(ruled, author, "XP", "unsettled", day)
    await drafting.discard(ruled, author, "XP")
    await editing.disconnect(ruled, author, "XP", RED_EYE, APPLIES, "red_eye")
    with pytest.raises(RefusedError, match="applies to no scenario"):  # the graph's own check, rehearsed
        await drafting.submit(ruled, author, "XP", "unsettled", None)
    with pytest.raises(RefusedError, match="next one begins on 2027-02-01"):
        await drafting.submit(ruled, author, "XP", "in between", date(2027, 1, 15))
    with pytest.raises(InputError, match="says why"):
        await drafting.submit(ruled, author, "XP", " ", JAN)
    assert (await drafting.opened(ruled, author, "XP")) is not None
    number, content = await publishing.published(ruled)
    assert (await edition.mark(ruled.graph), await edition.read_content(ruled.graph)) == (number, content)
    await drafting.discard(ruled, author, "XP")


async def test_each_kind_of_edit_from_a_day_on_leaves_the_month_before_as_it_was(ruled: Doors, tmp_path: Path) -> None:
    author = await analyst(ruled, 35, "YY")
    before = await months(ruled)
    file = tmp_path / "rule.yaml"
    file.write_text(LATE_NIGHT, "utf-8")
    await editing.add(ruled, author, "YY", file)
    await editing.set_condition(ruled, author, "YY", "late_night", "report_local_min >= 1200")
    await editing.remove(ruled, author, "YY", OVERTIME)
    await editing.disconnect(ruled, author, "YY", RED_EYE, APPLIES, "red_eye")
    await changing.publish(ruled, author, "YY", "all of it", JAN)
    after = await months(ruled)
    assert after[0] == before[0]
    assert ({"YY/LATE"} - before[1], {f"YY/{OVERTIME}", f"YY/{RED_EYE}"} & after[1]) == ({"YY/LATE"}, set())
    assert "YY/LATE" in after[1]


async def months(doors: Doors) -> list[set[str]]:
    """The rules in force in December, and in January."""
    books = [await rulebooks.in_force(doors, OPERATOR, "YY", *month) for month in ((DEC, JAN), (JAN, FEB))]
    return [{str(one.rule.key) for one in book.chosen} for book in books]


LATE_NIGHT = """
clauses:
- {citation: LATE 1, source: a letter of agreement, text: Late nights pay more.}
scenarios:
- {id: late_night, title: A late night, category: TIME, grain: duty, condition: report_local_min >= 1260}
rules:
- code: LATE
  kind: ContractTerm
  category: PREMIUM
  title: Late nights
  clause: LATE 1
  positions: [CAPTAIN, FIRST_OFFICER]
  hard: false
  phase: OPERATE
  effective: 2026-01-01
  spec: {family: premium, component: many_legs, grain: duty, percent: 10}
  applies_to: [late_night]
"""


async def test_a_clause_that_no_rule_of_the_airline_cites_is_refused(ruled: Doors, tmp_path: Path) -> None:
    author, file = await analyst(ruled, 36), tmp_path / "clause.yaml"
    file.write_text("clauses:\n- {citation: LOOSE 1, source: nowhere}\n", "utf-8")
    await editing.add(ruled, author, "XP", file)
    with pytest.raises(RefusedError, match="No rule of XP cites LOOSE 1"):
        await drafting.submit(ruled, author, "XP", "loose", None)
    await drafting.discard(ruled, author, "XP")


async def test_a_killed_publish_leaves_it_approved_and_it_is_published_later(ruled: Doors, home: Path) -> None:
    author = await analyst(ruled, 37)
    await editing.set_value(ruled, author, "XP", PER_DIEM, "per_hour", "2.90")
    change = await changing.approved(ruled, author, "XP")
    before = await publishing.published(ruled)
    await killed_half_way(ruled, home, change.number)
    assert await edition.mark(ruled.graph) == before[0] + 1
    async with opened_at(ruled.settings, ruled.addresses):
        assert (await publishing.published(ruled), await edition.mark(ruled.graph)) == (before, before[0])
    assert (await changesets.shown(ruled, author, change.number)).status is Status.APPROVED
    assert await approving.publish(ruled, author, change.number) == before[0] + 1


async def killed_half_way(doors: Doors, home: Path, number: int) -> None:
    """Publishes in a program of its own, and kills it between the graph and the record."""
    named = ("database_url", "direct_url", "neo4j_uri", "neo4j_user", "neo4j_password")
    given = {name: getattr(doors.addresses, name) for name in named} | {"home": str(home)}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.services.half_publish", str(number),
        cwd=ROOT, env={"PATH": os.environ["PATH"]}, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps(given).encode())
    program.stdin.close()
    assert int(await asyncio.wait_for(program.stdout.readline(), 60))
    program.kill()
    await program.wait()


@pytest.mark.parametrize(("typed", "number"), [("CS-12", 12), ("cs-3", 3), ("7", 7)])
def test_a_change_set_is_named_by_its_number(typed: str, number: int) -> None:
    assert changesets.number_of(typed) == number


@pytest.mark.parametrize("typed", ["", "CS-", "CS-x", "12a", "CS--1", "CS-1234567890"])
def test_what_is_no_name_of_one(typed: str) -> None:
    with pytest.raises(InputError, match="write it as CS-12"):
        changesets.number_of(typed)
