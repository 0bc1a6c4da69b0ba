"""Which limits bind a duty: by position and base, date, scenario, and precedence between rules."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from domain.crew import Position
from domain.rulebook import Rulebook
from domain.rules.rule import Key, Rule, Scenario
from legality import operations, rest, tables
from legality.breach import Breach
from legality.served import Served
from legality.situations import Situation, Situations, Standing

Check = Callable[[Any, Served, bool], Iterator[Breach]]

CHECKS: Final[Mapping[str, Check]] = {
    "fdp_table": tables.flight_duty_period,
    "flight_time_table": tables.flight_time,
    "minimum_rest": rest.minimum_rest,
    "rest_in_window": rest.rest_in_window,
    "minimum_connection": operations.connection,
    "report_release": operations.report_release,
}
"""The families the judge knows. Each check takes the dated value, the duty, and whether only the plan is meant."""


class Bound(NamedTuple):
    """One limit with its check and scenarios, and the rules that stand in its place where they hold."""

    rule: Rule
    check: Check
    scenarios: tuple[Scenario, ...]
    winners: tuple[tuple[Rule, tuple[Scenario, ...]], ...]


class Bindings:
    """The hard limits of a Rulebook, ready to be asked duty by duty."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._situations = Situations()
        hard = [chosen for chosen in rulebook.chosen if chosen.rule.hard]
        known = [chosen.rule for chosen in hard if chosen.rule.family in CHECKS and chosen.scenarios]
        self._winners = _winners(rulebook)
        self._bound = [self._bind(rule) for rule in known]
        self._scoped: dict[tuple[Position, str], list[Bound]] = {}
        self.checked = tuple(sorted({rule.code for rule in known}))
        self.unchecked = tuple(sorted({chosen.rule.code for chosen in hard if chosen.rule not in known}))

    def _bind(self, rule: Rule) -> Bound:
        rules = [self._rulebook.rules[key] for key in self._winners[rule.key] if key in self._rulebook.rules]
        over = tuple((winner, self._rulebook.scenarios_of(winner.key)) for winner in rules)
        return Bound(rule, CHECKS[str(rule.family)], self._rulebook.scenarios_of(rule.key), over)

    def on(self, position: Position, base: str, day: date, situation: Situation) -> Iterator[tuple[Bound, Standing]]:
        """The limits that stand on a duty. One that an uncertain winner may displace is uncertain too."""
        if (position, base) not in self._scoped:
            self._scoped[position, base] = [bound for bound in self._bound if _covers(bound.rule, position, base)]
        for bound in self._scoped[position, base]:
            standing = self._situations.standing(bound.scenarios, situation)
            if standing is None or not _in_force(bound.rule, day):
                continue
            over = [
                won
                for winner, scenarios in bound.winners
                if _covers(winner, position, base) and _in_force(winner, day)
                if (won := self._situations.standing(scenarios, situation))
            ]
            if all(won.missing for won in over):
                missing = {*standing.missing, *(fact for won in over for fact in won.missing)}
                yield bound, Standing(standing.scenario, tuple(sorted(missing)))


def _winners(rulebook: Rulebook) -> Mapping[Key, list[Key]]:
    found: dict[Key, list[Key]] = defaultdict(list)
    for precedence in rulebook.precedence:
        found[precedence.loser].append(precedence.winner)
    return found


def _covers(rule: Rule, position: Position, base: str) -> bool:
    return position in rule.positions and (not rule.bases or base in rule.bases)


def _in_force(rule: Rule, day: date) -> bool:
    return rule.effective <= day and (rule.expires is None or day < rule.expires)
