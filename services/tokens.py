"""Signed tokens (JWT, HS256): who somebody is, for whom they act, and until when.

Their life is told by the machine's clock and never by the settable one: a clock that stands still for a
demonstration must not keep an old token alive.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt

from domain.claims import Claims
from domain.crew import Role
from domain.errors import RefusedError
from services.secrets import jwt_secret
from services.settings import Settings

LIFE: Final = timedelta(hours=12)
_NEEDED: Final = ["sub", "email", "role", "iat", "exp"]


class TokenError(RefusedError):
    """A token that lets nobody in: expired, altered, or not one of ours."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Signs and reads the tokens of one installation."""

    secret: str = field(repr=False)

    def sign(self, claims: Claims, ttl: timedelta = LIFE) -> str:
        """A token with the claims sub, email, airline_id, role, iat and exp."""
        now = datetime.now(UTC).replace(microsecond=0)
        airline = str(claims.airline_id) if claims.airline_id else None
        named = {"sub": str(claims.sub), "email": claims.email, "airline_id": airline, "role": claims.role.value}
        return jwt.encode(named | {"iat": now, "exp": now + ttl}, self.secret, algorithm="HS256")

    def verify(self, token: str) -> Claims:
        """Who holds the token; ``TokenError`` says in one sentence why it lets nobody in."""
        try:
            found = jwt.decode(token, self.secret, algorithms=["HS256"], options={"require": _NEEDED})
        except jwt.ExpiredSignatureError as late:
            raise TokenError("The token has expired: sign in again.") from late
        except jwt.InvalidSignatureError as foreign:
            raise TokenError("The token was not signed here, or was altered: sign in again.") from foreign
        except jwt.InvalidTokenError as wrong:
            raise TokenError(f"This is no token of ours ({wrong}): sign in again.") from wrong
        return _claims(found)


def of(settings: Settings) -> Tokens:
    """The tokens of this installation."""
    return Tokens(jwt_secret(settings))


def _claims(found: dict[str, Any]) -> Claims:
    try:
        airline = UUID(found["airline_id"]) if found.get("airline_id") else None
        claims = Claims(sub=UUID(found["sub"]), email=str(found["email"]), role=Role(found["role"]), airline_id=airline)
    except (ValueError, AttributeError, TypeError) as wrong:
        raise TokenError(f"The token says something we do not know ({wrong}): sign in again.") from wrong
    if claims.airline_id is None and claims.role is not Role.PLATFORM:
        raise TokenError(f"The token names no airline, and the role {claims.role} has one: sign in again.")
    return claims
