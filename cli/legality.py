"""`crewlex legality check`: judges timelines that somebody wrote down."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final

import typer

from cli import console
from cli.given import lines_of, opened
from cli.running import with_doors
from domain.errors import CrewlexError, InputError, NotFoundError
from domain.judgement import Judgement, Verdict
from domain.schedules import reading
from domain.timelines.reading import MOST_BYTES, read
from services import schedules, timelines
from services.airlines import OPERATOR
from services.doors import Doors
from services.settings import settings
from services.timelines import Bench

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Judge timelines against the rules.")

STATUS: Final = {Verdict.LEGAL: 0, Verdict.VIOLATION: 1, Verdict.NEEDS_POLICY: 3}
BAD: Final = 2


@app.callback()
def legality() -> None:
    """Judge timelines against the rules."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A timeline in JSON or YAML; - reads standard input.")] = Path("-"),
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer as JSON, for programs.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="JSON Lines in, one timeline a line; one answer a line.")
    ] = False,
    airline: Annotated[
        str, typer.Option("--airline", help="With this airline's rules and policy; needs servers.")
    ] = "",
    ahead: Annotated[bool, typer.Option("--ahead", help="Also what may come next: report, end, sums.")] = False,
    schedule: Annotated[
        Path | None, typer.Option("--schedule", help="A whole schedule in JSON or YAML; - reads standard input.")
    ] = None,
) -> None:
    """Judges a timeline or a schedule: exit status 0 legal, 1 violation, 3 needs policy, 2 the input is bad."""
    if schedule is not None:
        if batch or ahead:
            raise InputError("--batch reads timelines, and --ahead looks on from one: give a schedule without them.")
        raise typer.Exit(_schedule(schedule, as_json=as_json, airline=airline))
    with opened(file, "a timeline") as source:
        if batch:
            raise typer.Exit(_batch(_bench(airline), source, ahead=ahead))
        timeline = read(source.read(MOST_BYTES + 1))
    bench = _bench(airline)
    judgement = bench.judge(timeline)
    said = timelines.written(judgement) | (timelines.next_written(bench, timeline) if ahead else {})
    if as_json:
        console.say(json.dumps(said, ensure_ascii=False))
    else:
        _tell(judgement)
        _tell_next(said)
    raise typer.Exit(STATUS[judgement.verdict])


def _schedule(file: Path, *, as_json: bool, airline: str) -> int:
    """A schedule is judged by the packs, or by the rules of an airline where the servers run."""
    with opened(file, "a timeline") as source:
        given = reading.read(source.read(reading.MOST_BYTES + 1))
    if airline:
        judgement = with_doors(lambda doors: schedules.by_edition(doors, OPERATOR, given, airline))
    else:
        judgement = schedules.by_packs(settings(), given)
    if as_json:
        console.say(json.dumps(schedules.written(judgement), ensure_ascii=False))
    else:
        _tell(judgement)
    return STATUS[judgement.verdict]


def _bench(airline: str) -> Bench:
    """By the servers where they run; an airline's rules are nowhere else."""
    if not airline and not timelines.servers_run(settings()):
        return timelines.from_packs(settings())

    async def work(doors: Doors) -> Bench:
        return await timelines.from_edition(doors, OPERATOR, airline or None)

    try:
        return with_doors(work)
    except NotFoundError:
        if airline:
            raise
        return timelines.from_packs(settings())  # nothing is published yet


def _batch(bench: Bench, source: BinaryIO, *, ahead: bool) -> int:
    """One answer a line, in the order of the lines; a bad line does not stop the rest."""
    status = 0
    for line in lines_of(source, MOST_BYTES):
        try:
            timeline = read(line)
            said = timelines.written(bench.judge(timeline))
            said |= timelines.next_written(bench, timeline) if ahead else {}
        except CrewlexError as wrong:
            said, status = {"error": str(wrong)}, BAD
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return status


def _tell(judgement: Judgement) -> None:
    unseen = [code for code in judgement.unchecked if code not in judgement.words_only]
    and_so = f", {len(unseen)} hard rules not checked" if unseen else ""
    count = len(judgement.findings)
    console.say(f"{judgement.verdict}, {count} {'finding' if count == 1 else 'findings'}{and_so}")
    for found in judgement.findings:
        console.say(f"  {found.event}: {found.rule}: {found.message}")
    for due in judgement.reports_due:
        console.say(f"  {due.event}: report due within {due.within_days} days ({due.rule})")
    said = timelines.written(judgement)
    for end in said["latest_legal_ends"]:
        extended = f"with an extension {end['with_extension']} ({end['binding_with_extension']})"
        console.say(f"  {end['event']}: may end by {end['end']} ({end['binding']}), {extended}")
    for each in said["assumptions"]:
        worn = "acclimated to" if each["acclimated"] else "not acclimated, last to"
        console.say(f"  {each['event']}: {worn} the theater of {each['theater']}, clock {' or '.join(each['clocks'])}")
    if unseen:
        console.say(f"  not checked: {', '.join(unseen)}")
    if judgement.words_only:
        console.say(f"  in words only, for people to see to: {', '.join(judgement.words_only)}")
    console.say(f"  rulebook {judgement.rulebook}")


def _tell_next(said: Mapping[str, Any]) -> None:
    if "ahead" not in said:
        return
    following = said["ahead"]
    if following is None:
        console.say("  next: nothing can be said of it")
        return
    why, end = following["binding"] or "no rest is due", following["latest_legal_end"] or "any time"
    console.say(f"  next: may report from {following['earliest_legal_report']} ({why}), and then end by {end}")
    for each in following["windows"]:
        console.say(f"  next: {each['rule']}: {each['left']} of {each['limit']} minutes left")
