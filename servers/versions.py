"""Versions of servers: how they tell them, and the oldest that crewlex works with."""

import re

from domain.errors import UnavailableError

OLDEST_POSTGRES = 15
OLDEST_NEO4J = (5, 26)


def postgres(number: int) -> str:
    """`18.4` of the 180004 that the protocol tells."""
    return f"{number // 10000}.{number % 10000}"


def neo4j(agent: str) -> str:
    """`5.26.20` of the `Neo4j/5.26.20` that the protocol tells."""
    return agent.partition("/")[2] or agent


def require_postgres(number: int, where: str, oldest: int = OLDEST_POSTGRES) -> str:
    """The version, if it is new enough; else UnavailableError."""
    if number // 10000 < oldest:
        raise UnavailableError(
            f"Postgres at {where} is {postgres(number)} and crewlex needs {oldest} or newer: "
            f"upgrade it, or name another in DATABASE_URL and DIRECT_URL."
        )
    return postgres(number)


def require_neo4j(agent: str, where: str, oldest: tuple[int, int] = OLDEST_NEO4J) -> str:
    """The version, if it is new enough (Aura tells a newer one such as 5.27-aura); else UnavailableError."""
    major, minor = (int(part) for part in re.findall(r"\d+", f"{neo4j(agent)}.0")[:2])
    if (major, minor) < oldest:
        raise UnavailableError(
            f"Neo4j at {where} is {neo4j(agent)} and crewlex needs {oldest[0]}.{oldest[1]} or newer: "
            f"upgrade it, or name another in NEO4J_URI."
        )
    return neo4j(agent)
