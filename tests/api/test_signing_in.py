"""Tokens, and the health check that needs none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from domain.crew import Role
from services import airlines
from services.airlines import OPERATOR
from services.tokens import Tokens
from tests.api.asking import Asker, client
from tests.api.conftest import World
from tests.api.questions import ME


async def claims(world: World) -> dict[str, Any]:
    """What a good token says."""
    known = await airlines.login(world.doors, OPERATOR, Role.ADMIN, "XP")
    now = datetime.now(UTC)
    return {
        "sub": str(known.sub), "email": known.email, "airline_id": str(known.airline_id), "role": known.role.value,
        "iat": now, "exp": now + timedelta(hours=1),
    }  # fmt: skip


FORGED: list[tuple[str, dict[str, Any], str]] = [
    ("expired", {"exp": datetime.now(UTC) - timedelta(minutes=1)}, "expired"),
    ("of an unknown role", {"role": "owner"}, "owner"),
    ("without an airline", {"airline_id": None}, "no airline"),
    ("of nobody", {"sub": "nobody"}, "sign in again"),
]


@pytest.mark.parametrize(("what", "other", "expect"), FORGED)
async def test_a_token_that_says_something_wrong_lets_nobody_in(
    world: World, what: str, other: dict[str, Any], expect: str
) -> None:
    token = jwt.encode(await claims(world) | other, world.doors.tokens.secret, algorithm="HS256")
    await refused(world, token, expect)


async def test_a_token_that_lacks_a_claim_lets_nobody_in(world: World) -> None:
    for name in ("sub", "email", "role", "iat", "exp"):
        lacking = {key: item for key, item in (await claims(world)).items() if key != name}
        await refused(world, jwt.encode(lacking, world.doors.tokens.secret, algorithm="HS256"), name)


async def test_a_token_signed_elsewhere_or_not_at_all_lets_nobody_in(world: World) -> None:
    known = await airlines.login(world.doors, OPERATOR, Role.ADMIN, "XP")
    await refused(world, Tokens("x" * 40).sign(known), "not signed here")
    await refused(world, jwt.encode(await claims(world), "", algorithm="none"), "no token of ours")
    await refused(world, "not-a-token", "no token of ours")
    await refused(world, None, "Sign in first")


async def test_a_good_token_says_who_it_is(world: World) -> None:
    found = await (await world.crew(world.xp, world.xp.captain)).ask(ME)
    assert found["airline"] == {"code": "XP", "currency": "USD"}
    assert (found["role"], found["crewMember"]["employeeId"]) == ("USER", world.xp.employee())
    assert (await Asker(world.doors, OPERATOR).ask(ME))["airline"] is None


async def test_health_tells_of_both_servers_and_the_edition_without_a_token(world: World) -> None:
    answer = await client(world.doors, None).get("/health")
    assert answer.status_code == 200
    edition = answer.json()["edition"]
    assert answer.json() == {
        "status": "ok",
        "edition": edition,
        "postgres": {"up": True, "edition": edition},
        "neo4j": {"up": True, "edition": edition},
    }
    assert edition >= 1


async def refused(world: World, token: str | None, expect: str) -> None:
    """The token is refused with 401 and one sentence that has these words."""
    answer = await client(world.doors, token).post("/graphql", json={"query": ME})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert set(answer.json()) == {"detail"}
    assert expect in answer.json()["detail"]
