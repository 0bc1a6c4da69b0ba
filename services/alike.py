"""What two Rulebooks of one period say alike, of pay and of duty, and which rules may pay otherwise."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import TypeVar

from domain.components import component_of
from domain.rulebook import Chosen, Rulebook
from domain.rulegraph import Edge, EdgeKind
from domain.rules.rule import Key

_N = TypeVar("_N")


def same_pay(before: Rulebook, after: Rulebook) -> bool:
    """Whether two Rulebooks of one period pay alike, by what they say; cites and notes beside it do not count."""
    return _said(before, _pays(before)) == _said(after, _pays(after))


def same_law(before: Rulebook, after: Rulebook) -> bool:
    """Whether two Rulebooks of one period bind duty and rest alike."""
    return _said(before, _binds(before)) == _said(after, _binds(after))


def may_pay_otherwise(before: Rulebook, after: Rulebook, edges: Iterable[Edge]) -> frozenset[Key]:
    """The pay rules whose rows may come to something else: those that are said otherwise, those that meet one of them
    on a row, and those whose component depends (``edges``) on what one of these sets.
    """
    old, new = ({chosen.rule.key: _alone(book, chosen) for chosen in _pays(book)} for book in (before, after))
    differ = frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    meets = [
        pair for book in (before, after) for each in book.precedence for pair in permutations((each.winner, each.loser))
    ]
    met = _along(differ, meets)
    sets = {key: component_of(rule) for book in (before, after) for key, rule in book.rules.items()}
    feeds = [(edge.target.code, edge.source.code) for edge in edges if edge.kind is EdgeKind.DEPENDS_ON]
    moved = _along({component for key in met if (component := sets[key])}, feeds)
    return met | {key for key, component in sets.items() if component in moved}


def _along(start: Iterable[_N], arrows: Sequence[tuple[_N, ...]]) -> frozenset[_N]:
    """What can be come to along the arrows, the start with it; there may be circles."""
    found, more = frozenset[_N](), frozenset(start)
    while found != more:
        found, more = more, more.union(end for begin, end in arrows if begin in more)
    return found


def _pays(rulebook: Rulebook) -> Sequence[Chosen]:
    return [chosen for chosen in rulebook.chosen if not chosen.rule.is_limit]


def _binds(rulebook: Rulebook) -> Sequence[Chosen]:
    """Hard rules, and whatever may stand in the place of one."""
    paired = {key for pair in rulebook.precedence for key in (pair.winner, pair.loser)}
    return [chosen for chosen in rulebook.chosen if chosen.rule.hard or chosen.rule.key in paired]


def _said(rulebook: Rulebook, chosen: Sequence[Chosen]) -> tuple[object, ...]:
    used = {key for one in chosen for key in one.scenarios}
    scenarios = [scenario for scenario in rulebook.scenarios if scenario.key in used]
    rules = [(one.rule, one.scenarios) for one in chosen]
    return rules, scenarios, rulebook.precedence, rulebook.components, rulebook.same_from, rulebook.same_until


def _alone(rulebook: Rulebook, chosen: Chosen) -> tuple[object, ...]:
    """What is said of one rule, its words for people aside."""
    key = chosen.rule.key
    pairs = [pair for pair in rulebook.precedence if key in (pair.winner, pair.loser)]
    rule = chosen.rule.model_copy(update={"title": "", "text": "", "notes": "", "category": ""})
    return rule, [rulebook.situations[each] for each in chosen.scenarios], pairs
