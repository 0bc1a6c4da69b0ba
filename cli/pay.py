"""`crewlex pay …`: works out a month's pay, shows what one crew member is owed, and explains a written case."""

from typing import Annotated

import typer

from cli import console, paydiffs, payevidence, payrate, payreceipt, payrelease, payretro, paytrip
from cli.acting import actor
from cli.explaining import explain
from cli.watched import AirlineCode, CrewNumber, MonthText, month_of, watched
from domain import clock
from domain.errors import InputError
from servers.progress import Progress
from services import flying, paying, recomputing, releasing, statements
from services.doors import Doors
from services.recomputing import Recomputed
from services.statementlevels import Level, Named
from services.statements import Line, Silence, Statement

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Work out a month's pay, show and release it.")
app.command("explain")(explain)
payrelease.register(app)
payreceipt.register(app)
payrate.register(app)
payevidence.register(app)
paytrip.register(app)
payretro.register(app)
paydiffs.register(app)

Period = Annotated[str, typer.Argument(help="Such as 2026-12; by default the month we are in.")]


@app.command("run")
def run(
    airline: AirlineCode,
    period: Period = "",
    month: MonthText = "",
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "",
    workers: Annotated[int, typer.Option(min=1, help="So many processes work on it.")] = 1,
) -> None:
    """Works out everybody's pay for a month, or goes on with a run that was cut off.

    A run adds a version to each calculation. Nothing of it is to be seen before all of it is there.
    """
    chosen = month_of(_named(period, month))

    async def work(doors: Doors, bars: Progress) -> tuple[paying.Paid, bool]:
        who = actor(doors)
        done = await paying.pay_month(doors, who, airline, chosen, reason=reason, progress=bars, processes=workers)
        return done, await flying.rostered(doors, who, airline, chosen)

    paid, rostered = watched(work)
    total = paid.sum
    gross = paid.currency.text(paid.gross)
    went = " (gone on with)" if paid.resumed else ""
    console.say(f"{total.crew} crew members, {total.lines} lines, {gross} {paid.currency.code} gross")
    console.say(f"run {paid.run_id}{went}, {total.parts} parts, {paid.content_hash}")
    console.say(f"rulebook {paid.rulebook}")
    if not rostered:
        console.say("Nobody has a trip in this month: only what does not hang on flying is paid, such as guarantees")
    if total.open:
        console.say(f"{total.open} rows need data: `crewlex pay release {paid.run_id} --look` tells which")


@app.command("abandon")
def abandon(
    airline: AirlineCode, reason: Annotated[str, typer.Option(help="Why, for the log.")], period: Period = ""
) -> None:
    """Gives up a run that was cut off; nothing of it is ever read."""
    chosen = month_of(period)
    gone = watched(lambda doors, _: paying.abandon(doors, actor(doors), airline, chosen, reason))
    console.say(f"run {gone} is abandoned")


@app.command("show")
def show(
    employee: CrewNumber,
    airline: AirlineCode,
    period: Period = "",
    month: MonthText = "",
    why_not: Annotated[str, typer.Option(help="Tell why this rule wrote no line, row by row.")] = "",
    recompute: Annotated[str, typer.Option(help="Make this run's lines again, from what it kept.")] = "",
    levels: Annotated[bool, typer.Option("--levels", help="Sums by trip, duty and leg in place of the lines.")] = False,
) -> None:
    """Shows one crew member's statement, every line with its rule, or why a rule did not pay."""
    named = _named(period, month)
    chosen = month_of(named)
    if sum((bool(why_not), bool(recompute), levels)) > 1:
        raise InputError("Ask for --levels, for --why-not or for --recompute, one at a time.")
    if recompute:
        run_id = releasing.run_id(recompute)
        of = chosen if named else None
        _again(watched(lambda doors, _: recomputing.again(doors, actor(doors), airline, run_id, employee, of)))
    elif why_not:
        found = watched(lambda doors, _: statements.silences(doors, actor(doors), airline, chosen, employee, why_not))
        _silences(why_not, found)
    else:
        shown = watched(lambda doors, _: statements.of(doors, actor(doors), airline, chosen, employee))
        _statement(shown, levels=levels)


def _named(period: str, month: str) -> str:
    """The month that was typed, as an argument or as an option; nothing where there is none."""
    if period and month and period != month:
        raise InputError(f"{period} and {month} are two months: name one month.")
    return period or month


def _again(found: Recomputed) -> None:
    """Exit status 1 where the run does not come out again as it was."""
    text = found.currency.text
    rows = [(name, text(amount), clock.hours(credit) if credit else None, rule, reason)
            for name, amount, credit, rule, reason in found.lines.iter_rows()]  # fmt: skip
    console.table("", ("component", "amount", "credit", "rule", "how"), rows)
    console.say(
        f"gross {text(int(found.lines['amount'].sum()))} {found.currency.code}, made again from what the run kept"
    )
    console.say(f"part {found.part} was  {found.stored}")
    console.say(f"part {found.part} is   {found.now}: {'the same to the byte' if found.same else 'NOT THE SAME'}")
    if not found.same:
        console.say(found.why or "The engine and the tables are the same: the record was changed, or the engine was.")
        raise typer.Exit(1)


def _statement(found: Statement, *, levels: bool) -> None:
    text = found.currency.text
    console.say(f"{found.employee_id} {found.name}, {found.position}, {found.base}; version {found.version}")
    if levels:
        rows = [_sums(found, one) for one in found.levels]
        console.table("", ("level", "own", "amount", "own credit", "credit"), rows)
    else:
        columns = ("component", "amount", "credit", "flight", "rule", "clause", "stands", "how")
        console.table("", columns, [_cells(found, line) for line in found.lines])
    if found.needs:
        console.say(f"NOT COMPLETE: {len(found.needs)} rows could not be decided; the total is what is certain so far")
        needs = [(need.rule, need.flight, need.missing) for need in found.needs]
        console.table("", ("rule", "flight", "needs"), needs)
    for due in sorted({line.step.due for line in found.lines}):
        console.say(f"due to be posted on {due}")
    console.say(
        f"credit {clock.hours(found.credit)}, guarantee {clock.hours(found.guarantee)}, "
        f"gross {text(found.gross)} {found.currency.code}; rulebook {found.rulebook}; * a generated flight"
    )


def _cells(found: Statement, line: Line) -> tuple[object, ...]:
    amount, credit = found.currency.text(line.amount), clock.hours(line.credit) if line.credit else None
    return line.component, amount, credit, line.flight, line.rule, line.clause, line.step.rung.value, line.reason


def _sums(found: Statement, one: Named) -> tuple[object, ...]:
    """A row under the one that it lies in; its own lines, and what lies below it."""
    text, row = found.currency.text, one.row
    depth = "  " * list(Level).index(row.level)
    credit = (clock.hours(minutes) if minutes else None for minutes in (row.own_credit, row.credit))
    return depth + one.name, text(row.own) if row.own else None, text(row.amount), *credit


def _silences(rule: str, found: list[Silence]) -> None:
    if not found:
        console.say(f"{rule} left nothing out: it wrote a line wherever it could, or has no row to write one for")
        return
    rows = [(each.on, each.cause, _short_by(each), each.why) for each in found]
    console.table("", ("row", "cause", "short by", "why"), rows)


def _short_by(each: Silence) -> str | None:
    if each.short_by is None:
        return None
    return clock.hours(each.short_by) if each.unit == "MINUTES" else str(each.short_by)
