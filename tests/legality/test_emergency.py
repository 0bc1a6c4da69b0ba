"""Emergency and government sponsored operations (117.29)."""

import pytest

from tests.legality.cases import Case, check
from tests.legality.written import PILOT, fdp, judged, stamp, timed

ABOUT = ("11", "13", "19", "29")
GOVERNMENT, DEVIATION = "emergency: GOVERNMENT_CONTRACT", "emergency: DEVIATION_119_57"
AFTER = "extension: {phase: AFTER_TAKEOFF, pic_concurs: true, unforeseen: true}"

USED = "history: {extensions_over_30_since_30h_rest: 1}\n"


def duty(end: str, *more: str, flight: int = 420) -> str:
    """A report at 06:00 New York time; Table B allows 12:00, up to 22:00 UTC, and Table A nine hours of flight."""
    return fdp("d", "10 1000", end, more=", ".join((f"segments: 4, flight_minutes: {flight}", *more)))


def then(report: str, kind: str = "FDP", hour: str = "2359") -> str:
    if kind != "FDP":
        return timed(kind, report, "14 0000", ", task: ADMIN" if kind == "DUTY" else "")
    return fdp("next", report, f"{report[:2]} {hour}", more="segments: 1, flight_minutes: 60")


CASES = [
    Case("no emergency, no permission", duty("10 2210"), (("13(a)", 720, 730),)),
    Case("half an hour over the table is not reported", duty("10 2230", GOVERNMENT)),
    Case("a minute more is", duty("10 2231", GOVERNMENT), reports=("29(e)(1)",)),
    Case("as long as it takes", duty("11 0800", DEVIATION), reports=("29(e)(1)",)),
    Case("flight time: any of it is reported", duty("10 2200", GOVERNMENT, flight=541), reports=("29(e)(2)",)),
    Case("both", duty("11 0000", DEVIATION, flight=541), reports=("29(e)(1)", "29(e)(2)")),
    Case("what was scheduled over the table is no emergency",
         duty("10 2230", GOVERNMENT, f"scheduled_end: {stamp('10 2201')}"), (("13(a)", 720, 721),)),
    Case("eighteen hours of duty, eighteen of rest", duty("11 0400", GOVERNMENT) + then("11 2200"),
         reports=("29(e)(1)",)),
    Case("a minute less", duty("11 0400", GOVERNMENT) + then("11 2159"), (("29(d)", 1080, 1079),), ("29(e)(1)",)),
    Case("a day of rest is the most", duty("11 1200", DEVIATION) + then("12 1200"), reports=("29(e)(1)",)),
    Case("a minute less than a day", duty("11 1200", DEVIATION) + then("12 1159"), (("29(d)", 1440, 1439),),
         ("29(e)(1)",)),
    Case("the rest runs from the release",
         duty("11 0400", GOVERNMENT, f"release: {stamp('11 0430')}") + then("11 2229"),
         (("29(d)", 1080, 1079),), ("29(e)(1)",)),
    Case("ground duty ends it too", duty("11 0400", GOVERNMENT) + then("11 2159", "DUTY"), (("29(d)", 1080, 1079),),
         ("29(e)(1)",)),
    Case("and so does duty an hour later", duty("11 0400", GOVERNMENT) + then("11 0500", "DUTY"),
         (("29(d)", 1080, 60),), ("29(e)(1)",)),
    Case("long call is no duty",
         duty("11 0400", GOVERNMENT) + timed("LONG_CALL", "11 1400", "11 2100") + then("11 2200"),
         reports=("29(e)(1)",)),
    Case("a rest that is given shorter",
         duty("11 0400", GOVERNMENT) + timed("REST", "11 0400", "11 2159") + then("12 1500"), (("29(d)", 1080, 1079),),
         ("29(e)(1)",)),
    Case("where no limit was passed the plain rest is enough",
         duty("10 2200", GOVERNMENT) + then("11 0800", hour="1200")),
    Case("an extension beside it is not needed: no second one",
         duty("11 0400", GOVERNMENT, AFTER), reports=("29(e)(1)",), more=USED),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_emergencies(case: Case) -> None:
    check(case, ABOUT)


@pytest.mark.parametrize(
    ("kind", "past", "broken", "reports"),
    [
        (GOVERNMENT, 2820, [], ["29(e)(1)"]),
        (GOVERNMENT, 2821, [("23(c)(1)", 3600, 3601), ("29(c)", 3600, 3601)], ["29(e)(1)"]),
        (DEVIATION, 2821, [], ["29(e)(1)", "29(e)(3)"]),
    ],
)
def test_government_work_keeps_cumulative_limits(
    kind: str, past: int, broken: list[tuple[str, int, int]], reports: list[str]
) -> None:
    found = judged(f"{PILOT}history: {{fdp_168h: {past}}}\nevents:\n{duty('10 2300', kind)}")
    got = [(f.rule.removeprefix("14CFR117."), f.limit, f.actual) for f in found.findings]
    assert sorted(got) == broken
    assert sorted(due.rule.removeprefix("14CFR117.") for due in found.reports_due) == reports
