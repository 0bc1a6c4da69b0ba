"""The judge's answer as JSON says it: the written form of a judgement over one timeline."""

from typing import Any

from domain.clock import to_iso
from domain.judgement import Assumption, Finding, Judgement, LatestEnd


def answer(judgement: Judgement) -> dict[str, Any]:
    """Keys and values that JSON can say; instants are ISO 8601 in UTC."""
    return {
        "verdict": judgement.verdict.value,
        "findings": [_finding(each) for each in judgement.findings],
        "reports_due": [
            {"rule": due.rule, "within_days": due.within_days, "event": due.event} for due in judgement.reports_due
        ],
        "checked": list(judgement.checked),
        "unchecked": list(judgement.unchecked),
        "words_only": list(judgement.words_only),
        "assumptions": [_assumption(each) for each in judgement.assumptions],
        "latest_legal_ends": [_latest(each) for each in judgement.latest_ends],
        "rulebook": judgement.rulebook,
    }


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "event": found.event,
        "rule": found.rule,
        "verdict": found.verdict.value,
        "limit": found.limit,
        "actual": found.actual,
        "excess": found.excess,
        "unit": found.unit,
        "message": found.message,
        "path": list(found.path),
    }


def _assumption(made: Assumption) -> dict[str, Any]:
    said: dict[str, Any] = {
        "event": made.event,
        "theater": made.theater,
        "acclimated": made.acclimated,
        "clocks": list(made.clocks),
        "transfers": list(made.transfers),
    }
    return said if made.state is None else said | {"state": made.state}


def _latest(end: LatestEnd) -> dict[str, Any]:
    return {
        "event": end.event,
        "end": to_iso(end.end),
        "binding": end.rule,
        "with_extension": to_iso(end.extended),
        "binding_with_extension": end.extended_rule,
    }
