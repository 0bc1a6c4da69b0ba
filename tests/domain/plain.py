"""``domain.resolve`` once more, slow and obvious: every pair of rules is looked at, and nothing is remembered."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, permutations
from typing import NamedTuple

from domain.authority import check_displacement, is_bound
from domain.conditions import Condition, parse
from domain.conditions.apart import implies
from domain.conditions.together import together
from domain.errors import ConflictError, RefusedError
from domain.facts import FACTS, fineness
from domain.methods import settle
from domain.rulebook import Precedence
from domain.rulegraph import EdgeKind, Method, RuleGraph
from domain.rules.pay import Grain, Narrowing, Paying
from domain.rules.rule import Key, Rule
from domain.scope import Scopes

Pairs = set[tuple[Key, Key]]


class Plain(NamedTuple):
    """What stands, under which scenarios; what does not, and what displaced it; and what yields row by row."""

    stands: dict[Key, frozenset[Key]]
    displaced: dict[Key, Key]
    yields: Pairs


class _Meeting(Scopes):
    """Scopes that work everything out anew for each question. Only ``SPECIALIZES`` is asked of the fast ones."""

    def scenarios_of(self, rule: Rule) -> list[Condition]:
        return [self.conditions[key] for key in self.scenarios[rule.key]]

    def meet(self, one: Rule, other: Rule) -> bool:
        days = [day for day in range(self.period.start.toordinal(), self.period.end.toordinal())
                if _in_force(one, day) and _in_force(other, day)]  # fmt: skip
        bases = not one.bases or not other.bases or any(base in other.bases for base in one.bases)
        people = bases and any(position in other.positions for position in one.positions)
        rows = min((_rows(one), _rows(other)), key=fineness)
        return bool(days) and people and any(
            _reads_finer(here, rows) or _reads_finer(there, rows) or together(here, there) is not None
            for here in self.scenarios_of(one)
            for there in self.scenarios_of(other)
        )  # fmt: skip

    def covers(self, one: Rule, other: Rule) -> bool:
        days = range(self.period.start.toordinal(), self.period.end.toordinal())
        return (
            all(_in_force(one, day) for day in days if _in_force(other, day))
            and (not one.bases or bool(other.bases and not set(other.bases) - set(one.bases)))
            and not set(other.positions) - set(one.positions)
            and _rows(one) is _rows(other)
            and not any(isinstance(version.spec, Narrowing) for version in one.versions)
            and all(any(self._within(here, there) for there in self.scenarios[one.key])
                    for here in self.scenarios[other.key])
        )  # fmt: skip

    def _within(self, narrow: Key, wide: Key) -> bool:
        here, there = self.conditions[narrow], self.conditions[wide]
        return narrow == wide or (fineness(there.grain) <= fineness(here.grain) and implies(here, there))


def resolved(content: RuleGraph, scopes: Scopes) -> Plain:
    """What ``domain.resolve`` decides of a graph with one owner's rules, all of them of a regime that binds."""
    plain = _Meeting(scopes.period, scopes.scenarios, scopes.around, scopes.conditions)
    first, last = scopes.period.start.toordinal(), scopes.period.end.toordinal()
    rules = [
        rule for rule in content.rules
        if scopes.scenarios[rule.key] and any(_in_force(rule, day) for day in range(first, last))
    ]  # fmt: skip
    drawn = _overrides(content, rules, plain)
    gone = _displaced(rules, _above(drawn), plain)
    standing = [rule for rule in rules if rule.key not in gone]
    methods = _methods(content, standing, plain, _above(drawn))
    verdicts = [settle(*pair, method, plain) for pair, method in methods]
    ranked = _above(drawn | {(one.winner, one.loser) for one in verdicts if one and not _by_favor(one)})
    gone = _displaced(standing, ranked, plain) | gone
    left = [rule for rule in rules if rule.key not in gone]
    favored = {(one.winner, one.loser) for one in verdicts if one and _by_favor(one)}
    yields = _between(left, ranked, favored, plain)
    settled = yields | {(one.key, other.key) for (one, other), _ in methods}
    _check_planned(left, plain)
    _check_agreement(left, settled | {(other, one) for one, other in settled}, plain)
    return Plain({rule.key: scopes.scenarios[rule.key] for rule in left}, gone, yields)


def scopes_of(content: RuleGraph, fast: Scopes) -> Scopes:
    """The same scopes, with the scenarios of each rule found edge by edge."""
    scenarios = {
        rule.key: frozenset(
            edge.target for edge in content.edges if edge.kind is EdgeKind.APPLIES_TO and edge.source == rule.key
        )
        for rule in content.rules
    }
    conditions = {scenario.key: parse(scenario.condition, scenario.grain) for scenario in content.scenarios}
    return Scopes(fast.period, scenarios, fast.around, conditions)


def _in_force(rule: Rule, day: int) -> bool:
    return rule.effective.toordinal() <= day < (rule.expires or date.max).toordinal()


def _rows(rule: Rule) -> Grain:
    spec = rule.versions[0].spec if rule.versions else None
    return spec.grain if isinstance(spec, Paying) else Grain.DUTY


def _reads_finer(condition: Condition, rows: Grain) -> bool:
    return any(fineness(FACTS[fact].grain) > fineness(rows) for fact in condition.facts)


def _by_favor(pair: Precedence) -> bool:
    return pair.method is Method.MORE_FAVORABLE_TO_CREW


def _drawn(content: RuleGraph, rules: Iterable[Rule], kind: EdgeKind) -> Iterator[tuple[Rule, Rule, Method | None]]:
    known = {rule.key: rule for rule in rules}
    for edge in sorted(content.edges, key=lambda edge: sorted((edge.source, edge.target))):
        if edge.kind is kind and edge.source in known and edge.target in known:
            yield known[edge.source], known[edge.target], edge.method


def _overrides(content: RuleGraph, rules: list[Rule], scopes: Scopes) -> Pairs:
    drawn = list(_drawn(content, rules, EdgeKind.OVERRIDES))
    for winner, loser, _ in drawn:
        check_displacement(winner, loser, EdgeKind.OVERRIDES)
    return {(winner.key, loser.key) for winner, loser, _ in drawn if scopes.meet(winner, loser)}


def _above(pairs: Pairs) -> Pairs:
    """All that follows: over and over, until nothing new does."""
    while more := {(one, last) for one, end in pairs for start, last in pairs if end == start} - pairs:
        pairs = pairs | more
    if any(one == other for one, other in pairs):
        raise RefusedError("a circle")
    return pairs


def _displaced(rules: list[Rule], above: Pairs, scopes: Scopes) -> dict[Key, Key]:
    """Each rule that is covered by one that yields to nobody, and the first such one."""
    yielding = {loser for _, loser in above}
    return {
        loser.key: winner.key
        for winner, loser in sorted(permutations(rules, 2), key=lambda pair: pair[0].key, reverse=True)
        if (winner.key, loser.key) in above and winner.key not in yielding and scopes.covers(winner, loser)
    }


def _methods(
    content: RuleGraph, rules: list[Rule], scopes: Scopes, above: Pairs
) -> list[tuple[tuple[Rule, Rule], Method | None]]:
    found: dict[tuple[Key, Key], tuple[tuple[Rule, Rule], set[Method]]] = {}
    for source, target, method in _drawn(content, rules, EdgeKind.CONFLICTS_WITH):
        one, other = sorted((source, target), key=lambda rule: rule.key)
        _, methods = found.setdefault((one.key, other.key), ((one, other), set()))
        methods |= {method} if method else set()
        if len(methods) > 1:
            raise RefusedError("two methods", about=(one.key, other.key))
    return [
        (pair, next(iter(methods), None))
        for keys, (pair, methods) in found.items()
        if scopes.meet(*pair) and (methods or not {keys, keys[::-1]} & above)
    ]


def _between(rules: list[Rule], above: Pairs, favored: Pairs, scopes: Scopes) -> Pairs:
    known = {rule.key for rule in rules}
    ranked = {
        (one.key, other.key)
        for one, other in permutations(rules, 2)
        if (one.key, other.key) in above and scopes.meet(one, other)
    }
    favored = {(one, other) for one, other in favored if one in known and other in known}
    if favored & (ranked | {(other, one) for one, other in ranked}):
        raise RefusedError("settled in two ways")
    return ranked | favored


def _check_planned(rules: list[Rule], scopes: Scopes) -> None:
    for rule in rules:
        facts = {fact for key in scopes.scenarios[rule.key] for fact in scopes.conditions[key].facts}
        if rule.hard and rule.phase != "OPERATE" and not all(FACTS[fact].planned for fact in facts):
            raise RefusedError("asks for what is known on the day")


def _check_agreement(rules: list[Rule], settled: Pairs, scopes: Scopes) -> None:
    for one, other in combinations(sorted(rules, key=lambda rule: rule.key), 2):
        if not (one.versions and other.versions) or is_bound(one) or is_bound(other):
            continue
        first, second = one.versions[0].spec, other.versions[0].spec
        if isinstance(first, Paying) and isinstance(second, Paying):
            same = (first.component, first.grain) == (second.component, second.grain)
        else:
            same = first.family == second.family
        days = [date.fromordinal(day) for day in range(*map(date.toordinal, (scopes.period.start, scopes.period.end)))]
        said = [(one.spec_on(day), other.spec_on(day)) for day in days]
        differ = any(here is not None and there is not None and here != there for here, there in said)
        if same and differ and (one.key, other.key) not in settled and scopes.meet(one, other):
            raise ConflictError("they disagree", about=(one.key, other.key))
