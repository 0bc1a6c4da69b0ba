"""What the demonstration prints: the API's answers, as tables, with what is generated and what is moved said beside."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cli import console, questions, unenforced
from cli.answering import Api
from cli.demo_faults import causes, faults_found
from domain import clock
from domain.airports import zone_of

if TYPE_CHECKING:
    from services.demonstration import Demonstration

SHOWN: Final = 12
"""How many rows of a long list are printed; how many more there are is said."""
_Answer = dict[str, Any]


async def show(api: Api, done: "Demonstration") -> None:
    """Asks the API about the demonstration's month and prints each answer."""
    start = done.loaded.month[0].isoformat()
    _said(done)
    _rules(await api.ask(questions.RULEBOOK, start=start))
    verdicts = [await api.ask(questions.VERDICT, start=start, subject=subject) for subject in ("PLANNED", "FLOWN")]
    _verdicts(verdicts, done)
    _period(await api.ask(questions.PERIOD, start=start))
    _statement(await api.ask(questions.STATEMENT, employeeId=done.employee_id, periodStart=start))
    _discrepancies(await api.ask(questions.DISCREPANCIES, start=start), done)
    _owed(await api.ask(questions.OWED, start=start))
    _claim(await api.ask(questions.CLAIM, number=done.claim_number))


def _said(done: "Demonstration") -> None:
    """What is real, what is moved and what is generated."""
    loaded, rostered = done.loaded, done.rostered
    _title(f"Carrier {loaded.airline}, {loaded.month[0]:%B %Y}")
    console.say(f"real       {loaded.departures} departures from New York in 2013, with tails and times as recorded")
    console.say(f"moved      by {loaded.weeks} whole weeks: weekdays and local clock times are kept")
    console.say(
        f"generated  {loaded.generated} ways back, {loaded.crew} crew members and their names, the causes of delays, "
        "the payroll ledger with its faults, the claim"
    )
    after = "a day after the last release" if done.now == done.flown.last_release + clock.DAY else "set by CREWLEX_NOW"
    console.say(f"clock      {clock.to_iso(done.now)}, {after}: what came before is past")
    open_seats = sum(seat["seats"] for seat in rostered.open_seats)
    console.say(
        f"roster     {rostered.trips} trips, {rostered.seats} seats filled, {open_seats} open; "
        f"model {rostered.model_hash}"
    )
    unenforced.say(rostered.unenforced)
    console.say(
        f"flown      {done.flown.duties} duties are over; {done.flown.cancelled} of them were wholly cancelled: "
        "nothing was flown, and pay leaves them out"
    )


def _rules(book: _Answer) -> None:
    _title(f"The rules in force (edition {book['edition']}, Rulebook {book['hash']})")
    rows = [
        (
            each["rule"]["code"],
            each["rule"]["title"],
            each["rule"]["phase"] + (", hard" if each["rule"]["hard"] else ""),
            ", ".join(scenario["id"] for scenario in each["rule"]["scenarios"]),
            each["rule"]["clause"] and each["rule"]["clause"]["citation"],
        )
        for each in book["chosen"]
    ]
    console.table("", ("rule", "title", "phase", "applies to", "clause"), rows)
    for pair in book["precedence"]:
        method = f", {pair['method']}" if pair["method"] else ""
        console.say(f"where both hold, {pair['winner']} stands and {pair['loser']} does not ({pair['kind']}{method})")
    _dropped(book["dropped"])


def _dropped(gone: Sequence[_Answer]) -> None:
    """What is not in force: one by one with the reason, or together where several have the same one."""
    together: dict[str, list[str]] = {}
    for each in gone:
        together.setdefault(each["why"], []).append(each["code"])
    for why, codes in together.items():
        console.say(f"not in force: {codes[0] if len(codes) == 1 else f'{len(codes)} rules'}: {why}")


def _verdicts(found: Sequence[_Answer], done: "Demonstration") -> None:
    _title("The judge's verdict")
    console.say(f"a report is read on the clock of the {done.policy.replace('_', ' ')} ({done.policy_reason})")
    for each in found:
        found_so = f"{each['duties']} duties, {len(each['findings'])} findings"
        console.say(
            f"as {each['subject'].lower()}: {each['verdict']}, {found_so}; {len(each['unchecked'])} rules not checked"
        )
        rows = [(one["ruleCode"], one["crewMember"]["employeeId"], one["message"]) for one in each["findings"]]
        _some(("rule", "crew", "finding"), rows)
    if left := sorted({code for each in found for code in each["unchecked"]}):
        console.say(f"not checked by the judge yet: {', '.join(left)}")


def _period(found: _Answer) -> None:
    period, currency = found["period"], found["currency"]
    _title(f"The period {period['start']} to {period['end']}, paid on {period['payDate']}")
    columns = ("component", "crew", "lines", "credit", f"amount, {currency}")
    rows = [(one["component"], one["crew"], one["lines"], one["credit"], one["amount"]) for one in found["byComponent"]]
    console.table("", columns, rows)
    console.say(
        f"{found['crew']} crew members, block {found['block']}, credit {found['credit']}, "
        f"overtime {found['overtime']}, gross {found['gross']} {currency}"
    )


def _statement(found: _Answer) -> None:
    who = found["crewMember"]
    _title(f"Statement of {who['employeeId']} {who['name']}, {who['position']}, {who['base']}")
    columns = ("component", f"amount, {found['currency']}", "credit", "flight", "rule", "clause", "how")
    console.table("", columns, [_line(line) for line in found["lines"]])
    if not found["complete"]:
        _incomplete(found["needsData"])
    console.say(
        f"credit {found['credit']}, guarantee {found['guarantee']}, gross {found['gross']} {found['currency']}, "
        f"version {found['version']}, Rulebook {found['rulebookHash']}; * a generated flight"
    )


def _incomplete(rows: Sequence[_Answer]) -> None:
    console.say(f"NOT COMPLETE: {len(rows)} rows could not be decided; the total is what is certain so far")
    flights = [row["flight"]["flightNumber"] if row["flight"] else "" for row in rows]
    _some(
        ("rule", "flight", "needs"),
        [(row["ruleCode"], flight, row["missing"]) for row, flight in zip(rows, flights, strict=True)],
    )


def _line(line: _Answer) -> tuple[object, ...]:
    flight, rule = line["flight"], line["rule"]
    flown = ""
    if flight:
        mark = "*" if flight["generated"] else ""
        flown = f"{_day(flight)} {flight['flightNumber']}{mark}"
    citation = rule["clause"]["citation"] if rule and rule["clause"] else ""
    return line["component"], line["amount"], line["credit"], flown, rule and rule["code"], citation, line["reason"]


def _day(flight: _Answer) -> str:
    """The date of departure on the clock of its station."""
    leaves = clock.to_minutes(datetime.fromisoformat(flight["scheduledDeparture"]))
    return f"{clock.local_date(leaves, zone_of(flight['origin'])):%d %b}"


def _discrepancies(found: Sequence[_Answer], done: "Demonstration") -> None:
    _title(f"{len(found)} open discrepancies with the (generated) payroll ledger")
    console.table("by cause", ("type", "severity", "cause", "rows", "crew", "owed"), causes(found))
    console.table(
        "the faults that were put into the ledger", ("fault", "component", "hit", "shown"), faults_found(found, done)
    )


def _owed(found: Sequence[_Answer]) -> None:
    console.say("what each crew member is still owed (below zero: was paid too much)")
    rows = [(*_who(one), one["amount"], one["currency"], one["discrepancies"]) for one in found]
    _some(("crew", "name", "owed", "", "discrepancies"), rows)


def _who(row: _Answer) -> tuple[object, object]:
    return row["crewMember"]["employeeId"], row["crewMember"]["name"]


def _claim(found: _Answer) -> None:
    who = found["crewMember"]
    _title(f"Claim {found['number']} of {who['employeeId']} {who['name']}")
    console.say(f"{found['type']}: {found['description']}")
    console.say(
        f"{found['decision']}: {found['approved']} of {found['claimed']} {found['currency']} claimed; "
        f"the claim is {found['status']}"
    )
    console.say(found["rationale"])


def _title(words: str) -> None:
    console.say("")
    console.out.rule(words, align="left", style="bold")


def _some(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    if rows:
        console.table("", columns, rows[:SHOWN])
    if len(rows) > SHOWN:
        console.say(f"  and {len(rows) - SHOWN} more")
