"""A big rule graph that settles: so many rules, so many relationships, always the same, all of them one airline's.

A *team* is six rules of one matter that may hold together: each two are told apart by an override or by a conflict
with its method. Teams of one matter never meet: by base, by position, by their dates, or only by what their
scenarios say. Clauses, text-only rules, expired ones and ones that supersede others fill the rest.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from random import Random
from typing import Any, Final, NamedTuple

from domain.crew import FLYING, PILOTS, Position
from domain.readings import Interpretation
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Phase, Rule, RuleKind, Scenario

RULES: Final = 10_000
RELATIONSHIPS: Final = 100_000
TEAM: Final = 6
TEAMS_OF_ONE_COMPONENT: Final = 4
BASES: Final = ("HVN", "ILG", "LAL", "MCO", "RDU", "BUR", "STS", "LAS")
CODES: Final = tuple(f"K{number:02}" for number in range(30))
"""Causes of delay; each has its own bands of minutes."""
BANDS: Final = 20
SINCE: Final = date(2024, 1, 1)
LIMITS: Final[tuple[dict[str, Any], ...]] = (
    {"family": "minimum_rest", "minutes": 600},
    {"family": "minimum_connection", "minutes": 45},
    {"family": "turn_time", "minutes": 35},
    {"family": "cumulative_limit", "quantity": "DUTY", "window": 10080, "limit": 3600},
    {"family": "days_off", "window": 10080, "free": 1800},
    {"family": "rest_in_window", "rest": 1800, "window": 10080},
)


class Team(NamedTuple):
    """Rules that may hold together, the strongest first, with the scenarios each is drawn to."""

    rules: Sequence[Rule]
    scenarios: Sequence[Sequence[Key]]


def generated(airline: str, rules: int = RULES, relationships: int = RELATIONSHIPS, seed: int = 4) -> RuleGraph:
    """The graph. It rests on nothing but itself, so it may stand beside any packs."""
    random = Random(seed)  # not for secrets
    scenarios = _scenarios(airline)
    paying, limiting = rules * 6 // 10 // TEAM, rules * 3 // 10 // TEAM
    teams = [_paid(airline, number, random) for number in range(paying)]
    teams += [_limited(airline, number, random) for number in range(limiting)]
    texts = [_text(airline, number) for number in range(rules - TEAM * len(teams))]
    components = [
        PayComponent(type=_component(number), title=f"Part {number}", grain=Grain.LEG)
        for number in range(-(-paying // TEAMS_OF_ONE_COMPONENT))
    ]
    written = [rule for team in teams for rule in team.rules] + texts
    clauses = [Clause(citation=f"G {number // 10}.{number % 10}", source="generated") for number in range(rules // 2)]
    everybody = [
        rule.model_copy(update={"clause": clauses[place % len(clauses)].citation}) for place, rule in enumerate(written)
    ]
    readings = [_reading(airline, number) for number in range(rules // 20)]
    edges = [
        *_inside(airline),
        *_needs(airline, components),
        *(edge for team in teams for edge in (*_applies(team), *_settled(team))),
        *(_edge(EdgeKind.APPLIES_TO, rule.key, scenarios[0].key) for rule in texts),
        *(_edge(EdgeKind.SUPERSEDES, later.key, former.key) for former, later in _successions(texts)),
        *(_edge(EdgeKind.INTERPRETS, one.key, random.choice(everybody).key) for one in readings),
    ]
    cited = _cites(everybody, [clause.citation for clause in clauses], relationships - len(edges), random)
    return RuleGraph(
        rules=tuple(everybody),
        scenarios=tuple(scenarios),
        components=tuple(components),
        clauses=tuple(clauses),
        interpretations=tuple(readings),
        edges=(*edges, *cited),
    ).ordered()


def _scenarios(airline: str) -> list[Scenario]:
    """Everything, then causes and their bands on legs, then hours of report on duties."""
    delayed = [
        (
            f"g_{code}_{band}",
            f"delay_code = '{code}' AND delay_minutes >= {15 * band} AND delay_minutes < {15 * band + 15}",
        )
        for code in CODES
        for band in range(BANDS)
    ]
    legs = [("g_leg", "TRUE"), *((f"g_{code}", f"delay_code = '{code}'") for code in CODES), *delayed]
    duties = [
        (f"g_{hour}_{legs}", f"(report_local_min >= {60 * hour} AND segments >= {legs}) OR duty_minutes > {600 + hour}")
        for hour in range(24)
        for legs in range(1, 16)
    ]
    return [
        Scenario(owner=airline, id=name, title=name, category="GENERATED", grain=grain, condition=condition)
        for grain, listed in ((Grain.LEG, legs), (Grain.DUTY, [("g_duty", "TRUE"), *duties]))
        for name, condition in listed
    ]


def _inside(airline: str) -> Iterator[Edge]:
    for code in CODES:
        yield _edge(EdgeKind.SPECIALIZES, Key(airline, f"g_{code}"), Key(airline, "g_leg"))
        for band in range(BANDS):
            yield _edge(EdgeKind.SPECIALIZES, Key(airline, f"g_{code}_{band}"), Key(airline, f"g_{code}"))
    for hour in range(24):
        for legs in range(1, 16):
            yield _edge(EdgeKind.SPECIALIZES, Key(airline, f"g_{hour}_{legs}"), Key(airline, "g_duty"))


def _needs(airline: str, components: Sequence[PayComponent]) -> Iterator[Edge]:
    """Each component is worked out after those before it in its department of seven."""
    for place, component in enumerate(components):
        for before in components[place - place % 7 : place]:
            yield _edge(EdgeKind.DEPENDS_ON, Key(PUBLIC, component.type), Key(PUBLIC, before.type), owner=airline)


def _component(number: int) -> str:
    return f"part_{number}"


def _paid(airline: str, number: int, random: Random) -> Team:
    """Six premiums of one component, held apart from the other teams of that component in one of four ways."""
    component, place = divmod(number, TEAMS_OF_ONE_COMPONENT)
    codes = CODES[place::TEAMS_OF_ONE_COMPONENT] if component % 4 == 3 else CODES
    rules = [
        _rule(airline, f"P{number}.{rank}", _scope(component % 4, place), rank, {
            "family": "premium", "component": _component(component), "percent": 10 * rank + place,
        })
        for rank in range(TEAM)
    ]  # fmt: skip
    theme = _bands(airline, codes, random)
    return Team(rules, [sorted(random.sample(theme, 7)) for _ in rules])


def _scope(how: int, place: int) -> dict[str, Any]:
    """By base, by position and base, by dates; or by nothing, where the scenarios tell the teams apart."""
    quarter = timedelta(days=400)
    return (
        {"bases": BASES[2 * place : 2 * place + 2]},
        {"positions": PILOTS if place % 2 else (Position.FLIGHT_ATTENDANT,), "bases": BASES[place // 2 :: 2]},
        {"effective": SINCE + place * quarter, "expires": SINCE + (place + 1) * quarter},
        {},
    )[how]


def _bands(airline: str, codes: Sequence[str], random: Random) -> list[Key]:
    """What a team is about: one cause of delay, and bands of it and of two others."""
    chosen = random.sample(codes, 3)
    bands = random.sample([f"g_{code}_{band}" for code in chosen for band in range(BANDS)], 14)
    return [Key(airline, name) for name in (f"g_{chosen[0]}", *bands)]


def _limited(airline: str, number: int, random: Random) -> Team:
    """Six bounds on one quantity: hard, planned, and some of them in place of others."""
    spec = LIMITS[number % len(LIMITS)]
    base = {"bases": (BASES[number // len(LIMITS) % len(BASES)],), "hard": True, "phase": Phase.BOTH}
    rules = [_rule(airline, f"L{number}.{rank}", base, rank, spec) for rank in range(TEAM)]
    hours = [Key(airline, f"g_{hour}_{legs}") for hour in range(24) for legs in range(1, 16)]
    theme = random.sample(hours, 10)
    return Team(rules, [sorted(random.sample(theme, 4)) for _ in rules])


def _rule(airline: str, code: str, scope: dict[str, Any], rank: int, spec: dict[str, Any]) -> Rule:
    effective = scope.get("effective", SINCE) + timedelta(days=TEAM - rank)
    return Rule.model_validate({
        "owner": airline,
        "code": f"G_{code}",
        "kind": RuleKind.CONTRACT,
        "category": "GENERATED",
        "title": f"Generated term {code}",
        "text": f"What term {code} says, in some forty words as clauses have them. " * 3,
        "clause": f"G {code}",
        "positions": FLYING,
        "hard": False,
        "phase": Phase.OPERATE,
        "priority": rank,
        **scope,
        "effective": effective,
        "spec": spec,
    })  # fmt: skip


def _text(airline: str, number: int) -> Rule:
    """A clause that only says something; every fifth one ends where the next one begins."""
    turn = SINCE + timedelta(days=100)
    scope = ({"expires": turn}, {"effective": turn - timedelta(days=TEAM)})[number % 5] if number % 5 < 2 else {}
    return _rule(airline, f"T{number}", scope, 0, dict(LIMITS[0])).model_copy(update={"versions": ()})


def _successions(texts: Sequence[Rule]) -> list[tuple[Rule, Rule]]:
    return [(former, later) for former, later in pairwise(texts) if former.expires == later.effective]


def _reading(airline: str, number: int) -> Interpretation:
    return Interpretation(
        owner=airline,
        code=f"G_R{number}",
        title=f"Reading {number}",
        situation="A delay",
        reading="It is paid",
        source="generated",
        confidence=90,
    )


def _applies(team: Team) -> Iterator[Edge]:
    for rule, scenarios in zip(team.rules, team.scenarios, strict=True):
        for scenario in scenarios:
            yield _edge(EdgeKind.APPLIES_TO, rule.key, scenario)


def _settled(team: Team) -> Iterator[Edge]:
    """Each two of a team: the first four by rank, the last two of a paid team by what is better for the crew."""
    for (high, winner), (low, loser) in combinations(enumerate(team.rules), 2):
        if winner.is_limit:
            yield _conflict(winner, loser, Method.MORE_RESTRICTIVE) if low - high > 1 else _override(winner, loser)
        elif low >= TEAM - 2:
            yield _conflict(winner, loser, Method.MORE_FAVORABLE_TO_CREW)
        elif (high + low) % 2:
            yield _override(winner, loser)
        else:
            yield _conflict(winner, loser, Method.LATER_EFFECTIVE)


def _override(winner: Rule, loser: Rule) -> Edge:
    return _edge(EdgeKind.OVERRIDES, winner.key, loser.key, because="it was agreed later")


def _conflict(one: Rule, other: Rule, method: Method) -> Edge:
    return _edge(EdgeKind.CONFLICTS_WITH, one.key, other.key, method=method)


def _cites(rules: Sequence[Rule], clauses: Sequence[str], number: int, random: Random) -> list[Edge]:
    """So many citations: each rule its own clause, and the others wherever."""
    drawn = {(rule.key, rule.clause) for rule in rules}
    while len(drawn) < number:
        drawn.add((random.choice(rules).key, random.choice(clauses)))
    return [_edge(EdgeKind.CITES, rule, Key(PUBLIC, clause), owner=rule.owner) for rule, clause in sorted(drawn)]


def _edge(kind: EdgeKind, source: Key, target: Key, *, owner: str = "", **given: Any) -> Edge:
    return Edge(kind=kind, owner=owner or source.owner, source=source, target=target, **given)
