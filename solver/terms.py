"""The Rulebook as the planner reads it: which rules bind the plan, and which stand on a given duty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from domain.crew import Position
from domain.errors import RefusedError
from domain.rulebook import Rulebook
from domain.rules.limits import CrewComplement, Limit
from domain.rules.rule import Key, Phase, Rule
from solver.draft import Facts
from solver.situations import situations

LimitT = TypeVar("LimitT", bound=Limit)

PLANNING = (Phase.PLAN, Phase.BOTH)
MANUAL = ("report_release", "crew_complement")
"""Families that say how a duty is made up rather than what it may not pass: they count even when not hard."""


def planning(rulebook: Rulebook) -> Iterator[Rule]:
    """The rules in force whose phase reaches the planner."""
    return (chosen.rule for chosen in rulebook.chosen if chosen.rule.phase in PLANNING)


def binding(rulebook: Rulebook) -> tuple[Rule, ...]:
    """Those of them that shape a plan: the hard ones, and the manual's two families."""
    return tuple(rule for rule in planning(rulebook) if rule.hard or rule.family in MANUAL)


def refuse_unless_built(rulebook: Rulebook, families: Iterable[str]) -> None:
    """Raises ``RefusedError`` for the first binding rule of a family that no constraint is built for."""
    built = set(families)
    for rule in binding(rulebook):
        if rule.family not in built:
            raise RefusedError(
                f"The solver cannot enforce {rule.key} ({rule.title}; {rule.family or 'text only'}), which is hard "
                "when planning: no schedule is made without it. Make it a limit that the solver knows; only a "
                "demonstration goes on, and names it as not enforced."
            )


class Terms:
    """Answers which limits stand on one duty of one position."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._families: dict[str | None, list[Rule]] = defaultdict(list)
        for rule in binding(rulebook):
            self._families[rule.family].append(rule)
        self._displacers = _displacers(rulebook)
        self._situations = situations(rulebook, asked(rulebook))

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """The positions that any complement in force asks for; none is a ``RefusedError``."""
        versions = [version for rule in self._families["crew_complement"] for version in rule.versions]
        specs = [version.spec for version in versions if isinstance(version.spec, CrewComplement)]
        asked = {position for spec in specs for position, count in spec.positions.items() if count}
        if not asked:
            raise RefusedError(
                "No rule in force says how many crew a flight carries: load a crew_complement rule of phase PLAN "
                "or BOTH."
            )
        return tuple(position for position in Position if position in asked)

    def standing(self, limit: type[LimitT], facts: Facts) -> list[LimitT]:
        """What each rule of the family says that stands on these facts; all of them bind together.

        Where the facts of a committed duty do not tell, a rule stands, so that new work keeps it either way.
        """
        rules = self._families[limit.model_fields["family"].default]
        specs = [rule.spec_on(facts.day) for rule in rules if self._stands(rule, facts)]
        return [spec for spec in specs if isinstance(spec, limit)]

    def _stands(self, rule: Rule, facts: Facts, in_doubt: bool = True) -> bool:
        """In scope, in force on the duty's date, in a scenario that holds, and not displaced by one that stands."""
        return (
            facts.position in rule.positions
            and (not rule.bases or facts.base in rule.bases)
            and rule.spec_on(facts.day) is not None
            and any(situation.holds(rule, facts, in_doubt) for situation in self._situations[rule.key])
            and not any(self._stands(winner, facts, not in_doubt) for winner in self._displacers.get(rule.key, ()))
        )


def _displacers(rulebook: Rulebook) -> dict[Key, tuple[Rule, ...]]:
    """Of each rule, the rules of the planning phase that win over it where they stand themselves."""
    planned = {rule.key: rule for rule in planning(rulebook)}
    found: dict[Key, tuple[Rule, ...]] = {}
    for pair in rulebook.precedence:
        if pair.winner in planned:
            found[pair.loser] = (*found.get(pair.loser, ()), planned[pair.winner])
    return found


def asked(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The binding rules and, through however many steps, the rules that can displace them."""
    displacers = _displacers(rulebook)
    found = {rule.key: rule for rule in binding(rulebook)}
    ahead = list(found)
    while ahead:
        for winner in displacers.get(ahead.pop(), ()):
            if winner.key not in found:
                found[winner.key] = winner
                ahead.append(winner.key)
    return tuple(found.values())
