"""`crewlex pay …`: works out a month's pay, and shows what one crew member is owed."""

from typing import Annotated

import typer

from cli import console
from cli.watched import AirlineCode, CrewNumber, MonthText, month_of, watched
from domain import clock
from servers.progress import Progress
from services import paying, statements
from services.airlines import OPERATOR
from services.doors import Doors
from services.statements import Line, Silence, Statement

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Work out a month's pay and show it.")


@app.command("run")
def run(
    airline: AirlineCode,
    month: MonthText = "",
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "",
) -> None:
    """Works out everybody's pay for a month; a second run adds a version to each calculation."""
    chosen = month_of(month)

    async def work(doors: Doors, bars: Progress) -> paying.Paid:
        return await paying.pay_month(doors, OPERATOR, airline, chosen, reason=reason, progress=bars)

    paid = watched(work)
    totals, lines, lacking = paid.result.totals, paid.result.lines, paid.result.needs_data
    gross = paid.currency.text(paid.gross)
    console.say(f"{totals.height} crew members, {lines.height} lines, {gross} {paid.currency.code} gross")
    console.say(f"rulebook {paid.rulebook.hash}")
    if lacking.height:
        console.say(f"{lacking.height} rows need data: {', '.join(lacking['missing'].unique().sort())}")


@app.command("show")
def show(
    employee: CrewNumber,
    airline: AirlineCode,
    month: MonthText = "",
    why_not: Annotated[str, typer.Option(help="Tell why this rule wrote no line, row by row.")] = "",
) -> None:
    """Shows one crew member's statement, every line with its rule, or why a rule did not pay."""
    chosen = month_of(month)
    if why_not:
        _silences(watched(lambda doors, _: statements.silences(doors, OPERATOR, airline, chosen, employee, why_not)))
    else:
        _statement(watched(lambda doors, _: statements.of(doors, OPERATOR, airline, chosen, employee)))


def _statement(found: Statement) -> None:
    text = found.currency.text
    console.say(f"{found.employee_id} {found.name}, {found.position}, {found.base}; version {found.version}")
    columns = ("component", "amount", "credit", "flight", "rule", "clause", "how")
    console.table("", columns, [_cells(found, line) for line in found.lines])
    if found.needs:
        console.say(f"NOT COMPLETE: {len(found.needs)} rows could not be decided; the total is what is certain so far")
        needs = [(need.rule, need.flight, need.missing) for need in found.needs]
        console.table("", ("rule", "flight", "needs"), needs)
    console.say(
        f"credit {clock.hours(found.credit)}, guarantee {clock.hours(found.guarantee)}, "
        f"gross {text(found.gross)} {found.currency.code}; rulebook {found.rulebook}; * a generated flight"
    )


def _cells(found: Statement, line: Line) -> tuple[object, ...]:
    amount, credit = found.currency.text(line.amount), clock.hours(line.credit) if line.credit else None
    return line.component, amount, credit, line.flight, line.rule, line.clause, line.reason


def _silences(found: list[Silence]) -> None:
    rows = [(each.on, each.cause, each.short_by, each.why) for each in found]
    console.table("", ("row", "cause", "short by", "why"), rows)
