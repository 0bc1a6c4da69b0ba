"""What the driver and the database say, as one sentence with a remedy."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, ServiceUnavailable, SessionExpired, TransientError
from pydantic import ValidationError

from domain.errors import RefusedError, UnavailableError


@contextmanager
def named_faults(uri: str, user: str) -> Iterator[None]:
    """Turns what the driver says into one sentence with a remedy; faults of our own statements stay as they are."""
    try:
        yield
    except AuthError as wrong:
        raise UnavailableError(
            f"Neo4j at {uri} refuses the user {user}: set NEO4J_USER and NEO4J_PASSWORD to what the server knows."
        ) from wrong
    except (ServiceUnavailable, SessionExpired) as gone:
        raise UnavailableError(
            f"Neo4j at {uri} does not answer: start it with `crewlex up`, or correct NEO4J_URI."
        ) from gone
    except TransientError as busy:
        raise UnavailableError(f"Neo4j at {uri} cannot do it now ({busy.code}): try again in a moment.") from busy


def strange(uri: str, wrong: ValidationError) -> RefusedError:
    """The sentence for rows that no edition of ours has."""
    error = wrong.errors()[0]
    place = ".".join(map(str, error["loc"]))
    return RefusedError(
        f"Neo4j at {uri} holds what crewlex did not write there ({place}: {error['msg']}): "
        "put it back with `crewlex rules check --repair`."
    )
