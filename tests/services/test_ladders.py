"""The steps of a month's lines: while it is flown, once it is worked out, closed, and paid."""

from collections import Counter
from datetime import UTC, date, datetime

from services import paying, releasing, statements
from services.airlines import OPERATOR
from services.doors import Doors
from services.ladders import Rung
from tests.changing import REVIEWER
from tests.services.month import CARRIER, MONTH, Worked, at, worked

__all__ = ["worked"]


async def steps(doors: Doors) -> Counter[Rung]:
    """How many lines of the first crew member stand on each step."""
    found = await statements.of(doors, OPERATOR, CARRIER, MONTH, f"{CARRIER}00001")
    assert {(line.step.due, line.step.earned) for line in found.lines} == {(date(2027, 1, 1), None)}
    return Counter(line.step.rung for line in found.lines)


async def test_lines_climb_from_projected_to_paid(worked: Worked) -> None:
    doors, reviewer = worked.doors, REVIEWER
    whole = (await steps(doors)).total()
    early = await steps(at(doors, datetime(2026, 12, 1, tzinfo=UTC)))
    middle = await steps(at(doors, datetime(2026, 12, 15, tzinfo=UTC)))
    assert early == {Rung.PROJECTED: whole}
    assert middle.total() == whole
    assert middle[Rung.PROJECTED] > 0 < middle[Rung.EARNED]
    assert await steps(doors) == {Rung.EARNED: whole}
    run = await paying.pay_month(doors, OPERATOR, CARRIER, MONTH)
    await releasing.release(doors, reviewer, run.run_id)
    assert await steps(doors) == {Rung.EARNED: whole}, "released, and the period is not closed yet"
    await releasing.close(doors, reviewer, CARRIER, MONTH)
    assert await steps(doors) == {Rung.POSTED: whole}
    await releasing.paid(doors, reviewer, CARRIER, MONTH)
    assert await steps(doors) == {Rung.PAID: whole}
