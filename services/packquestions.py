"""The smallest schedules that pose the questions of the packs. Clock times count from a midnight at New Haven."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from domain.clock import DAY, at_local, midnight, to_iso

Given = Mapping[str, Any]
Parts = dict[str, Any]
FIRST: Final = date(2026, 6, 1)
LAST: Final = date(2026, 6, 30)
_DAY: Final = date(2026, 6, 10)
_ZONE: Final = "America/New_York"
_HOME, _AWAY = "HVN", "MCO"


def minutes(length: str) -> int:
    """``1:30`` is 90; clock times may pass 24:00."""
    whole, rest = length.split(":")
    return int(whole) * 60 + int(rest)


def _at(clock: str | int, day: date = _DAY) -> str:
    since = minutes(clock) if isinstance(clock, str) else clock
    return to_iso(at_local(day, 0, _ZONE) + since)


def _schedule(**parts: Any) -> Parts:
    period = {"first": str(FIRST), "last": str(LAST)}
    return {"regime": "FAA", "period": period, "flights": [], "crew": []} | parts


def _flight(name: str, out: str | int, into: str | int, **more: Any) -> Parts:
    return {"id": name, "from": _HOME, "to": _AWAY, "out": _at(out), "in": _at(into)} | more


def _member(*events: Parts, **more: Any) -> Parts:
    return {"id": "c", "position": "CAPTAIN", "base": _HOME, "events": list(events)} | more


def _duty(report: str | int, release: str | int, *flights: str) -> Parts:
    return {"kind": "FDP", "id": "d", "report": _at(report), "release": _at(release), "flights": list(flights)}


def _turn(given: Given) -> Parts:
    second = _flight("g", 600 + minutes(given["gap"]), 900, aircraft="n")
    aircraft = [{"id": "n", "type": "B738"}]
    return _schedule(flights=[_flight("f", 480, 600, aircraft="n"), second], aircraft=aircraft)


def _maintenance(given: Given) -> Parts:
    start, end = map(_at, given["window"])
    aircraft = {"id": "n", "type": "B738", "maintenance": [{"start": start, "end": end}]}
    return _schedule(flights=[_flight("f", *given["flight"], aircraft="n")], aircraft=[aircraft])


def _slot(given: Given) -> Parts:
    airport, held, out = given["airport"], given.get("slot"), minutes(given["planned"])
    flight = _flight("f", out, out + 120) | {"from": airport}
    if held is None:
        return _schedule(flights=[flight])
    slot = {"id": "s", "airport": airport, "movement": "DEPARTURE", "at": _at(held)}
    return _schedule(flights=[flight | {"departure_slot": "s"}], slots=[slot])


def _curfew(given: Given) -> Parts:
    """Noon at the other end, where no hours are closed."""
    at, airport = minutes(given["at"]), given["airport"]
    if given["movement"] == "DEPARTURE":
        return _schedule(flights=[_flight("f", at, DAY, **{"from": airport, "to": "LAX"})])
    return _schedule(flights=[_flight("f", at - DAY // 2, at, **{"from": "LAX", "to": airport})])


def _range(given: Given) -> Parts:
    aircraft = {"id": "n", "type": "B738", "endurance": minutes(given["endurance"])}
    return _schedule(flights=[_flight("f", 480, 480 + minutes(given["trip"]), aircraft="n")], aircraft=[aircraft])


def _connection(given: Given) -> Parts:
    second = _flight("g", 600 + minutes(given["gap"]), 900)
    return _schedule(flights=[_flight("f", 480, 600), second], crew=[_member(_duty(420, 960, "f", "g"))])


def _report(given: Given) -> Parts:
    """A duty that is no longer than its flight on the side that is asked about."""
    if "departure" in given:
        out = minutes(given["departure"])
        duty, flight = _duty(out, out + 600, "f"), _flight("f", out, out + 120)
    else:
        into = minutes(given["arrival"])
        duty, flight = _duty(into - 600, into, "f"), _flight("f", into - 120, into)
    return _schedule(flights=[flight], crew=[_member(duty)])


def _rest(given: Given) -> Parts:
    """A duty, and a short call after the rest."""
    start, flight = 660 + minutes(given["rest"]), _flight("f", 480, 600)
    call = {"kind": "SHORT_CALL", "id": "r", "start": _at(start), "end": _at(start + 60)}
    return _schedule(flights=[flight], crew=[_member(_duty(420, 660, "f"), call)])


def _complement(given: Given) -> Parts:
    return _schedule(flights=[_flight("f", 480, 600)])


def _qualification(given: Given) -> Parts:
    """All papers that any position needs, and the one that is asked about as it is told."""
    flown, day = given.get("flown_type", "B738"), given["last_day"]
    through = {name: date(2030, 1, 1) for name in _PAPERS} | {given["paper"]: given["valid_through"]}
    types = dict.fromkeys(_PAPERS, flown) | {given["paper"]: given.get("for_type", flown)}
    papers = [
        {"paper": name, "valid_through": str(last), "aircraft_type": types[name]} for name, last in through.items()
    ]
    start = at_local(day, 0, _ZONE) - at_local(_DAY, 0, _ZONE)
    flight = _flight("f", start + 480, start + 600, aircraft="n")
    member = _member(_duty(start + 420, start + 660, "f"), papers=papers)
    return _schedule(flights=[flight], aircraft=[{"id": "n", "type": flown}], crew=[member])


def _days_off(given: Given) -> Parts:
    """A month in which the free stretches are told, with duties of one length between them."""
    first, last = midnight(FIRST, _ZONE), midnight(date(2026, 7, 1), _ZONE)
    gaps = [minutes(gap) for gap in given["gaps"]]
    length = (last - first - sum(gaps)) // len(gaps)
    events, start = list[Parts](), first
    for gap in gaps[:-1]:
        events.append({"kind": "DUTY", "task": "OTHER", "start": to_iso(start), "end": to_iso(start + length)})
        start += length + gap
    events.append({"kind": "DUTY", "task": "OTHER", "start": to_iso(start), "end": to_iso(last - gaps[-1])})
    return _schedule(crew=[_member(*events)])


def _leave(given: Given) -> Parts:
    start, end = map(_at, given["leave"])
    begin, finish = map(_at, given["duty"])
    duty = {"kind": "DUTY", "task": "OTHER", "start": begin, "end": finish}
    return _schedule(crew=[_member(duty, leave=[{"kind": given["kind"], "start": start, "end": end}])])


def _credit(given: Given) -> Parts:
    return _schedule(crew=[_member(credit={f"{FIRST:%Y-%m}": minutes(given["credit"])})])


_PAPERS: Final = (
    *("LICENCE", "MEDICAL", "LINE_CHECK", "FATIGUE_TRAINING", "TYPE_RATING", "RECENT_EXPERIENCE"),
    *("CABIN_TRAINING", "SECURITY_BADGE"),
)
QUESTIONS: Final[Mapping[str, Callable[[Given], Parts]]] = {
    "turn_time": _turn,
    "maintenance_window": _maintenance,
    "slot": _slot,
    "curfew": _curfew,
    "range_reserve": _range,
    "minimum_connection": _connection,
    "report_release": _report,
    "minimum_rest": _rest,
    "crew_complement": _complement,
    "qualification": _qualification,
    "days_off": _days_off,
    "leave": _leave,
    "credit_bounds": _credit,
}
"""By the family of the rule that is asked. Who is asked about is a captain until the rule says otherwise."""
