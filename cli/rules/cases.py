"""`crewlex rules test`: the worked cases of the rule packs."""

from collections import Counter
from typing import Annotated

import typer

from cli import console
from services.settings import settings


def run(pack: Annotated[str, typer.Argument(help="One pack, by the name of its file; else all.")] = "") -> None:
    """Runs the packs' own worked cases. Those whose engine is not there yet are counted and fail nothing."""
    from services import packtests
    from services.packtests import Result

    found = packtests.run(pack, settings().rulepacks)
    waiting = Counter(one.pack for one in found if one.result is Result.WAITING)
    for name in dict.fromkeys(one.pack for one in found):
        count = sum(one.pack == name for one in found)
        console.say(f"{name}: {count} cases, {waiting[name]} not yet executable")
    failed = [one for one in found if one.result is Result.FAILED]
    for one in failed:
        console.say(f"FAILED {one.pack}: {one.case.name}: expected {one.case.expect}, got {one.got}")
    for why, count in Counter(_kind(one.why) for one in found if one.why).most_common():
        console.say(f"{count} wait for {why}")
    passed = len(found) - len(failed) - waiting.total()
    console.say(f"{passed} passed, {len(failed)} failed, {waiting.total()} not yet executable")
    if failed:
        raise typer.Exit(1)


def _kind(why: str) -> str:
    """What a case waits for, said alike of all that wait for it: questions to single rules are one kind."""
    return "an engine that answers for one rule alone" if why.startswith("a question to ") else why
