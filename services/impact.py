"""Impact before publishing: what a change of rules would do to the pay and the rosters of one real month.

The same facts are paid and judged under two Rulebooks, and only what comes out otherwise is told. Nothing is changed by
it. An impact that is kept has a number, such as ``IM-3``, and can be looked at by the airline's administrators.
"""

import re
from typing import Final

from domain.claims import Claims
from domain.difference import difference
from domain.errors import InputError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from services import airlines, content, doubts, judging, paidbooks, past, regimes
from services.candidates import Candidate
from services.consequences import Impact, Side, read
from services.doors import Doors
from services.months import Month
from services.past import Known
from services.permission import editor_of
from services.weighing import Month as Facts
from services.weighing import weigh
from store import airlines as airline_rows
from store import impacts
from store.impacts import NewImpact

_NAME: Final = re.compile(r"(?:IM-)?(\d{1,9})", re.IGNORECASE)


async def of(
    doors: Doors, claims: Claims, airline: str, month: Month, candidate: Candidate, baseline: int | None = None
) -> Impact:
    """What the candidate would change of an airline's month against an edition (by default the candidate's own).

    Raises what the candidate's rules raise where they do not settle; ``RefusedError`` for whoever may not edit rules.
    """
    await editor_of(doors, claims, airline)
    number, old = await past.listed(doors, claims, airline, Known(candidate.against if baseline is None else baseline))
    before, after = content.deciding(old), candidate.part(airline)
    regime = await regimes.named(doors, claims, airline, *month)
    rulebooks = resolve(before, airline, *month, regime), resolve(after, airline, *month, regime)
    facts = await _facts(doors, claims, airline, month, *rulebooks)
    weighed = await weigh(*rulebooks, facts, (*before.edges, *after.edges))
    changes = difference(before, after)
    return Impact(
        airline=airline,
        start=month[0],
        end=month[1],
        currency=facts.currency,
        baseline=Side(f"edition {number}", number, rulebooks[0].hash),
        candidate=Side(candidate.name, candidate.edition, rulebooks[1].hash),
        gross=weighed.gross,
        changes=tuple(each.told for each in changes),
        warnings=tuple(doubts.of(changes, rulebooks, facts, weighed)),
        **weighed.frames,
    )


async def keep(doors: Doors, claims: Claims, found: Impact, candidate: Candidate) -> str:
    """Keeps an impact for others to look at; returns its name. Equal content has one name."""
    airline, against = await airlines.find(doors, claims, found.airline), found.baseline.edition
    assert against is not None  # a baseline is an edition
    new = NewImpact(airline.id, candidate.owner, candidate.draft_id, against, found.start, found.end, found.text)
    async with doors.database.writing(claims) as session:
        return f"IM-{await impacts.keep(session, new)}"


async def shown(doors: Doors, claims: Claims, typed: str) -> Impact:
    """The impact of a name (``IM-3``), as it was found; ``NotFoundError`` where the asker sees none of it."""
    number = _NAME.fullmatch(typed)
    if number is None:
        raise InputError(f"{typed!r} is no impact: write it as IM-3.")
    async with doors.database.reading(claims) as session:
        return read(await impacts.text_of(session, int(number[1])))


async def _facts(doors: Doors, claims: Claims, airline: str, month: Month, *rulebooks: Rulebook) -> Facts:
    """What happened in the month, read once: what is paid of it, and what the judge looks at around it."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.snapshot(claims) as session:
        around = await judging.judged_book(session, found.id, month)
        if around.crew.is_empty():
            raise paidbooks.nobody(airline, month)
        before, after = await paidbooks.of_each(session, found.id, month, rulebooks)
        currency = await airline_rows.currency(session, found.id)
    return Facts((before, after), around, currency, judging.chosen_clock(found))
