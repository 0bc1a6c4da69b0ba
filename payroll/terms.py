"""The terms of pay of a Rulebook: each version of each paying rule, with the days it is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.errors import InputError
from domain.rulebook import Rulebook
from domain.rules.pay import (
    DeadheadCredit,
    Grain,
    MinimumCredit,
    Paying,
    Rounding,
    StandbyCredit,
    Term,
    TrainingPay,
    VacationPay,
)
from domain.rules.rule import Rule
from payroll.rows.days import USUAL, Calendar
from payroll.tables import Table


@dataclass(frozen=True, slots=True)
class InForce:
    """What one rule says from ``since`` up to ``until`` (half-open; None: without end)."""

    rule: Rule
    version: date
    since: date
    until: date | None
    spec: Term

    def covers(self, day: pl.Expr) -> pl.Expr:
        """Whether it is in force on a row's date."""
        begun = day >= self.since
        return begun if self.until is None else begun & (day < self.until)


def in_force(rule: Rule) -> tuple[InForce, ...]:
    """The versions of one paying rule, each with its days; none for a limit or a rule that is text only."""
    if rule.is_limit:
        return ()
    ends = [later.since for later in rule.versions[1:]] + [rule.expires]
    found = []
    for version, end in zip(rule.versions, ends, strict=False):
        until = end if rule.expires is None or end is None else min(end, rule.expires)
        since = max(version.since, rule.effective)
        if until is None or since < until:
            found.append(InForce(rule, version.since, since, until, version.spec))  # type: ignore[arg-type]
    return tuple(found)


def rows_of_term(spec: Paying) -> Table:
    """Which rows a term pays: those of its grain, but that waiting is no duty, and that leave is no day of a trip."""
    match spec:
        case StandbyCredit():
            return Table.STANDBY
        case TrainingPay() | VacationPay():
            return Table.LEAVE
        case _:
            return Table(spec.grain)


def speaks_of(spec: Term, parted: Sequence[Calendar]) -> pl.Expr | None:
    """Which rows of its table a term can mean at all; None: all of them. ``parted``: the calendars of the DAY rows."""
    match spec:
        case StandbyCredit():
            return pl.col("kind") == spec.kind
        case TrainingPay():
            return pl.col("kind") == "TRAINING"
        case VacationPay():
            return pl.col("kind") == "VACATION"
        case DeadheadCredit():
            return pl.col("kind") == "DEADHEAD"
        case MinimumCredit(per="leg"):
            return pl.col("flown")
        case MinimumCredit(per="calendar_day"):
            return pl.col("calendar") == parted.index(Calendar(spec.clock, spec.day_begins))
        case _:
            return None


def calendars(rulebook: Rulebook) -> tuple[Calendar, ...]:
    """The ways in which terms of a Rulebook part days that they pay or round, in one order."""
    found = set()
    for term in (term for rule in terms_of(rulebook) for term in in_force(rule)):
        match term.spec:
            case MinimumCredit(per="calendar_day") as spec:
                found.add(Calendar(spec.clock, spec.day_begins))
            case Rounding(grain=Grain.DAY):
                found.add(USUAL)
    return tuple(sorted(found))


def table_of(rule: Rule) -> Table:
    """The rows that a rule pays; a rule that writes no lines is an ``InputError``."""
    spec = rule.versions[0].spec
    if not isinstance(spec, Paying):
        raise InputError(f"{rule.key} ({rule.family}) writes no lines of pay: ask for the rows of a rule that does.")
    return rows_of_term(spec)


def component_of(rule: Rule) -> str:
    """The component that a paying rule belongs to."""
    spec = rule.versions[0].spec
    return spec.component  # type: ignore[union-attr]  # only limits have none, and limits do not come here


def paying(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The rules that write lines, by component along the Rulebook's order, then in order of evaluation.

    A component that the Rulebook does not list comes last.
    """
    rules = [rule for rule in terms_of(rulebook) if isinstance(rule.versions[0].spec, Paying)]
    place = {component.type: number for number, component in enumerate(rulebook.components)}
    return tuple(sorted(rules, key=lambda rule: place.get(component_of(rule), len(place))))


def rates(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The rules that price credit, in order of evaluation."""
    return rulebook.of_family("hourly_rate")


def terms_of(rulebook: Rulebook) -> tuple[Rule, ...]:
    """Every rule of pay in force: those that write lines, price credit, or say how a statement is made up."""
    return tuple(chosen.rule for chosen in rulebook.chosen if in_force(chosen.rule))
