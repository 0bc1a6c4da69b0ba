"""The terms of pay of a Rulebook: each version of each paying rule, with the days it is in force."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.errors import InputError
from domain.rulebook import Rulebook
from domain.rules.pay import Grain, Paying, Term
from domain.rules.rule import Rule
from payroll.ability import unable


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


def grain_of(rule: Rule) -> Grain:
    """The grain of the rows that a rule pays; one that writes no lines is an ``InputError``."""
    spec = rule.versions[0].spec
    if not isinstance(spec, Paying):
        raise InputError(f"{rule.key} ({rule.family}) writes no lines of pay: ask for the grain of a rule that does.")
    return Grain.PERIOD if spec.grain is Grain.DAY else spec.grain  # a day has no rows of its own


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
    """The rules that price credit, in order of evaluation; not those that the engine cannot compute yet."""
    return tuple(rule for rule in rulebook.of_family("hourly_rate") if not unable(rule))


def terms_of(rulebook: Rulebook) -> tuple[Rule, ...]:
    """Every rule of pay in force: those that write lines, price credit, or say how a statement is made up."""
    return tuple(chosen.rule for chosen in rulebook.chosen if in_force(chosen.rule))
