"""The Rulebook of a period."""

from datetime import date

import strawberry

from api.enums import EdgeKind, Method
from api.rules.types import Rule


@strawberry.type
class ChosenRule:
    """A rule in force in the period; `order` is its place in evaluation."""

    order: int
    rule: Rule


@strawberry.type
class DroppedRule:
    """A rule that is not in force, what displaced it (if a rule did), and why."""

    code: str
    by: str | None
    why: str


@strawberry.type
class Precedence:
    """Of two rules in force that can hold together, the winner stands there and the loser does not."""

    winner: str
    loser: str
    kind: EdgeKind
    method: Method | None


@strawberry.type
class Rulebook:
    """What binds the airline from `start` up to `end`, which is the first day after it."""

    hash: str
    airline: str
    start: date
    end: date
    edition: int
    components: list[str]
    chosen: list[ChosenRule]
    dropped: list[DroppedRule]
    precedence: list[Precedence]
