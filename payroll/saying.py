"""The words for why a rule wrote no line: who, when and where it is for, and the part of a condition that is not so."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from domain.conditions import Outcome as Answer
from domain.conditions import Truth
from domain.facts import FACTS, FactType
from domain.rules.rule import Key, Rule
from payroll.terms import InForce

Facts = Mapping[str, Any]
"""One row of a table."""
_NAME: Final = re.compile(r"[a-z_]+")
SPEAKS: Final[Mapping[str, str]] = {
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


def scope(rule: Rule, terms: Sequence[InForce], facts: Facts) -> Said | None:
    """What puts a row outside of a rule (of these versions): its day, its position or its base."""
    day, position, base = facts["on"], facts["crew_position"], facts["base"]
    if on(terms, facts) is None:
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


def on(terms: Sequence[InForce], facts: Facts) -> InForce | None:
    """What a rule of these versions says on the row's date."""
    day: date = facts["on"]
    covering = (term for term in terms if term.since <= day and (term.until is None or day < term.until))
    return next(covering, None)


def said_by(other: Key | None, what: str) -> Said | None:
    """That another rule stands there, if one does."""
    return None if other is None else Said(Cause.DISPLACED, f"{other} {what}")


def lacking(missing: str | None) -> Said | None:
    """That facts are missing, if they are."""
    return None if missing is None else Said(Cause.NEEDS_DATA, f"it needs {missing}")


def closest(answers: list[Answer]) -> Answer | None:
    """The answer that says most: one that holds, then one that lacks data, then the nearest failure."""
    rank = {Truth.HOLDS: 0, Truth.NEEDS_DATA: 1, Truth.FAILS: 2}
    far = 10**9
    return min(answers, key=lambda a: (rank[a.truth], far if a.short_by is None else a.short_by), default=None)


def failing(answer: Answer) -> Said:
    """Of an answer that fails: its first part that is not so."""
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
