"""Which rules bind an event: by position and base, date, scenario, and precedence between rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from domain.clock import HOUR
from domain.crew import Position
from domain.rulebook import Rulebook
from domain.rules.easa import EasaRest
from domain.rules.limits import MinimumRest
from domain.rules.rule import Key, Phase, Rule, Scenario
from legality.registry import Families, Family
from legality.situations import Situation, Situations, Standing

REST: Final = (MinimumRest, EasaRest)
UNSAID_REST: Final = 10 * HOUR
"""What parts two duty periods where no rule in force asks for rest between them."""


class Bound(NamedTuple):
    """One rule with what its family can say, its scenarios, the rules that stand in its place where they hold
    (``winners``), and those it stands in place of (``losers``)."""

    rule: Rule
    family: Family
    scenarios: tuple[Scenario, ...]
    winners: tuple[tuple[Rule, tuple[Scenario, ...]], ...]
    losers: tuple[tuple[Rule, tuple[Scenario, ...]], ...]


class Stands(NamedTuple):
    """A rule that stands on an event, with its value on the date (``spec``)."""

    bound: Bound
    spec: Any
    standing: Standing
    displaced: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The rule's own code."""
        return self.bound.rule.code

    @property
    def planned(self) -> bool:
        """Whether only the plan is meant."""
        return self.bound.rule.phase is Phase.PLAN

    def path(self, rule: str = "") -> tuple[str, ...]:
        """How the rule came to apply, by the graph; ``rule`` is the paragraph, where it is narrower."""
        return (f"Scenario {self.standing.scenario}", "APPLIES_TO", rule or self.code, *self.displaced)


class Scope:
    """The hard rules of one position and base that the judge knows, by family."""

    def __init__(self, bound: list[Bound], situations: Situations) -> None:
        self._situations = situations
        self._families: dict[str, list[Bound]] = defaultdict(list)
        for each in bound:
            self._families[str(each.rule.family)].append(each)
        self.families = tuple(self._families)
        self.required_rest = _required_rest(bound)
        self.granting = tuple(name for name, each in self._families.items() if each[0].family.grants)
        self.ending = tuple(name for name, each in self._families.items() if each[0].family.ends)

    def in_force(self, family: str, day: date) -> Iterator[tuple[Bound, Any]]:
        """The rules of a family on a date, with what they say on it, whatever the situation."""
        for bound in self._families.get(family, ()):
            spec = bound.rule.spec_on(day)
            if spec is not None:
                yield bound, spec

    def standing(self, family: str, day: date, situation: Situation) -> Iterator[Stands]:
        """Those that stand on an event. One that an uncertain winner may displace is uncertain too."""
        for bound, spec in self.in_force(family, day):
            standing = self._situations.standing(bound.scenarios, situation)
            if standing is None:
                continue
            over = list(self._there(bound.winners, day, situation))
            if all(won.missing for _, won in over):
                missing = {*standing.missing, *(fact for _, won in over for fact in won.missing)}
                gone = (rule.code for rule, _ in self._there(bound.losers, day, situation))
                displaced = tuple(step for code in gone for step in ("OVERRIDES", code))
                yield Stands(bound, spec, Standing(standing.scenario, tuple(sorted(missing))), displaced)

    def _there(
        self, rules: tuple[tuple[Rule, tuple[Scenario, ...]], ...], day: date, situation: Situation
    ) -> Iterator[tuple[Rule, Standing]]:
        for rule, scenarios in rules:
            if _in_force(rule, day) and (standing := self._situations.standing(scenarios, situation)):
                yield rule, standing


class Bindings:
    """The hard rules of a Rulebook, as far as ``families`` know them, ready to be asked event by event."""

    def __init__(self, rulebook: Rulebook, families: Families) -> None:
        self._rulebook = rulebook
        self._known = families
        self._situations = Situations()
        self._hard = [chosen for chosen in rulebook.chosen if chosen.rule.hard]
        self._winners, self._losers = defaultdict[Key, list[Key]](list), defaultdict[Key, list[Key]](list)
        for precedence in rulebook.precedence:
            self._winners[precedence.loser].append(precedence.winner)
            self._losers[precedence.winner].append(precedence.loser)
        self._bound = [
            self._bind(chosen.rule) for chosen in self._hard if chosen.rule.family in families and chosen.scenarios
        ]
        self._scopes: dict[tuple[Position, str], Scope] = {}

    def _bind(self, rule: Rule) -> Bound:
        scenarios = self._rulebook.scenarios_of(rule.key)
        family = self._known[str(rule.family)]
        return Bound(rule, family, scenarios, self._with(self._winners, rule), self._with(self._losers, rule))

    def _with(self, others: Mapping[Key, list[Key]], rule: Rule) -> tuple[tuple[Rule, tuple[Scenario, ...]], ...]:
        keys = [key for key in others.get(rule.key, ()) if key in self._rulebook.rules]
        return tuple((self._rulebook.rules[key], self._rulebook.scenarios_of(key)) for key in keys)

    def scope(self, position: Position, base: str) -> Scope:
        """The rules of a position and base."""
        place = (position, base)
        if place not in self._scopes:
            self._scopes[place] = Scope(
                [_narrowed(bound, *place) for bound in self._bound if _covers(bound.rule, *place)], self._situations
            )
        return self._scopes[place]

    def checked(self, position: Position | None = None) -> tuple[str, ...]:
        """The codes of the hard rules that are checked, of one position or of all."""
        return tuple(sorted({bound.rule.code for bound in self._bound if _speaks_of(bound.rule, position)}))

    def unchecked(self, position: Position | None = None) -> tuple[str, ...]:
        """The codes of the hard rules that the judge has no check for, or that apply to no scenario."""
        known = {bound.rule.key for bound in self._bound}
        rules = (chosen.rule for chosen in self._hard if chosen.rule.key not in known)
        return tuple(sorted({rule.code for rule in rules if _speaks_of(rule, position)}))


def _required_rest(bound: list[Bound]) -> int:
    """The least rest that ends a duty period: of all the rules of rest before duty, whenever they hold."""
    specs = (version.spec for each in bound for version in each.rule.versions)
    rests = [spec.least if isinstance(spec, EasaRest) else spec.minutes for spec in specs if isinstance(spec, REST)]
    return min(rests, default=UNSAID_REST)


def _narrowed(bound: Bound, position: Position, base: str) -> Bound:
    """Without the winners and losers that do not speak of this position and base."""
    winners = tuple(pair for pair in bound.winners if _covers(pair[0], position, base))
    losers = tuple(pair for pair in bound.losers if _covers(pair[0], position, base))
    return bound._replace(winners=winners, losers=losers)


def _speaks_of(rule: Rule, position: Position | None) -> bool:
    return position is None or position in rule.positions


def _covers(rule: Rule, position: Position, base: str) -> bool:
    return position in rule.positions and (not rule.bases or base in rule.bases)


def _in_force(rule: Rule, day: date) -> bool:
    return rule.effective <= day and (rule.expires is None or day < rule.expires)
