"""A program that publishes and stops between the graph and the record, to be killed there.

Reads its addresses and home as JSON from standard input, and prints a line when it stands in between. Its one
argument is the number of an approved change set to publish.
"""

import asyncio
import json
import sys
from pathlib import Path

from domain.rulegraph import RuleGraph
from servers.addresses import Addresses
from services import approving, publishing
from services.airlines import OPERATOR
from services.doors import opened_at
from store import steps
from store.database import WriteSession
from tests.fixtures_doors import settings_at


async def main(given: dict[str, str]) -> None:
    """Publishes a change set, or an edition with one title changed, and waits for ever before the record commits."""
    home = Path(given.pop("home"))
    async with opened_at(settings_at(home), Addresses(**given)) as doors:  # type: ignore[arg-type]
        if len(sys.argv) > 1:
            steps.published = lambda session, _, edition: wait(session, edition)  # type: ignore[assignment, return-value]
            await approving.publish(doors, OPERATOR, int(sys.argv[1]))
        await publishing.publish(doors, OPERATOR, "cut off", retitled, wait)


async def retitled(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
    """The content with another title of its first rule."""
    first, *others = before.rules
    return before.model_copy(update={"rules": (first.model_copy(update={"title": "cut off"}), *others)})


async def wait(_: WriteSession, number: int) -> None:
    """Says that the graph stands at an edition the record does not have, and stays."""
    print(number, flush=True)
    await asyncio.sleep(600)


if __name__ == "__main__":
    asyncio.run(main(json.load(sys.stdin)))
