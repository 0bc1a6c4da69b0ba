"""Small random rule graphs that settle, for comparing two ways of asking the same thing."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Final, TypeVar

from domain.crew import FLYING
from domain.errors import RefusedError
from domain.resolve import resolve
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.pay import Grain, Premium
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Phase, Rule, RuleKind, Scenario, Version

T = TypeVar("T")
DAYS: Final = [date(2026, 1, 1) + timedelta(days=day) for day in (0, 10, 20, 30)]
BASES: Final = ("HVN", "ILG")
CONDITIONS: Final = {
    "any": "TRUE",
    "late": "delay_minutes >= 60",
    "very_late": "delay_minutes >= 180",
    "weather": "delay_code = 'WX'",
    "on_time": "delay_minutes < 60",
}
INSIDE: Final = (("late", "any"), ("very_late", "late"), ("weather", "any"), ("on_time", "any"))
CLAUSE: Final = Clause(citation="T 1", source="a test")
METHODS: Final = (
    Method.HIGHER_AUTHORITY,
    Method.LATER_EFFECTIVE,
    Method.SPECIFIC_OVER_GENERAL,
    Method.MORE_FAVORABLE_TO_CREW,
)


def settled_graph(random: Random) -> RuleGraph:
    """A graph of eight premiums that settles for XP on each of ``DAYS``."""
    while True:
        graph = _graph(random)
        try:
            for day in DAYS:
                resolve(graph, "XP", day, day + timedelta(days=1))
        except RefusedError:
            continue
        return graph


def _graph(random: Random) -> RuleGraph:
    rules = [_rule(random, number) for number in range(8)]
    edges = [edge for rule in rules for edge in _places(random, rule)]
    edges += [_between(random, one, other) for one, other in combinations(rules, 2) if random.random() < 0.3]
    edges += [
        Edge(kind=EdgeKind.SPECIALIZES, owner=PUBLIC, source=Key(PUBLIC, one), target=Key(PUBLIC, other))
        for one, other in INSIDE
    ]
    return RuleGraph(
        rules=tuple(rules),
        scenarios=tuple(
            Scenario(id=name, title=name, category="TEST", grain=Grain.LEG, condition=condition)
            for name, condition in CONDITIONS.items()
        ),
        components=tuple(PayComponent(type=f"c{number}", title="A part", grain=Grain.LEG) for number in range(8)),
        clauses=(CLAUSE,),
        edges=tuple(edges),
    ).ordered()


def _rule(random: Random, number: int) -> Rule:
    kind = random.choice([RuleKind.FAA, RuleKind.CONTRACT, RuleKind.OPERATION])
    effective = random.choice(DAYS[:3])
    return Rule(
        owner=PUBLIC if kind is RuleKind.FAA else random.choice([PUBLIC, "XP"]),
        code=f"R{number}",
        kind=kind,
        category="TEST",
        title="A premium",
        clause=CLAUSE.citation,
        positions=_some(random, FLYING),
        bases=random.choice([(), (), _some(random, BASES)]),
        hard=False,
        phase=Phase.OPERATE,
        effective=effective,
        expires=random.choice([None, None, effective + timedelta(days=15)]),
        priority=random.randrange(3),
        versions=(Version(since=effective, spec=Premium(component=f"c{number}", percent=number)),),
    )


def _places(random: Random, rule: Rule) -> list[Edge]:
    cites = Edge(kind=EdgeKind.CITES, owner=rule.owner, source=rule.key, target=Key(PUBLIC, CLAUSE.citation))
    return [
        cites,
        *(
            Edge(kind=EdgeKind.APPLIES_TO, owner=rule.owner, source=rule.key, target=Key(PUBLIC, name), **_time(random))
            for name in _some(random, list(CONDITIONS), most=2)
        ),
    ]


def _between(random: Random, one: Rule, other: Rule) -> Edge:
    """An override or a settled conflict between two rules, always from the lower number: no circles."""
    kind = random.choice([EdgeKind.OVERRIDES, EdgeKind.OVERRIDES, EdgeKind.CONFLICTS_WITH])
    method = random.choice(METHODS) if kind is EdgeKind.CONFLICTS_WITH else None
    owner = "XP" if "XP" in (one.owner, other.owner) else random.choice([PUBLIC, "XP", "YY"])
    because = "" if method else "a test"
    ends = {"source": one.key, "target": other.key}
    return Edge(kind=kind, owner=owner, **ends, method=method, because=because, **_time(random))


def _time(random: Random) -> dict[str, date | None]:
    """How long a relationship counts: mostly always, else from or up to one of the days."""
    since, until = random.choice([None, None, DAYS[1]]), random.choice([None, None, DAYS[2], DAYS[3]])
    return {"since": since, "until": until}


def _some(random: Random, choices: Sequence[T], most: int = 3) -> tuple[T, ...]:
    return tuple(random.sample(choices, random.randint(1, min(most, len(choices)))))
