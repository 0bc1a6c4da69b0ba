"""The schema: the questions and deeds of every noun in one."""

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from api.claims.mutations import ClaimMutation
from api.claims.queries import ClaimQuery
from api.crew.queries import CrewQuery
from api.described import described
from api.discrepancies.queries import DiscrepancyQuery
from api.faults import Faults
from api.legality.queries import LegalityQuery
from api.periods.queries import PeriodQuery
from api.rulebooks.queries import RulebookQuery
from api.rules.queries import RuleQuery
from api.statements.queries import StatementQuery
from api.values import SCALARS
from api.verdicts.queries import VerdictQuery
from api.viewer.queries import ViewerQuery


@strawberry.type
class Query(
    ViewerQuery,
    CrewQuery,
    StatementQuery,
    PeriodQuery,
    DiscrepancyQuery,
    ClaimQuery,
    VerdictQuery,
    LegalityQuery,
    RuleQuery,
    RulebookQuery,
):
    """What can be asked. Everything is the asker's airline's; crew see their own."""


@strawberry.type
class Mutation(ClaimMutation):
    """What can be done."""


class _Schema(strawberry.Schema):
    """``Faults`` logs what is unexpected; strawberry would log a wrong employee id with a traceback."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs nothing."""


SCHEMA = _Schema(
    Query,
    Mutation,
    config=StrawberryConfig(scalar_map=SCALARS),
    extensions=[Faults],
)
described(SCHEMA._schema)
