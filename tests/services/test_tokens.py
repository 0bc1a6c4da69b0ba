"""Tokens let in whom we signed in, until they expire, and nobody else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
import pytest

from domain.claims import Claims
from domain.crew import Role
from services.airlines import OPERATOR
from services.tokens import TokenError, Tokens

SECRET = "a secret of these tests, long enough"
ADMIN = Claims(sub=UUID(int=7), email="ann@example.com", role=Role.ADMIN, airline_id=UUID(int=8))


@pytest.mark.parametrize("claims", [ADMIN, OPERATOR], ids=["admin", "platform"])
def test_what_is_signed_is_read_back(claims: Claims) -> None:
    tokens = Tokens(SECRET)
    assert tokens.verify(tokens.sign(claims)) == claims


def test_a_token_carries_the_six_claims() -> None:
    held = jwt.decode(Tokens(SECRET).sign(ADMIN, timedelta(minutes=5)), SECRET, algorithms=["HS256"])
    assert set(held) == {"sub", "email", "airline_id", "role", "iat", "exp"}
    assert held["exp"] - held["iat"] == 300


def signed(secret: str = SECRET, algorithm: str = "HS256", **changed: object) -> str:
    now = datetime.now(UTC)
    claims = {
        "sub": str(ADMIN.sub),
        "email": ADMIN.email,
        "role": "airline_admin",
        "airline_id": str(ADMIN.airline_id),
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    kept = {name: value for name, value in (claims | changed).items() if value != "left out"}
    return jwt.encode(kept, secret, algorithm=algorithm)


REFUSED = {
    "expired": (signed(exp=datetime.now(UTC) - timedelta(seconds=1)), "has expired"),
    "signed elsewhere": (signed(secret="another secret that is long enough"), "not signed here"),
    "unsigned": (signed(secret="", algorithm="none"), "no token of ours"),
    "no expiry": (signed(exp="left out"), "exp"),
    "unknown role": (signed(role="pope"), "pope"),
    "no id": (signed(sub="ann"), "do not know"),
    "no airline": (signed(airline_id=None), "names no airline"),
    "not a token": ("hello", "no token of ours"),
    "not yet": (signed(iat=datetime.now(UTC) + timedelta(hours=1)), "no token of ours"),
}


@pytest.mark.parametrize(("token", "why"), REFUSED.values(), ids=REFUSED)
def test_others_are_told_why_not(token: str, why: str) -> None:
    with pytest.raises(TokenError, match=why):
        Tokens(SECRET).verify(token)


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(Tokens(SECRET))
