"""Servers that are not ours: reached, let in and new enough, or one sentence that says what is wrong."""

from urllib.parse import urlsplit

import neo4j
import psycopg
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from domain.errors import InputError, UnavailableError
from servers import versions
from servers.addresses import masked

_SECONDS = 15  # Neon and Aura wake up from sleep in a few
_SCHEMES = {f"{name}{safety}" for name in ("bolt", "neo4j") for safety in ("", "+s", "+ssc")}


def check_postgres(url: str, setting: str, oldest: int = versions.OLDEST_POSTGRES) -> str:
    """The version of the Postgres at `url`, which came from the setting of that name."""
    where = masked(url)
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS, prepare_threshold=None) as connection:
            return versions.require_postgres(connection.info.server_version, where, oldest)
    except psycopg.ProgrammingError as error:
        # libpq repeats the URL, and with it the password
        raise InputError(
            f"{setting} is not a Postgres URL: write postgresql://user:password@host:5432/name."
        ) from error
    except psycopg.OperationalError as error:
        said = " ".join(str(error).split())
        if "authentication failed" in said or "no password supplied" in said:
            raise UnavailableError(
                f"Postgres at {where} refuses the user or the password: correct {setting}."
            ) from error
        raise UnavailableError(
            f"Postgres at {where} cannot be reached ({said}): start it, or correct {setting}."
        ) from error


def check_neo4j(uri: str, user: str, password: str, oldest: tuple[int, int] = versions.OLDEST_NEO4J) -> str:
    """The version of the Neo4j at `uri`."""
    if urlsplit(uri).scheme not in _SCHEMES:
        raise InputError(f"NEO4J_URI is {uri}, not a Neo4j address: write neo4j+s://host or bolt://host:7687.")
    try:
        with neo4j.GraphDatabase.driver(uri, auth=(user, password), connection_timeout=_SECONDS) as driver:
            driver.verify_connectivity()
            return versions.require_neo4j(driver.get_server_info().agent, uri, oldest)
    except AuthError as error:
        raise UnavailableError(
            f"Neo4j at {uri} refuses the user or the password: correct NEO4J_USER and NEO4J_PASSWORD."
        ) from error
    except (DriverError, Neo4jError) as error:
        raise UnavailableError(
            f"Neo4j at {uri} cannot be reached ({error}): start it, or correct NEO4J_URI."
        ) from error


def location(url: str) -> str:
    """`host:port` of a URL, for a table."""
    return urlsplit(url).netloc.rpartition("@")[2] or url


def user(url: str) -> str | None:
    """The user that the URL names."""
    return urlsplit(url).username
