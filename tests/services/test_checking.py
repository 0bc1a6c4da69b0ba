"""A live graph that was changed past crewlex: found, and put back."""

import pytest

from domain.errors import RefusedError
from graph import edition
from services import checking, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from store import publishing as turn


async def test_a_graph_changed_past_crewlex_is_found_and_put_back(ruled: Doors) -> None:
    number, content = await publishing.published(ruled)
    first, *others = content.rules
    changed = content.model_copy(update={"rules": (first.model_copy(update={"title": "another"}), *others)})
    await edition.publish(ruled.graph, changed, number)
    with pytest.raises(RefusedError, match="changed it past crewlex"):
        await checking.check(ruled, OPERATOR, "XP")
    async with turn.hold(ruled.database, OPERATOR):
        with pytest.raises(RefusedError, match="Somebody else is publishing"):
            await checking.check(ruled, OPERATOR, "XP", repair=True)
    assert (await checking.check(ruled, OPERATOR, "XP", repair=True)).edition == number
    assert await edition.read_content(ruled.graph) == content
