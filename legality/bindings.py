"""Which rules bind an event: by position and base, date, scenario, and precedence between rules."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from domain.airports import zone_of
from domain.clock import HOUR, midnight
from domain.crew import Position
from domain.rulebook import Rulebook
from domain.rules.cabin import ReducedRest
from domain.rules.easa import EasaRest
from domain.rules.resting import AcclimatingRest
from domain.rules.rule import Key, Phase, Rule
from legality.periods import Parting
from legality.registry import Families, Family
from legality.situations import UNASKED, Question, Situation, Standing, surest
from legality.windows import EARLIEST

RESTS: Final = ("minimum_rest", "easa_rest", "reduced_rest")
"""The families of rest before duty, and of how far it may be reduced."""
UNSAID_REST: Final = 10 * HOUR
"""What parts two duty periods where no rule in force asks for rest between them."""
KEPT: Final = 1 << 14
"""For so many different duties the answers of all scenarios are remembered."""


Situated = tuple[Question, ...]
"""The scenarios of a rule."""


class Bound(NamedTuple):
    """One rule with what its family can say and its scenarios. ``winners`` stand in its place where they hold,
    ``losers`` give way to it. ``planned``: only the plan is meant."""

    rule: Rule
    family: Family
    scenarios: Situated
    winners: tuple[tuple[Rule, Situated], ...]
    losers: tuple[tuple[Rule, Situated], ...]
    planned: bool


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
        return self.bound.planned

    def path(self, rule: str = "") -> tuple[str, ...]:
        """How the rule came to apply, by the graph; ``rule`` is the paragraph, where it is narrower."""
        return (f"Scenario {self.standing.scenario}", "APPLIES_TO", rule or self.code, *self.displaced)


class Plan(dict[str, tuple[Stands, ...]]):
    """The rules that stand on an event, by family; and those of them that check, that permit, that know last ends."""

    def __init__(self, standing: Mapping[str, tuple[Stands, ...]]) -> None:
        super().__init__(standing)
        every = [stands for each in standing.values() for stands in each]
        self.checking = tuple(stands for stands in every if stands.bound.family.check)
        self.granting = tuple(stands for stands in every if stands.bound.family.grants)
        self.ending = tuple(stands for stands in every if stands.bound.family.ends)


class Scope:
    """The hard rules of one position and base that the judge knows, by family."""

    def __init__(self, bound: list[Bound], zone: str = "UTC") -> None:
        self._families: dict[str, list[Bound]] = defaultdict(list)
        for each in bound:
            self._families[str(each.rule.family)].append(each)
        self.families = tuple(self._families)
        self.required_rest = _required_rest([each.rule for each in bound if each.rule.family in RESTS], zone)
        self.acclimating_rest = _acclimating_rest(bound)
        every = (question for each in bound for question in _asked(each))
        self._questions = _Questions(dict.fromkeys(every))
        self._plans: dict[tuple[date, tuple[int, ...]], Plan] = {}
        self._days: dict[tuple[str, date], tuple[tuple[Bound, Any], ...]] = {}
        self.checking = tuple(name for name, each in self._families.items() if each[0].family.check)
        self.granting = tuple(name for name, each in self._families.items() if each[0].family.grants)
        self.ending = tuple(name for name, each in self._families.items() if each[0].family.ends)
        self.lending = tuple(name for name, each in self._families.items() if each[0].family.could_grant)

    def in_force(self, family: str, day: date) -> tuple[tuple[Bound, Any], ...]:
        """The rules of a family on a date, with what they say on it, whatever the situation."""
        asked = (family, day)
        if asked not in self._days:
            specs = ((bound, bound.rule.spec_on(day)) for bound in self._families.get(family, ()))
            self._days[asked] = tuple((bound, spec) for bound, spec in specs if spec is not None)
        return self._days[asked]

    def plan(self, day: date, situation: Situation) -> Plan:
        """All rules that stand on an event, by family. Events on which the same scenarios hold share one."""
        asked = (day, self._questions.answered(situation))
        found = self._plans.get(asked)
        if found is None:
            standing = {name: tuple(self.standing(name, day, situation)) for name in self.families}
            found = self._plans[asked] = Plan(standing)
        return found

    def standing(self, family: str, day: date, situation: Situation) -> Iterator[Stands]:
        """Those that stand on an event. One that an uncertain winner may displace is uncertain too."""
        for bound, spec in self.in_force(family, day):
            standing = surest(question.standing(situation) for question in bound.scenarios)
            if standing is None:
                continue
            if bound.winners or bound.losers:
                yield from self._among_others(bound, spec, standing, day, situation)
            else:
                yield Stands(bound, spec, standing)

    def _among_others(
        self, bound: Bound, spec: Any, standing: Standing, day: date, situation: Situation
    ) -> Iterator[Stands]:
        over = list(self._there(bound.winners, day, situation))
        if all(won.missing for _, won in over):
            missing = {*standing.missing, *(fact for _, won in over for fact in won.missing)}
            gone = (rule.code for rule, _ in self._there(bound.losers, day, situation))
            displaced = tuple(step for code in gone for step in ("OVERRIDES", code))
            yield Stands(bound, spec, Standing(standing.scenario, tuple(sorted(missing))), displaced)

    def _there(
        self, rules: tuple[tuple[Rule, Situated], ...], day: date, situation: Situation
    ) -> Iterator[tuple[Rule, Standing]]:
        for rule, scenarios in rules:
            standing = surest(question.standing(situation) for question in scenarios)
            if standing is not None and _in_force(rule, day):
                yield rule, standing


class _Questions:
    """All scenarios of a scope, asked at once. Of duties with the same facts the answers are kept."""

    def __init__(self, questions: Iterable[Question]) -> None:
        every = tuple(questions)
        self._of_duty = tuple(each for each in every if not each.of_legs)
        self._of_legs = tuple(each for each in every if each.of_legs)
        self._names = tuple(dict.fromkeys(name for each in self._of_duty for name in each.names))
        self._kept: dict[tuple[object, ...], tuple[int, ...]] = {}

    def answered(self, situation: Situation) -> tuple[int, ...]:
        """The answers, by their identity: each question keeps its own, and hands out the same ones."""
        facts = situation.duty
        known = tuple([facts.get(name, UNASKED) for name in self._names])
        found = self._kept.get(known)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[known] = tuple(id(each.standing(situation)) for each in self._of_duty)
        legs = tuple([id(question.standing(situation)) for question in self._of_legs])
        return found + legs if legs else found


class Bindings:
    """The hard rules of a Rulebook, as far as ``families`` know them, ready to be asked event by event."""

    def __init__(self, rulebook: Rulebook, families: Families) -> None:
        self._rulebook = rulebook
        self._known = families
        self._questions: dict[Key, Question] = {}
        self._hard = [chosen for chosen in rulebook.chosen if chosen.rule.hard]
        self._winners, self._losers = defaultdict[Key, list[Key]](list), defaultdict[Key, list[Key]](list)
        for precedence in rulebook.precedence:
            self._winners[precedence.loser].append(precedence.winner)
            self._losers[precedence.winner].append(precedence.loser)
        self._bound = [
            self._bind(chosen.rule) for chosen in self._hard if chosen.rule.family in families and chosen.scenarios
        ]
        self._scopes: dict[tuple[Position, str], Scope] = {}
        self._codes: dict[tuple[str, Position | None], tuple[str, ...]] = {}

    def _bind(self, rule: Rule) -> Bound:
        family, winners, losers = self._known[str(rule.family)], self._winners, self._losers
        others = self._with(winners, rule), self._with(losers, rule)
        return Bound(rule, family, self._situated(rule.key), *others, rule.phase is Phase.PLAN)

    def _situated(self, key: Key) -> Situated:
        """The scenarios of a rule; each is read once, however many rules apply to it."""
        scenarios = self._rulebook.scenarios_of(key)
        for scenario in scenarios:
            if scenario.key not in self._questions:
                self._questions[scenario.key] = Question(scenario)
        return tuple(self._questions[scenario.key] for scenario in scenarios)

    def _with(self, others: Mapping[Key, list[Key]], rule: Rule) -> tuple[tuple[Rule, Situated], ...]:
        keys = [key for key in others.get(rule.key, ()) if key in self._rulebook.rules]
        return tuple((self._rulebook.rules[key], self._situated(key)) for key in keys)

    def scope(self, position: Position, base: str) -> Scope:
        """The rules of a position and base."""
        place = (position, base)
        if place not in self._scopes:
            self._scopes[place] = Scope(
                [_narrowed(bound, *place) for bound in self._bound if _covers(bound.rule, *place)], zone_of(base)
            )
        return self._scopes[place]

    def everywhere(self, families: Container[str]) -> Scope:
        """The rules of some families for what is no crew member's: whatever the position, and none for some bases."""
        return Scope([_baseless(each) for each in self._bound if each.rule.family in families and not each.rule.bases])

    def checked(self, position: Position | None = None) -> tuple[str, ...]:
        """The codes of the hard rules that are checked, of one position or of all."""
        return self._listed("checked", position, (bound.rule for bound in self._bound))

    def unchecked(self, position: Position | None = None) -> tuple[str, ...]:
        """The codes of the hard rules that the judge has no check for, or that apply to no scenario."""
        return self._listed("unchecked", position, self._unbound())

    def words_only(self, position: Position | None = None) -> tuple[str, ...]:
        """Those of them that have words and no figures."""
        return self._listed("words only", position, (each.rule for each in self._hard if not each.rule.versions))

    def _unbound(self) -> Iterator[Rule]:
        known = {bound.rule.key for bound in self._bound}
        yield from (chosen.rule for chosen in self._hard if chosen.rule.key not in known)

    def _listed(self, what: str, position: Position | None, rules: Iterable[Rule]) -> tuple[str, ...]:
        """The codes of the rules that speak of a position; listed once."""
        asked = (what, position)
        if asked not in self._codes:
            self._codes[asked] = tuple(sorted({rule.code for rule in rules if _speaks_of(rule, position)}))
        return self._codes[asked]


def _required_rest(rules: list[Rule], zone: str) -> Parting:
    """The least rest that ends a duty period, by day: of all the rules of rest before duty in force then."""
    days = {day for rule in rules for day in (rule.effective, rule.expires, *(each.since for each in rule.versions))}
    turns = sorted({max(EARLIEST, day) for day in days if day is not None})
    return Parting(tuple((midnight(day, zone), _least_rest(rules, day)) for day in turns) or ((0, UNSAID_REST),))


def _least_rest(rules: list[Rule], day: date) -> int:
    specs = (rule.spec_on(day) for rule in rules)
    return min((_least(spec) for spec in specs if spec is not None), default=UNSAID_REST)


def _least(spec: Any) -> int:
    """The rest that a rule asks for, reduced as far as it may be."""
    if isinstance(spec, EasaRest):
        return spec.least
    rest: int = spec.reducible_to if isinstance(spec, ReducedRest) else spec.minutes
    return rest


def _acclimating_rest(bound: list[Bound]) -> int | None:
    """The rest that acclimates in a new theater (117.25(c)); None where no rule says so."""
    specs = (version.spec for each in bound for version in each.rule.versions)
    return min((spec.rest for spec in specs if isinstance(spec, AcclimatingRest)), default=None)


def _asked(bound: Bound) -> Iterator[Question]:
    yield from bound.scenarios
    for _, scenarios in (*bound.winners, *bound.losers):
        yield from scenarios


def _narrowed(bound: Bound, position: Position, base: str) -> Bound:
    """Without the winners and losers that do not speak of this position and base."""
    winners = tuple(pair for pair in bound.winners if _covers(pair[0], position, base))
    losers = tuple(pair for pair in bound.losers if _covers(pair[0], position, base))
    return bound._replace(winners=winners, losers=losers)


def _baseless(bound: Bound) -> Bound:
    """Without the winners and losers that are for some bases only."""
    winners = tuple(pair for pair in bound.winners if not pair[0].bases)
    return bound._replace(winners=winners, losers=tuple(pair for pair in bound.losers if not pair[0].bases))


def _speaks_of(rule: Rule, position: Position | None) -> bool:
    return position is None or position in rule.positions


def _covers(rule: Rule, position: Position, base: str) -> bool:
    return position in rule.positions and (not rule.bases or base in rule.bases)


def _in_force(rule: Rule, day: date) -> bool:
    return rule.effective <= day and (rule.expires is None or day < rule.expires)
