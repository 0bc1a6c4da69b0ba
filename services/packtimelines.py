"""A timeline case of a pack before the judge, and its answer in the words of the case."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from domain.answer import answer
from domain.clock import hours
from domain.judgement import Finding
from domain.timelines.reading import read_value
from graph.pack import PackCase
from services.timelines import Bench

ALWAYS: Final = ("verdict", "rule")
"""What is compared whether a case tells it or not: a legal timeline breaks no rule."""
BY_EVENT: Final = ("latest_legal_ends", "assumptions")
"""What the judge says of each flight duty period; a case tells it of those that it is about."""
KEYS: Final = frozenset({*ALWAYS, "event", "limit", "actual", "excess", "findings", "reports_due", *BY_EVENT})
"""What a timeline case may expect: parts of the judge's answer."""


class Judged(NamedTuple):
    """What the judge answers; ``why`` names the rule the case is about where nobody checks it yet."""

    got: dict[str, Any]
    why: str = ""


def judged(bench: Bench, case: PackCase) -> Judged:
    """The verdict, the first finding of the rule that the case expects (or else of any), and what else it tells.

    What no answer has is left out, so that a case that tells it fails.
    """
    judgement = bench.judge(read_value(case.input))
    wanted = case.expect.get("rule")
    asked = {case.rule, wanted} & bench.judged_by & set(judgement.unchecked)
    found = min(judgement.findings, key=lambda each: each.rule != wanted, default=None)
    whole = answer(judgement)
    said = {
        "verdict": whole["verdict"],
        **({} if found is None else _finding(found)),
        "findings": _alike([_finding(each) for each in judgement.findings], case.expect.get("findings")),
        "reports_due": _alike(whole["reports_due"], case.expect.get("reports_due")),
        **{key: _of_events(whole[key], case.expect.get(key)) for key in BY_EVENT},
    }
    got = {key: value for key, value in said.items() if key in ALWAYS or key in case.expect}
    return Judged(got, f"a check of {min(asked)}" if asked else "")


def _finding(found: Finding) -> dict[str, Any]:
    """A finding as packs write it: minutes as ``12:00``, what is counted (nights, segments) as a number."""
    figures = {"limit": found.limit, "actual": found.actual, "excess": found.excess}
    told = {key: hours(figure) if found.unit == "min" else figure for key, figure in figures.items()}
    return {"rule": found.rule, "event": found.event} | told


def _alike(entries: list[dict[str, Any]], told: object) -> list[dict[str, Any]]:
    """All entries of an answer, with the keys that a case tells of any of them."""
    keys = {key for one in _named(told) for key in one}
    return [{key: value for key, value in entry.items() if key in keys} for entry in entries]


def _of_events(entries: list[dict[str, Any]], told: object) -> list[dict[str, Any]]:
    """Of what is said of each event that of the events that a case names, with the keys that it tells of them."""
    keys = {one.get("event"): set(one) for one in _named(told)}
    return [
        {key: value for key, value in entry.items() if key in keys[entry["event"]]}
        for entry in entries
        if entry["event"] in keys
    ]


def _named(told: object) -> list[Mapping[str, Any]]:
    return [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
