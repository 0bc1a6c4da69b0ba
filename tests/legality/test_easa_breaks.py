"""What raises and lowers the maxima of EASA: breaks, rest in flight, standby; a minute on both sides. Frankfurt."""

import pytest

from domain.clock import to_iso
from domain.judgement import Verdict
from tests.legality.test_easa_flight_duty import DISCRETION, Case, fly, head
from tests.legality.written import fdp, judged, leg, stamp, timed


def rested(arrive: str, leave: str, suitable: bool = True, planned: bool = True) -> str:
    """A break in an accommodation."""
    told = f"suitable: {str(suitable).lower()}, planned_before_fdp: {str(planned).lower()}"
    return f", accommodation: [{{arrive: {stamp(arrive)}, leave: {stamp(leave)}, {told}}}]"


def relief(pilots: int, facility: int, landing: int | None = 120, monitoring: int | None = 120) -> str:
    """Pilots for relief."""
    rests = {"landing_pilot_rest": landing, "monitoring_pilot_rest": monitoring}
    told = "".join(f", {key}: {rest}" for key, rest in rests.items() if rest is not None)
    return f", augmented: {{pilots: {pilots}, rest_facility: {facility}{told}}}"


def between(arrive: str, leave: str, lands: str, leaves: str, end: str) -> str:
    """A duty of two flights with a break in the hours on the ground."""
    legs = leg("FRA", "10 0500", "LHR", lands) + ", " + leg("LHR", leaves, "FRA", end)
    return fdp("d", "10 0400", end, "FRA", f"legs: [{legs}]{rested(arrive, leave)}")


def standby(start: str, end: str, called: str = "", kind: str = "SHORT_CALL") -> str:
    return timed(kind, start, end, f", notified_at: {stamp(called)}" if called else "")


FOUR = rested("10 1000", "10 1400")
NIGHT = rested("10 2200", "11 0200", suitable=False)  # midnight to 04:00
BREAKS = [
    Case("half of four hours", fly("d", "10 0400", "10 1900", FOUR)),
    Case("and a minute", fly("d", "10 0400", "10 1901", FOUR), (("d", "CS.FTL.1.220", 900, 901),)),
    Case("half of an odd minute is none", fly("d", "10 0400", "10 1900", rested("10 1000", "10 1401"))),
    Case("a minute more on the ground, and the half that makes none", fly("d", "10 0400", "10 1901",
         rested("10 1000", "10 1401")), (("d", "CS.FTL.1.220", 900, 901),)),
    Case("of 2:59 nothing counts", fly("d", "10 0400", "10 1701", rested("10 1000", "10 1259")),
         (("d", "ORO.FTL.205(b)", 780, 781),)),
    Case("a break that nobody planned", fly("d", "10 0400", "10 1701", rested("10 1000", "10 1400", planned=False)),
         (("d", "ORO.FTL.205(b)", 780, 781),)),
    Case("the commander adds to what the break gives", fly("d", "10 0400", "10 2100", FOUR + DISCRETION)),
    Case("and no minute more", fly("d", "10 0400", "10 2101", FOUR + DISCRETION),
         (("d", "ORO.FTL.205(f)", 1020, 1021),)),
    Case("over six hours in what is not suitable add no more",
         fly("d", "10 0400", "10 2000", rested("10 0700", "10 1400", suitable=False))),
    Case("not a minute", fly("d", "10 0400", "10 2001", rested("10 0700", "10 1400", suitable=False)),
         (("d", "CS.FTL.1.220", 960, 961),)),
    Case("nor do hours from 02:00 in what is not suitable", fly("d", "10 1500", "11 0300", NIGHT)),
    Case("not a minute of the night", fly("d", "10 1500", "11 0301", NIGHT), (("d", "CS.FTL.1.220", 720, 721),)),
    Case("the same break where it is suitable", fly("d", "10 1500", "11 0400", rested("10 2200", "11 0200"))),
    Case("half an hour of the ground is for duty and travel",
         between("10 1000", "10 1400", "10 0945", "10 1415", "10 1900")),
    Case("a minute less of it is taken from the break",
         between("10 1000", "10 1400", "10 0945", "10 1414", "10 1900"), (("d", "CS.FTL.1.220", 899, 900),)),
    Case("a break beside rest in flight adds nothing",
         fly("d", "10 0400", "10 1801", f"{FOUR}{relief(3, 3)}"), (("d", "CS.FTL.1.205(c)", 840, 841),)),
    Case("a planned extension and a break are not added up: the break gives more",
         fly("d", "10 0500", "10 2001", f"{FOUR}, extension: {{phase: PLANNED}}"),
         (("d", "CS.FTL.1.220", 900, 901),)),
]  # fmt: skip
FLOWN = [
    *(
        Case(f"class {each} with {pilots} pilots", fly("d", "10 0400", f"10 {hour + 4:02}00", relief(pilots, each)))
        for each, pilots, hour in ((1, 3, 16), (1, 4, 17), (2, 3, 15), (2, 4, 16), (3, 3, 14), (3, 4, 15))
    ),
    *(
        Case(
            f"class {facility} with {pilots} pilots and a minute",
            fly("d", "10 0400", f"10 {hour + 4:02}01", relief(pilots, facility)),
            (("d", "CS.FTL.1.205(c)", hour * 60, hour * 60 + 1),),
        )
        for facility, pilots, hour in ((1, 3, 16), (1, 4, 17), (2, 3, 15), (2, 4, 16), (3, 3, 14), (3, 4, 15))
    ),
    Case("within the basic maximum nobody asks for rest", fly("d", "10 0400", "10 1700", relief(3, 1, None, None))),
    Case("a minute over it, and nobody has told it", fly("d", "10 0400", "10 1701", relief(3, 1, None, 120)),
         policy=(("d", "CS.FTL.1.205(c)(1)(ii)", 120, 0),)),
    Case("the monitoring pilot is at the controls too", fly("d", "10 0400", "10 1701", relief(3, 1, 120, 119)),
         (("d", "CS.FTL.1.205(c)(1)(ii)", 120, 119),)),
    Case("four sectors", fly("d", "10 0400", "10 1701", relief(3, 1), sectors=4),
         (("d", "CS.FTL.1.205(c)(1)(i)", 3, 4),)),
    Case("nine hours of flight add nothing", fdp("d", "10 0400", "10 2000", "FRA",
         f"legs: [{leg('FRA', '10 0500', 'JFK', '10 1400')}]{relief(3, 1)}")),
    Case("and a minute", fdp("d", "10 0400", "10 2001", "FRA",
         f"legs: [{leg('FRA', '10 0500', 'JFK', '10 1400')}]{relief(3, 1)}"), (("d", "CS.FTL.1.205(c)", 960, 961),)),
    Case("nine hours and a minute add an hour", fdp("d", "10 0400", "10 2100", "FRA",
         f"legs: [{leg('FRA', '10 0500', 'JFK', '10 1401')}]{relief(3, 1)}")),
    Case("fourteen hours of rest follow", fly("d", "10 0400", "10 1701", relief(3, 1))
         + fly("e", "11 0731", "11 1200")),
    Case("a minute less", fly("d", "10 0400", "10 1701", relief(3, 1)) + fly("e", "11 0730", "11 1200"),
         (("d", "CS.FTL.1.205(c)(6)", 840, 839),)),
]  # fmt: skip
STANDBY = [
    Case("six hours at home take nothing", standby("10 0600", "10 1200") + fly("d", "10 1200", "11 0030")),
    Case("a minute more than six takes a minute", standby("10 0559", "10 1200") + fly("d", "10 1200", "11 0030"),
         (("d", "CS.FTL.1.225(b)(7)", 749, 750),)),
    Case("over the table it is the table", standby("10 0559", "10 1200") + fly("d", "10 1200", "11 0031"),
         (("d", "ORO.FTL.205(b)", 749, 751),)),
    Case("eight hours where a break raises the maximum",
         standby("10 0500", "10 1300") + fly("d", "10 1300", "11 0300", rested("10 1700", "10 2100"))),
    Case("and a minute", standby("10 0459", "10 1300") + fly("d", "10 1300", "11 0300", rested("10 1700", "10 2100")),
         policy=(("d", "CS.FTL.1.225(b)(7)", 839, 840),)),
    Case("a standby of the night counts from the call", standby("09 2200", "10 1100", "10 0300")
         + fly("d", "10 1100", "10 2200")),
    Case("a minute less is left after an earlier call", standby("09 2200", "10 1100", "10 0259")
         + fly("d", "10 1100", "10 2200"), (("d", "CS.FTL.1.225(b)(7)", 659, 660),)),
    Case("a call after 07:00 leaves the hours from 07:00", standby("09 2200", "10 1100", "10 1000")
         + fly("d", "10 1100", "11 0000")),
    Case("a standby from 22:59 counts whole, whatever the call", standby("09 2059", "10 0500", "10 0400")
         + fly("d", "10 0500", "10 1601"), (("d", "CS.FTL.1.225(b)(7)", 659, 661),)),
    Case("the wait after standby until the report is standby", standby("10 0600", "10 1100")
         + fly("d", "10 1201", "11 0031"), (("d", "CS.FTL.1.225(b)(7)", 749, 750),)),
    Case("a rest between: nothing is taken", standby("09 0500", "09 1500") + fly("d", "10 0400", "10 1700")),
    Case("four hours at the airport take nothing", standby("10 0400", "10 0800", kind="AIRPORT_STANDBY")
         + fly("d", "10 0800", "10 1900", sectors=6)),
    Case("a minute more takes a minute", standby("10 0359", "10 0800", kind="AIRPORT_STANDBY")
         + fly("d", "10 0800", "10 1900", sectors=6), (("d", "CS.FTL.1.225(a)(2)(i)", 659, 660),)),
]  # fmt: skip


@pytest.mark.parametrize("case", [*BREAKS, *FLOWN, *STANDBY], ids=lambda case: case.name)
def test_what_raises_and_lowers_the_maximum(case: Case) -> None:
    found = judged(f"{head(case.to, case.choice)}events:\n{case.events}")
    about = [finding for finding in found.findings if finding.rule.startswith(("ORO.FTL.205", "CS.FTL"))]
    for verdict, wanted in ((Verdict.VIOLATION, case.broken), (Verdict.NEEDS_POLICY, case.policy)):
        assert [(f.event, f.rule, f.limit, f.actual) for f in about if f.verdict is verdict] == list(wanted)
    assert all(finding.message.endswith(".") and finding.path[1] == "APPLIES_TO" for finding in about)


@pytest.mark.parametrize(
    ("name", "more", "before", "last", "binding"),
    [
        ("the table", "", "", 780, "ORO.FTL.205(b)"),
        ("a break", FOUR, "", 900, "CS.FTL.1.220"),
        ("rest in flight", relief(4, 2), "", 960, "CS.FTL.1.205(c)"),
        ("standby at home", "", standby("09 2100", "10 0400", "09 2100"), 720, "CS.FTL.1.225(b)(7)"),
    ],
)
def test_the_last_legal_end_names_what_makes_it_so(name: str, more: str, before: str, last: int, binding: str) -> None:
    (end,) = judged(f"{head()}events:\n{before}{fly('d', '10 0400', '10 1600', more)}").latest_ends
    assert (to_iso(end.end - last), end.rule) == (stamp("10 0400"), binding)


def test_rest_in_flight_of_cabin_crew_is_left_to_policy() -> None:
    text = f"{head(position='FLIGHT_ATTENDANT')}events:\n"
    assert judged(f"{text}{fly('d', '10 0400', '10 1700', relief(3, 1))}").findings == ()
    (one,) = judged(f"{text}{fly('d', '10 0400', '10 1701', relief(3, 1))}").findings
    assert (one.rule, one.verdict) == ("CS.FTL.1.205(c)(3)", Verdict.NEEDS_POLICY)
    assert "cabin crew is not judged" in one.message


def test_what_is_in_words_only_is_named_in_every_answer() -> None:
    found = judged(f"{head()}events:\n{fly('d', '10 0400', '10 1200')}")
    assert found.words_only == found.unchecked == ("CS.FTL.1.205(a)", "ORO.FTL.235(e)")
