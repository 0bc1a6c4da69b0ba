"""Two airlines with everything an airline may have of its own, beside the same shared rules."""

from datetime import date
from typing import Final

from domain.crew import Position
from domain.readings import Case, Interpretation
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain, Premium
from domain.rules.rule import PUBLIC, Former, Key, Phase, Rule, RuleKind, Scenario, Version
from graph.content import joined

AIRLINES: Final = ("XP", "YY")
TABLE_B: Final = Key(PUBLIC, "14CFR117.13(a)")


def crowded(packs: RuleGraph) -> RuleGraph:
    """The packs of both, and for each a scenario below a shared one, a reading, a case, and dated relationships."""
    return joined([packs, *(own(airline) for airline in AIRLINES)]).ordered()


def own(airline: str) -> RuleGraph:
    """What one airline adds. The names say whose they are, so that a row which crosses is seen."""
    secret = f"{airline}-secret"
    scenario, rule, old, idle = (Key(airline, f"{secret}-{what}") for what in ("late", "premium", "former", "idle"))
    redeye, late = Key(PUBLIC, "red_eye"), Key(PUBLIC, "delayed_flight")

    def edge(kind: EdgeKind, source: Key, target: Key, **more: object) -> Edge:
        return Edge(kind=kind, owner=airline, source=source, target=target, notes=f"{secret}-note", **more)

    return RuleGraph(
        rules=(premium(rule, date(2026, 1, 1)), premium(old, date(2024, 1, 1), date(2026, 1, 1)), text_only(idle)),
        scenarios=(
            Scenario(
                owner=airline,
                id=scenario.code,
                title=f"Delay at {secret}",
                category="DELAY",
                grain=Grain.LEG,
                condition="delay_minutes >= 30",
                earlier=(Former(until=date(2026, 1, 1), condition="delay_minutes >= 45"),),
                description="A delay of half an hour, for hours and hours.",
            ),
        ),
        interpretations=(
            Interpretation(
                owner=airline,
                code=f"{secret}-reading",
                title=secret,
                situation="A delay",
                reading="It is paid.",
                source="A letter",
                confidence=80,
            ),
        ),
        cases=(
            Case(owner=airline, name=f"{secret}-case", rule=rule.code, expect={}),
            Case(owner=airline, name=f"{secret}-law", rule=TABLE_B.code, expect={}),
            Case(owner=airline, name=f"{secret}-part", component="overtime", expect={}),
            Case(owner=airline, name=f"{secret}-situation", scenario="red_eye", expect={}),
        ),
        edges=(
            edge(EdgeKind.SPECIALIZES, scenario, late),
            edge(EdgeKind.SPECIALIZES, redeye, Key(PUBLIC, "cabin_crew_duty"), until=date(2020, 1, 1)),
            edge(EdgeKind.APPLIES_TO, rule, scenario, since=date(2026, 1, 1)),
            edge(EdgeKind.APPLIES_TO, old, late),
            edge(EdgeKind.APPLIES_TO, TABLE_B, redeye, since=date(2030, 1, 1)),
            edge(EdgeKind.SUPERSEDES, rule, old),
            edge(EdgeKind.OVERRIDES, rule, Key(airline, "SAMPLE_Section_5.A_redeye"), because=f"{secret} says so"),
            edge(EdgeKind.CITES, rule, Key(PUBLIC, "14 CFR 117.13(a)")),
            edge(EdgeKind.CITES, old, Key(PUBLIC, "14 CFR 117.13(a)")),
            edge(EdgeKind.CITES, idle, Key(PUBLIC, "14 CFR 117.13(a)")),
            edge(EdgeKind.CITES, TABLE_B, Key(PUBLIC, "14 CFR 117.15")),
            edge(EdgeKind.DEPENDS_ON, Key(PUBLIC, "red_eye"), Key(PUBLIC, "per_diem")),
            edge(EdgeKind.INTERPRETS, Key(airline, f"{secret}-reading"), TABLE_B),
            edge(EdgeKind.INTERPRETS, Key(airline, f"{secret}-reading"), rule),
        ),
    )


def premium(key: Key, effective: date, expires: date | None = None) -> Rule:
    """A premium of an airline's own, for delays."""
    return Rule(
        owner=key.owner,
        code=key.code,
        kind=RuleKind.CONTRACT,
        category="TEST",
        title=f"Premium of {key.code} for hours",
        clause="14 CFR 117.13(a)",
        positions=(Position.CAPTAIN,),
        hard=False,
        phase=Phase.OPERATE,
        effective=effective,
        expires=expires,
        versions=(Version(since=effective, spec=Premium(component="red_eye", percent=5)),),
    )


def text_only(key: Key) -> Rule:
    """A rule of an airline's own that says nothing to work out, and so applies to nothing."""
    return premium(key, date(2026, 1, 1)).model_copy(update={"versions": ()})
