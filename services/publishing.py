"""Publishing an edition of the rules: the graph first, then the record, whose commit is the point of no return.

One publish at a time, under the record's lock. One that is cut off between the two leaves the graph ahead of the
record; ``recover`` puts the graph back, and until then readers are served from the record.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date

from domain.claims import Claims
from domain.credit_order import check_order
from domain.crew import Role
from domain.dated import throughout
from domain.errors import CrewlexError, RefusedError
from domain.never import never_holds
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Scenario
from domain.visible import visible_to
from graph import edition, packs
from services import content, months, regimes
from services.airlines import OPERATOR
from services.doors import Doors
from store import editions, publishing
from store.database import WriteSession

Change = Callable[[WriteSession, int, RuleGraph], Awaitable[RuleGraph]]
"""The number and content of the newest edition -> what shall be. Asked under the lock, inside the transaction."""
Also = Callable[[WriteSession, int], Awaitable[None]]
"""What else is written together with the new edition, by its number."""


async def publish(doors: Doors, claims: Claims, message: str, change: Change, also: Also | None = None) -> int:
    """Publishes what ``change`` makes of the newest edition; returns its number (the old one where nothing changes).

    ``ConflictError`` or ``RefusedError``, with nothing changed, if the rules of an airline that it touches cannot be
    settled, if the graph's own checks find something, or while somebody else publishes.
    """
    try:
        async with publishing.hold(doors.database, claims) as session:
            number, before = await published(doors)
            after = await change(session, number, before)
            parts = content.changed(before, after)
            if not parts:
                return number
            await check_settled(doors, after, parts)
            await edition.publish(doors.graph, after, number + 1)
            await editions.commit(session, number + 1, parts, message)
            if also is not None:
                await also(session, number + 1)
        return number + 1
    except Exception:
        with suppress(CrewlexError):  # what went wrong first is what matters; the next start recovers as well
            await recover(doors)
        raise


async def publish_packs(
    doors: Doors, airlines: Sequence[str], *, replace: bool = False, claims: Claims = OPERATOR
) -> int:
    """Publishes shared law and these airlines' contracts out of the rule packs, where that is not done yet.

    Packs are where rules begin: what is published already stays as analysts have edited it, unless ``replace``.
    ``RefusedError`` for whoever is no administrator of the platform: nobody reviews what packs say.
    """
    if claims.role is not Role.PLATFORM:
        raise RefusedError("Rule packs are published without review: only the platform's administrators may.")
    newest, now = await published(doors)
    if newest and not replace and set(airlines) <= set(content.owners(now)):
        return newest  # the packs are not even read
    loaded = packs.load_packs(doors.settings.rulepacks, sorted(set(airlines)))

    async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        return content.with_packs(before, loaded, airlines, replace=replace)

    return await publish(doors, claims, f"Rule packs for {', '.join(airlines) or 'nobody yet'}", change)


async def published(doors: Doors) -> tuple[int, RuleGraph]:
    """The number and the whole content of the newest edition; 0 and nothing before the first one."""
    async with doors.database.reading(OPERATOR) as session:
        number = await editions.newest(session)
        return (number, await editions.whole(session, number)) if number else (0, RuleGraph())


async def recover(doors: Doors) -> bool:
    """Makes the graph say what the record's newest edition says, if it stands at another; whether it had to.

    A publish that another process is in the midst of is left alone.
    """
    if await _agree(doors):
        return False
    with suppress(RefusedError):
        async with publishing.hold(doors.database, OPERATOR):
            if not await _agree(doors):
                await restore(doors)
                return True
    return False


async def restore(doors: Doors) -> int:
    """Writes the record's newest edition into the graph, whatever stands there; returns its number."""
    number, whole = await published(doors)
    await edition.publish(doors.graph, whole, number)
    return number


async def check_settled(doors: Doors, after: RuleGraph, changed: Iterable[str], *also: date) -> None:
    """Raises unless the rules of every airline that is touched can be settled: this month, the one before, each later
    one in which something turns, and those of the days ``also``, each under its regime of that month, and shared law
    under every one; unless each component counts credit that is finished; and unless each scenario can hold.
    """
    touched = set(changed)
    check_possible(scenario for scenario in after.scenarios if scenario.owner in touched)
    airlines = {PUBLIC, *content.owners(after)} if PUBLIC in touched else touched
    chosen = await regimes.every(doors)
    turns = (day for airline in airlines for day in regimes.ahead(doors, chosen.get(airline, ())))
    for start, end in months.to_settle(doors.settings, after, *also, *turns):
        for airline in sorted(airlines):
            own = regimes.bound(chosen.get(airline, ()), start, end)
            for regime in Regime if airline == PUBLIC else (own,):
                book = resolve(after, airline, start, end, regime)
                check_order(book, throughout(visible_to(after, airline), start, end).edges)


def check_possible(scenarios: Iterable[Scenario]) -> None:
    """``RefusedError`` names each scenario that can never hold, now or before, with the condition why."""
    never = never_holds(scenarios)
    if never:
        raise RefusedError(" ".join(map(str, never)))


async def _agree(doors: Doors) -> bool:
    """Whether the graph stands at the record's newest edition. Before the first one there is nothing to agree on."""
    async with doors.database.reading(OPERATOR) as session:
        newest = await editions.newest(session)
    return newest is None or await edition.mark(doors.graph) == newest
