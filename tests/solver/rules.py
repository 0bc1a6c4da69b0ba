"""Rulebooks for the solver's tests, built by hand: Table A and B, the two rests, and the manual."""

from datetime import date

from pydantic import TypeAdapter

from domain.crew import FLYING, PILOTS, Position
from domain.rulebook import Chosen, Precedence, Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Phase, Rule, RuleKind, Scenario, Spec, Version

LONG_AGO = date(2014, 1, 4)
ANY_DUTY = Scenario(id="any_duty", title="Any duty", category="DUTY", grain=Grain.DUTY, condition="TRUE")

_B = """
00:00 04:00  9:00  9:00  9:00  9:00  9:00  9:00  9:00
04:00 05:00 10:00 10:00 10:00 10:00  9:00  9:00  9:00
05:00 06:00 12:00 12:00 12:00 12:00 11:30 11:00 10:30
06:00 07:00 13:00 13:00 12:00 12:00 11:30 11:00 10:30
07:00 12:00 14:00 14:00 13:00 13:00 12:30 12:00 11:30
12:00 13:00 13:00 13:00 13:00 13:00 12:30 12:00 11:30
13:00 17:00 12:00 12:00 12:00 12:00 11:30 11:00 10:30
17:00 22:00 12:00 12:00 11:00 11:00 10:00  9:00  9:00
22:00 23:00 11:00 11:00 10:00 10:00  9:00  9:00  9:00
23:00 24:00 10:00 10:00 10:00  9:00  9:00  9:00  9:00
"""
TABLE_B: dict[str, object] = {
    "family": "fdp_table",
    "rows": [
        {"start": row[0], "end": row[1], "limits": row[2:]}
        for row in (line.split() for line in _B.strip().splitlines())
    ],
}
TABLE_A: dict[str, object] = {
    "family": "flight_time_table",
    "rows": [
        {"start": "00:00", "end": "05:00", "limit": "8:00"},
        {"start": "05:00", "end": "20:00", "limit": "9:00"},
        {"start": "20:00", "end": "24:00", "limit": "8:00"},
    ],
}
REST: dict[str, object] = {"family": "minimum_rest", "minutes": "10:00"}
FREE: dict[str, object] = {"family": "rest_in_window", "rest": "30:00", "window": "168:00"}
REPORT: dict[str, object] = {"family": "report_release", "report_before": 60, "release_after": 15}
CONNECTION: dict[str, object] = {"family": "minimum_connection", "minutes": 30}
SOLO: dict[str, object] = {"family": "crew_complement", "positions": {"CAPTAIN": 1}}
CREW: dict[str, object] = {
    "family": "crew_complement",
    "positions": {"CAPTAIN": 1, "FIRST_OFFICER": 1, "FLIGHT_ATTENDANT": 3},
}


def rule(
    code: str,
    *specs: dict[str, object] | tuple[date, dict[str, object]],
    positions: tuple[Position, ...] = FLYING,
    bases: tuple[str, ...] = (),
    hard: bool = True,
    phase: Phase = Phase.BOTH,
    expires: date | None = None,
) -> Rule:
    """A rule that says this; dated where a spec comes with its date."""
    dated = [spec if isinstance(spec, tuple) else (LONG_AGO, spec) for spec in specs]
    return Rule(
        code=code,
        kind=RuleKind.FAA,
        category="TEST",
        title=code,
        clause=code,
        positions=positions,
        bases=bases,
        hard=hard,
        phase=phase,
        effective=LONG_AGO,
        expires=expires,
        versions=tuple(Version(since=since, spec=TypeAdapter(Spec).validate_python(spec)) for since, spec in dated),
    )


def rulebook(
    *rules: Rule,
    when: dict[str, Scenario] | None = None,
    precedence: tuple[Precedence, ...] = (),
) -> Rulebook:
    """These rules in force, on any duty unless ``when`` names another scenario for a rule's code."""
    scenarios = when or {}
    chosen = tuple(
        Chosen(rule=one, scenarios=(scenarios.get(one.code, ANY_DUTY).key,), order=order)
        for order, one in enumerate(rules)
    )
    return Rulebook(
        airline="XX",
        start=date(2026, 6, 1),
        end=date(2026, 7, 1),
        chosen=chosen,
        dropped=(),
        scenarios=(ANY_DUTY, *scenarios.values()),
        components=(),
        precedence=precedence,
    )


def standard(complement: dict[str, object] = CREW) -> tuple[Rule, ...]:
    """The rules of the demo's slice."""
    return (
        rule("FDP", TABLE_B, positions=PILOTS),
        rule("FLIGHT-TIME", TABLE_A, positions=PILOTS),
        rule("REST", REST, positions=PILOTS),
        rule("REST-CABIN", REST, positions=(Position.FLIGHT_ATTENDANT,)),
        rule("FREE", FREE, positions=PILOTS),
        rule("REPORT", REPORT),
        rule("CONNECTION", CONNECTION),
        rule("COMPLEMENT", complement),
    )
