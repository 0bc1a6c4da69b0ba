"""Crew: how many a flight carries, their papers, leave and credit."""

from collections.abc import Iterator
from typing import Final

from domain.clock import hours, local_date
from domain.rules.limits import CrewComplement
from domain.rules.operations import CreditBounds, Leave, Qualification
from domain.schedules.schedule import Credit
from legality.breach import Breach
from legality.schedule.moments import DutyMoment, FlightMoment, MonthMoment
from legality.schedule.registry import Of, Scheduled, Table


def crew_complement(spec: CrewComplement, moment: FlightMoment) -> Iterator[Breach]:
    """A flight is operated by so many of each position, or by more."""
    flight = moment.flight
    operating = moment.whole.operators(flight.id)
    for position, asked in sorted(spec.positions.items()):
        have = operating[position]
        if have < asked:
            name = position.replace("_", " ").lower()
            message = f"{flight.number} is operated by {have} as {name}, not {asked}."
            yield Breach(asked, have, message, unit=position.value)


def qualification(spec: Qualification, moment: DutyMoment) -> Iterator[Breach]:
    """Who operates a flight holds each paper, for each type flown where it is by type, on every day of the duty."""
    if not moment.operated:
        return
    for name in spec.requires:
        for aircraft_type in moment.types if name in spec.by_aircraft_type else (None,):
            yield from _paper(spec, moment, name, aircraft_type)


def _paper(spec: Qualification, moment: DutyMoment, name: str, aircraft_type: str | None) -> Iterator[Breach]:
    """Days are those of the base clock; a release at midnight is the end of the day before."""
    served, zone = moment.moment.served, moment.moment.line.zone
    last = local_date(max(served.start, served.planned_finish - 1), zone)
    through = moment.person.papers.through(name, aircraft_type, served.day)
    told = name if aircraft_type is None else f"{name} for {aircraft_type}"
    if through is None:
        yield Breach(1, 0, f"{moment.person.member.id} has no {told} on {served.day}.", unit="papers")
        return
    left = (through - last).days
    if left < spec.margin_days:
        until = "" if not spec.margin_days else f", {spec.margin_days} days before which it counts no more"
        message = f"The {told} of {moment.person.member.id} is valid through {through}{until}; the duty ends on {last}."
        yield Breach(spec.margin_days, left, message, unit="days")


def leave(spec: Leave, moment: DutyMoment) -> Iterator[Breach]:
    """No minute of duty or reserve lies inside leave, or in the time beside it that is free as well."""
    served = moment.moment.served
    start, end = moment.moment.event.start, max(served.planned_finish, moment.moment.event.finish)
    inside = moment.person.away(spec.kinds, spec.before, spec.after).inside(start, end)
    if inside:
        around = f"the {hours(spec.before)} before it or the {hours(spec.after)} after it"
        yield Breach(0, inside, f"{hours(inside)} of the duty lie in leave, {around}.")


def credit_bounds(spec: CreditBounds, moment: MonthMoment) -> Iterator[Breach]:
    """Planned credit of a month is no less than the least and no more than the most, as far as it is known."""
    credit, who = moment.credit, f"{moment.member.id} in {moment.first:%Y-%m}"
    known = f"{'at least ' if credit.open else ''}{hours(credit.least)}"
    if spec.most is not None and credit.least > spec.most:
        yield Breach(spec.most, credit.least, f"The credit of {who} is {known}, over {hours(spec.most)}.")
    if credit.open:
        yield from _unsure(spec, credit, who)
    elif spec.least is not None and credit.least < spec.least:
        yield Breach(spec.least, credit.least, f"The credit of {who} is {known}, under {hours(spec.least)}.")


def _unsure(spec: CreditBounds, credit: Credit, who: str) -> Iterator[Breach]:
    """The bounds that more credit than is certain would keep or break."""
    under, over = (
        spec.least is not None and credit.least < spec.least,
        spec.most is not None and credit.least <= spec.most,
    )
    bounds = [bound for bound, unsure in ((spec.least, under), (spec.most, over)) if unsure and bound is not None]
    if bounds:
        certain = f", and {hours(credit.least)} of it are certain" if credit.least else ""
        message = f"The planned credit of {who} is not told{certain} ({credit.open}): give it to have it held against"
        yield Breach(bounds[0], credit.least, f"{message} {' and '.join(map(hours, bounds))}.", certain=False)


FAMILIES: Final[Table] = {
    "crew_complement": Scheduled(Of.FLIGHT, crew_complement),
    "qualification": Scheduled(Of.DUTY, qualification),
    "leave": Scheduled(Of.DUTY, leave),
    "credit_bounds": Scheduled(Of.MONTH, credit_bounds),
}
