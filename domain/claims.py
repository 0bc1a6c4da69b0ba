"""Who is asking: the claims of a signed token, as every transaction carries them."""

from dataclasses import dataclass
from uuid import UUID

from domain.crew import Role


@dataclass(frozen=True, slots=True)
class Claims:
    """One signed-in person or program; ``airline_id`` is None only for a platform administrator."""

    sub: UUID
    email: str
    role: Role
    airline_id: UUID | None
