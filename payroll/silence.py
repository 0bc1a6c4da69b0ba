"""What kept one rule from writing a line on one row, in words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from domain.clock import hours
from domain.conditions import Outcome as Answer
from domain.conditions import Truth, evaluate
from domain.facts import FACTS, FactType
from domain.rules.pay import GreatestOf
from domain.rules.rule import Key, Rule, Scenario
from payroll.engine import PayResult
from payroll.instead import replaced, replacing
from payroll.lines import Candidate, key_of
from payroll.run import Run
from payroll.selection import condition_of, own_scenario, read_on
from payroll.settle import displaced, twins
from payroll.shortfall import shortfall, under
from payroll.tables import ROW, Table, inside
from payroll.terms import InForce, component_of, in_force

_Facts = Mapping[str, Any]
_NAME: Final = re.compile(r"[a-z_]+")
_SPEAKS: Final[Mapping[str, str]] = {
    "holiday_premium": "leaves or arrives on one of its dates",
    "language_premium": "is staffed for one of its languages",
    "international_override": "leaves or reaches a foreign country",
    "deadhead_credit": "is a deadhead",
    "leg_credit": "is credited by no deadhead term",
    "boarding_pay": "is boarded by a crew that operates it",
    "standby_credit": "is standby of its kind",
    "training_pay": "is a day of training",
    "vacation_pay": "is a day of vacation",
    "recall": "was a recall",
    "junior_assignment": "was assigned in inverse seniority",
    "call_out": "was reported for, and nothing flown",
    "cancellation_protection": "lost flying that was awarded",
    "extension": "was extended by flying that was added",
    "day_off_infringement": "lies on a day off",
}
"""By family: what is so of the rows that it speaks of, beside its condition."""


class Cause(StrEnum):
    """Why there is no line."""

    NOT_IN_FORCE = "NOT_IN_FORCE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    CONDITION = "CONDITION"
    NEEDS_DATA = "NEEDS_DATA"
    DISPLACED = "DISPLACED"
    OTHER_PERIOD = "OTHER_PERIOD"
    NOTHING_DUE = "NOTHING_DUE"


class Said(NamedTuple):
    """Why there is no line on a row: ``failed`` is the part that is not so, ``value`` what is there instead."""

    cause: Cause
    why: str
    failed: str | None = None
    value: str | None = None
    short_by: int | None = None
    unit: str | None = None


class Telling:
    """Tells of one crew member's run (and its result) why rules are silent. Rows are looked up once for all rules."""

    def __init__(self, run: Run, result: PayResult) -> None:
        self._run, self._result = run, result
        self._rows: dict[Table, list[_Facts]] = {}
        self._answered: dict[tuple[Key, str, Table, int], list[Answer]] = {}

    def silences(self, candidate: Candidate) -> Iterator[tuple[str, Said]]:
        """The name of each row of the rule's table without a standing line, and why there is none."""
        row = ROW[candidate.table]
        lines, still_open = self._run.standing.lines[candidate.key], self._run.standing.open[candidate.key]
        paid = set(lines[row])
        kept = set(self._run.boundary.keep(lines)[row]) if paid else paid
        held, missing = set(candidate.held[row]), dict(zip(still_open[row], still_open["missing"], strict=True))
        idle = _Idle(candidate, row)
        displacing, twin = self._displacing(candidate), self._twins(candidate)
        for facts in self._of(candidate.table):
            at = facts[row]
            if at in paid - kept:
                yield facts["_key"], Said(Cause.OTHER_PERIOD, "what it pays here belongs to another period")
            elif at not in paid:
                yield (
                    facts["_key"],
                    (
                        self._outside(candidate, facts)
                        or _said_by(displacing.get(at), "takes precedence here")
                        or _lacking(missing.get(at))
                        or _said_by(twin.get(at), "sets the same here, and it is paid once")
                        or _said_by(
                            self._comparing(candidate, facts), "takes the greatest, with this among what it compares"
                        )
                        or self._nothing(candidate, facts, idle, holds=at in held)
                    ),
                )

    def _of(self, table: Table) -> list[_Facts]:
        if table not in self._rows:
            whole = self._run.rows.at(table).with_columns(_key=key_of(table))
            self._rows[table] = list(whole.iter_rows(named=True))
        return self._rows[table]

    def _outside(self, candidate: Candidate, facts: _Facts) -> Said | None:
        """Date, position, base and condition."""
        rule, table = candidate.rule, candidate.table
        if said := _scope(rule, facts):
            return said
        scenarios = self._run.rulebook.scenarios_of(rule.key)
        answer = _closest([one for scenario in scenarios for one in self._answers(scenario, table, facts)])
        if answer is None:
            return Said(Cause.OUT_OF_SCOPE, "no scenario applies this rule to anything here")
        own = own_scenario(term) if (term := _on(rule, facts)) else None
        for one in (answer, *(self._answers(own, table, facts) if own else ())):
            if one.truth is Truth.FAILS:
                return _failing(one)
        return None

    def _answers(self, scenario: Scenario, table: Table, facts: _Facts) -> list[Answer]:
        """The scenario's answer on the row, or on each of the finer rows that it is read on."""
        asked = (scenario.key, scenario.condition, table, facts[ROW[table]])
        if asked not in self._answered:
            self._answered[asked] = list(self._asked(scenario, table, facts))
        return self._answered[asked]

    def _asked(self, scenario: Scenario, table: Table, facts: _Facts) -> Iterator[Answer]:
        source = read_on(scenario, table)
        if inside(table, source):
            yield evaluate(condition_of(scenario), self._of(source)[facts[ROW[source]]])
            return
        pairs = self._run.selection.above(source, table).filter(row=facts[ROW[table]])
        rows = self._of(source)
        yield from (evaluate(condition_of(scenario), rows[place]) for place in pairs["of"])

    def _displacing(self, candidate: Candidate) -> dict[int, Key]:
        """The rule that displaced this one, by the row."""
        found: dict[int, Key] = {}
        run, row = self._run, ROW[candidate.table]
        for pair in run.rulebook.precedence:
            if candidate.key in (pair.winner, pair.loser) and {pair.winner, pair.loser} <= run.candidates.keys():
                other = pair.loser if candidate.key == pair.winner else pair.winner
                for key, rows in displaced(pair, run.candidates[pair.winner], run.candidates[pair.loser]):
                    if key == candidate.key:
                        met = run.rows.at(candidate.table).join(rows, rows.columns, "semi")
                        found |= dict.fromkeys(met[row], other)
        return found | self._replacing(candidate)

    def _replacing(self, candidate: Candidate) -> dict[int, Key]:
        """The protection that delay pay does not stand beside, by the row."""
        found: dict[int, Key] = {}
        if candidate.rule.family == "delay_pay":
            for other in replacing(self._run.candidates):
                paid = replaced(other.rule, self._run.standing.lines[other.key]).select(ROW[other.table])
                gone = candidate.lines.join(paid, paid.columns, "semi")
                found |= dict.fromkeys(gone[ROW[candidate.table]], other.key)
        return found

    def _twins(self, candidate: Candidate) -> dict[int, Key]:
        """The rule that pays what this one would pay again, by the row."""
        row, found = ROW[candidate.table], dict[int, Key]()
        for key, other in self._run.candidates.items():
            if key != candidate.key and twins(candidate, other):
                found = dict.fromkeys(self._run.standing.lines[key][row], key) | found
        return found

    def _comparing(self, candidate: Candidate, facts: _Facts) -> Key | None:
        """The rule that takes the greatest of several, this one's component among them."""
        component = component_of(candidate.rule)
        for key, other in self._run.candidates.items():
            specs = [version.spec for version in other.rule.versions if isinstance(version.spec, GreatestOf)]
            row = ROW[other.table]
            if row in facts and any(component in spec.of for spec in specs) and facts[row] in set(other.held[row]):
                return key
        return None

    def _nothing(self, candidate: Candidate, facts: _Facts, known: "_Idle", *, holds: bool) -> Said:
        """It holds on the row, and pays nothing there: ``known`` has the figures."""
        if not holds:
            speaks = _SPEAKS.get(str(candidate.rule.family), "is of its kind")
            return Said(Cause.CONDITION, f"{speaks}: not so here", speaks)
        idle = known.on(facts)
        if idle is None:
            return Said(Cause.NOTHING_DUE, "it holds here, and what it pays comes to nothing")
        term = _on(candidate.rule, facts)
        short = under(idle["credit"], idle["level"]) or (shortfall(term.spec, facts, self._result) if term else None)
        why = f"it comes to nothing: {idle['reason']}" if idle["reason"] else "it comes to nothing"
        if short is None:
            return Said(Cause.NOTHING_DUE, why)
        return Said(Cause.NOTHING_DUE, why, short.failed, hours(short.value), short.by, "MINUTES")


class _Idle:
    """The rows on which a rule comes to nothing, worked out when the first one is asked for."""

    def __init__(self, candidate: Candidate, row: str) -> None:
        self._candidate, self._row = candidate, row
        self._known: dict[int, _Facts] | None = None

    def on(self, facts: _Facts) -> _Facts | None:
        """The figures of one row."""
        if self._known is None:
            frames = [work() for work in self._candidate.idle]
            self._known = {one[self._row]: one for frame in frames for one in frame.iter_rows(named=True)}
        return self._known.get(facts[self._row])


def _scope(rule: Rule, facts: _Facts) -> Said | None:
    day, position, base = facts["on"], facts["crew_position"], facts["base"]
    if _on(rule, facts) is None:
        end = f" up to {rule.expires}" if rule.expires else ""
        why = f"on {day} it is not in force: it is from {rule.effective}{end}"
        return Said(Cause.NOT_IN_FORCE, why, f"in force from {rule.effective}{end}", str(day))
    for named, known in (("position", (position, rule.positions)), ("base", (base, rule.bases or (base,)))):
        there, meant = known[0], [str(one) for one in known[1]]
        if there not in meant:
            what = "" if named == "position" else "base "
            why = f"it is for {what}{', '.join(meant)}, not for {there}"
            return Said(Cause.OUT_OF_SCOPE, why, f"{named} in {', '.join(meant)}", str(there))
    return None


def _on(rule: Rule, facts: _Facts) -> InForce | None:
    """What the rule says on the row's date."""
    day: date = facts["on"]
    covering = (term for term in in_force(rule) if term.since <= day and (term.until is None or day < term.until))
    return next(covering, None)


def _said_by(other: Key | None, what: str) -> Said | None:
    return None if other is None else Said(Cause.DISPLACED, f"{other} {what}")


def _lacking(missing: str | None) -> Said | None:
    return None if missing is None else Said(Cause.NEEDS_DATA, f"it needs {missing}")


def _closest(answers: list[Answer]) -> Answer | None:
    """The answer that says most: one that holds, then one that lacks data, then the nearest failure."""
    rank = {Truth.HOLDS: 0, Truth.NEEDS_DATA: 1, Truth.FAILS: 2}
    far = 10**9
    return min(answers, key=lambda a: (rank[a.truth], far if a.short_by is None else a.short_by), default=None)


def _failing(answer: Answer) -> Said:
    value = answer.value
    text = str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
    unit = None if answer.short_by is None else _unit(answer.failed or "")
    return Said(Cause.CONDITION, answer.reason, answer.failed, text, answer.short_by, unit)


def _unit(failed: str) -> str:
    """What a distance in a condition's part is counted in."""
    facts = [FACTS[name] for name in _NAME.findall(failed) if name in FACTS]
    if any(fact.type is FactType.DATE for fact in facts):
        return "DAYS"
    return "MINUTES" if facts and all(fact.name.endswith(("_min", "_minutes")) for fact in facts) else "EACH"
