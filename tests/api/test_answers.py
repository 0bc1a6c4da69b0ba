"""What the API answers an airline's administrator and its crew."""

from tests.api.conftest import World
from tests.api.month import START

STATEMENT = """
query ($employeeId: String!, $start: Date!) {
  statement(employeeId: $employeeId, periodStart: $start) {
    version rulebookHash currency gross credit creditMinutes
    crewMember { employeeId name position }
    period { start end payDate }
    lines {
      component quantity unit length rate percent amount credit reason
      flight { flightNumber origin destination generated }
      rule { code title servedFrom edition clause { citation text } scenarios { id } overrides { code title } }
    }
  }
}
"""


async def test_smoke(world: World) -> None:
    asker = await world.admin(world.xp)
    found = await asker.ask(STATEMENT, employeeId=world.xp.employee(), start=START)
    import json

    print(json.dumps(found, indent=1)[:6000])
