"""What the judge said."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import strawberry

from api.context import Info
from api.crew.loaders import by_id as crew_by_id
from api.crew.types import CrewMember
from api.enums import Outcome
from api.rules.loaders import current
from api.rules.types import Rule
from api.rules.types import rule as rule_of
from domain.judgement import Finding as Found
from domain.judgement import Judgement
from domain.rules.rule import PUBLIC, Key


@strawberry.enum
class Subject(StrEnum):
    """What was judged: the roster as planned, or the month as flown."""

    PLANNED = "planned"
    FLOWN = "flown"


@strawberry.type
class Finding:
    """One limit that one duty breaks, or that policy must settle. `limit`, `actual` and `excess` are in `unit`."""

    found: strawberry.Private[Found]
    airline: strawberry.Private[str]
    rule_code: str
    verdict: Outcome
    limit: int
    actual: int
    excess: int
    unit: str
    message: str
    duty_id: strawberry.ID

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """Whose duty it is."""
        return await info.context.loader(crew_by_id).load(UUID(self.found.crew_id))

    @strawberry.field
    async def rule(self, info: Info) -> Rule | None:
        """The rule, the airline's own before the shared one; null where none is at stake (duties that overlap)."""
        for owner in (self.airline, PUBLIC):
            placed = await current(info.context, Key(owner, self.found.rule))
            if placed is not None:
                return rule_of(placed)
        return None


@strawberry.type
class Verdict:
    """The judge's newest word on a period: findings, the rules that were checked, and those that were not."""

    start: date
    subject: Subject
    verdict: Outcome
    duties: int
    rulebook_hash: str
    checked: list[str]
    unchecked: list[str]
    findings: list[Finding]


def verdict(start: date, subject: Subject, said: Judgement, airline: str) -> Verdict:
    """The verdict of a stored judgement."""
    return Verdict(
        start=start,
        subject=subject,
        verdict=said.verdict,
        duties=said.duties,
        rulebook_hash=said.rulebook,
        checked=list(said.checked),
        unchecked=list(said.unchecked),
        findings=[_finding(each, airline) for each in said.findings],
    )


def _finding(found: Found, airline: str) -> Finding:
    return Finding(
        found=found,
        airline=airline,
        rule_code=found.rule,
        verdict=found.verdict,
        limit=found.limit,
        actual=found.actual,
        excess=found.excess,
        unit=found.unit,
        message=found.message,
        duty_id=strawberry.ID(found.event),
    )
