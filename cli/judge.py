"""`crewlex judge`"""

from cli import console
from cli.watched import AirlineCode, MonthText, month_of, watched
from domain.judgement import Judgement
from servers.progress import Progress
from services import judging
from services.airlines import OPERATOR
from services.doors import Doors


def command(airline: AirlineCode, month: MonthText = "") -> None:
    """Judges a month as planned and as flown against the rules in force, and keeps both verdicts."""
    chosen = month_of(month)

    async def work(doors: Doors, _: Progress) -> dict[str, Judgement]:
        return await judging.judge_month(doors, OPERATOR, airline, chosen)

    for subject, judgement in watched(work).items():
        _tell(subject, judgement)


def _tell(subject: str, judgement: Judgement) -> None:
    console.say(f"as {subject}: {judgement.verdict}, {judgement.duties} duties, {len(judgement.findings)} findings")
    console.say(f"  checked {', '.join(judgement.checked)}; not checked {', '.join(judgement.unchecked) or 'nothing'}")
    console.say(f"  rulebook {judgement.rulebook}")
    if judgement.findings:
        rows = [(found.rule, found.verdict, found.excess, found.message) for found in judgement.findings]
        console.table("", ("rule", "verdict", "over by", "finding"), rows)
