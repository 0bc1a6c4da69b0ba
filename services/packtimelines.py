"""A timeline case of a pack before the judge, and its answer in the words of the case."""

from typing import Any, NamedTuple

from domain.timelines.reading import read_value
from graph.pack import PackCase
from services.timelines import Bench


class Judged(NamedTuple):
    """What the judge answers; ``why`` names the rule the case is about where nobody checks it yet."""

    got: dict[str, Any]
    why: str = ""


def judged(bench: Bench, case: PackCase) -> Judged:
    """The verdict, and of the rules that were found broken the one that the case expects, or else the first."""
    judgement = bench.judge(read_value(case.input))
    wanted = case.expect.get("rule")
    asked = {case.rule, wanted} & bench.judged_by & set(judgement.unchecked)
    broken = [found.rule for found in judgement.findings]
    rule = wanted if wanted in broken else next(iter(broken), None)
    got = {"verdict": judgement.verdict.value} | ({} if rule is None else {"rule": rule})
    return Judged(got, f"a check of {min(asked)}" if asked else "")
