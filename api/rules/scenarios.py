"""Scenarios: the situations that rules apply to."""

import strawberry

from api.enums import Grain
from domain.rules.rule import Scenario as Node


@strawberry.type
class Scenario:
    """A situation, as a condition over the facts of one grain."""

    owner: str
    id: str
    title: str
    category: str
    grain: Grain
    condition: str
    description: str


def scenario(node: Node) -> Scenario:
    """The scenario of a node."""
    return Scenario(
        owner=node.owner,
        id=node.id,
        title=node.title,
        category=node.category,
        grain=node.grain,
        condition=node.condition,
        description=node.description,
    )
