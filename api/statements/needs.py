"""What a statement could not say for lack of data."""

from uuid import UUID

import strawberry

from api.context import Info
from api.flights.loaders import by_id as flight_by_id
from api.flights.types import Flight
from api.rules.loaders import behind
from api.rules.types import Rule
from api.rules.types import rule as rule_of
from services.undecided import Undecided


@strawberry.type
class NeedsData:
    """A rule that could not be decided or priced; `missing` names the facts that it lacks, with commas."""

    row: strawberry.Private[Undecided]
    rulebook_hash: strawberry.Private[str]
    rule_code: str
    missing: str

    @strawberry.field
    async def flight(self, info: Info) -> Flight | None:
        """The flight, where it is about one only."""
        flight_id = self.row.flight_id
        return None if flight_id is None else await info.context.loader(flight_by_id).load(UUID(flight_id))

    @strawberry.field
    async def rule(self, info: Info) -> Rule | None:
        """The rule, as it said when the statement was worked out."""
        found = await behind(info.context, self.rulebook_hash, self.row.rule)
        return None if found is None else rule_of(found)


def needs_data(row: Undecided, rulebook_hash: str) -> NeedsData:
    """The open row of a calculation that was worked out with the Rulebook of this hash."""
    return NeedsData(row=row, rulebook_hash=rulebook_hash, rule_code=row.rule.code, missing=row.missing)
