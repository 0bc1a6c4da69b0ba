"""Asks for rules and scenarios."""

import strawberry

from api.context import Info
from api.rules import searching
from api.rules.scenarios import Scenario
from api.rules.scenarios import scenario as scenario_of
from api.rules.sources import whole
from api.rules.types import Rule
from api.rules.types import rule as rule_of


@strawberry.type
class RuleQuery:
    """Questions about the rules in force: shared law and the airline's own terms."""

    @strawberry.field
    async def rules(self, info: Info, scenario: str | None = None, search: str | None = None) -> list[Rule]:
        """The rules that apply to a scenario, that have all of these words, or all of them."""
        return [rule_of(each) for each in await searching.found(info.context, scenario, search)]

    @strawberry.field
    async def rule(self, info: Info, code: str) -> Rule | None:
        """One rule by its code."""
        return rule_of(await searching.named(info.context, code))

    @strawberry.field
    async def scenarios(self, info: Info) -> list[Scenario]:
        """The situations that rules apply to."""
        edition = await info.context.once(whole)
        return [scenario_of(each) for each in sorted(edition.content.scenarios, key=lambda node: node.key)]
