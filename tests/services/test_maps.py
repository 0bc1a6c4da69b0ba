"""The contract map of what is published, as an airline and as the platform sees it."""

from datetime import date

import pytest

from domain.documents import Amendment, Status
from domain.errors import NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from services import publishing
from services.airlines import OPERATOR
from services.doors import Doors
from services.maps import maps
from store.database import WriteSession


async def test_an_airline_sees_shared_documents_and_its_own(ruled: Doors) -> None:
    found = await maps(ruled, OPERATOR, "XP")
    assert {each.document.owner for each in found} == {PUBLIC, "XP"}
    for each in found:
        assert each.accounted == len(each.rows) > 0, [row for row in each.rows if row.problem]
        assert {key.owner for row in each.rows for key in row.rules} <= {PUBLIC, each.document.owner}
    assert {each.document.owner for each in await maps(ruled, OPERATOR)} == {PUBLIC}


async def test_a_section_whose_rule_is_gone_is_not_accounted_for(ruled: Doors) -> None:
    async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        (document,) = [each for each in before.documents if each.key == ("XP", "SAMPLE CBA")]
        first, second, *rest = document.sections
        letter = Amendment(by="SAMPLE CBA Letter 1", since=date(2026, 12, 2), says="Another rate.")
        sections = (
            first.model_copy(update={"status": Status.CHECKED}),
            second.model_copy(update={"amended": (letter,)}),
            *rest,
        )
        changed = document.model_copy(update={"sections": sections})
        others = tuple(each for each in before.documents if each is not document)
        return before.model_copy(update={"documents": (*others, changed)})

    await publishing.publish(ruled, OPERATOR, "a spoiled map", change)
    (found,) = await maps(ruled, OPERATOR, "XP", "SAMPLE CBA")
    assert found.accounted == len(found.rows) - 2
    assert "no limit cites it" in found.rows[0].problem
    assert "no rule changes that day" in found.rows[1].problem
    (before,) = await maps(ruled, OPERATOR, "XP", "SAMPLE CBA", date(2026, 12, 1))
    assert (before.rows[1].changed, before.rows[1].problem) == ((), "")
    (other,) = await maps(ruled, OPERATOR, "YY", "SAMPLE CBA")
    assert other.accounted == len(other.rows)


async def test_a_document_that_is_not_there_is_named(ruled: Doors) -> None:
    with pytest.raises(NotFoundError, match="There is no document SAMPLE CB: is it SAMPLE CBA"):
        await maps(ruled, OPERATOR, "XP", "SAMPLE CB")
