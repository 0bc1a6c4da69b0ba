"""Worked cases: a written timeline, what it breaks of a few paragraphs, and the reports that fall due."""

from typing import NamedTuple

from domain.judgement import Verdict
from tests.legality.written import PILOT, judged

Broken = tuple[str, int, int]
"""Paragraph after ``14CFR117.``, limit, actual."""


class Case(NamedTuple):
    """``broken``: certain findings. ``policy``: those that a choice of the carrier or more data must settle.

    ``reports`` are what falls due, sorted.
    """

    name: str
    events: str
    broken: tuple[Broken, ...] = ()
    reports: tuple[str, ...] = ()
    policy: tuple[Broken, ...] = ()
    more: str = ""


def check(case: Case, about: tuple[str, ...]) -> None:
    """Holds a case against the judge; of the findings those of the paragraphs that it is ``about`` count."""
    found = judged(f"{PILOT}{case.more}events:\n{case.events}")
    said = [f for f in found.findings if f.rule.removeprefix("14CFR117.").startswith(about)]
    for verdict, wanted in ((Verdict.VIOLATION, case.broken), (Verdict.NEEDS_POLICY, case.policy)):
        got = [(f.rule, f.limit, f.actual) for f in said if f.verdict is verdict]
        assert got == [(f"14CFR117.{rule}", limit, actual) for rule, limit, actual in wanted], case.name
    assert sorted(due.rule for due in found.reports_due) == [f"14CFR117.{rule}" for rule in case.reports], case.name
    assert all(due.within_days == 10 for due in found.reports_due)
    assert all(f.message.endswith(".") and f.path[1] == "APPLIES_TO" for f in said)
