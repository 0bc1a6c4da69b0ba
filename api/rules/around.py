"""A rule with what surrounds it, out of an edition or a Rulebook on record: the same shape as out of the live graph."""

from collections.abc import Iterable

from domain.errors import NotFoundError
from domain.rulebook import Rulebook
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.context import Conflict, RuleContext
from graph.surroundings import surroundings


def in_edition(content: RuleGraph, keys: Iterable[Key], airline: str) -> dict[Key, RuleContext]:
    """The rules of these keys as an edition has them; those that are not there for the airline are left out."""
    known = {rule.key for rule in content.rules if rule.owner in (PUBLIC, airline)}
    return {key: surroundings(content, key, airline) for key in dict.fromkeys(keys) if key in known}


def in_rulebook(book: Rulebook, key: Key) -> RuleContext:
    """A rule that the Rulebook chose, as it was then; ``NotFoundError`` where it did not."""
    if key not in book.rules:
        raise NotFoundError(f"Rulebook {book.hash} has no rule {key}.")
    beside = [pair for pair in book.precedence if key in (pair.winner, pair.loser)]
    displaced = [item.rule for item in book.dropped if item.by == key]
    return RuleContext(
        rule=book.rules[key],
        clauses=tuple(clause for owner, clause in book.cites if owner == key),
        scenarios=book.scenarios_of(key),
        overrides=(
            *displaced,
            *(pair.loser for pair in beside if pair.kind is EdgeKind.OVERRIDES and pair.winner == key),
        ),
        overridden_by=tuple(pair.winner for pair in beside if pair.kind is EdgeKind.OVERRIDES and pair.loser == key),
        conflicts=tuple(
            Conflict(rule=pair.loser if pair.winner == key else pair.winner, method=pair.method, notes="")
            for pair in beside
            if pair.method is not None
        ),
    )
