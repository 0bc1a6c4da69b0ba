"""Servers that are not ours: reached, let in and new enough, or one sentence that says what is wrong."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import neo4j
import psycopg
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from domain.errors import InputError, UnavailableError
from servers import versions
from servers.addresses import masked

_SECONDS = 15  # Neon and Aura wake up from sleep in a few
_POSTGRES = {"postgresql", "postgres", "postgresql+psycopg"}
_NEO4J = {f"{name}{safety}" for name in ("bolt", "neo4j") for safety in ("", "+s", "+ssc")}
_FOR_OTHERS = {"pgbouncer", "connection_limit", "pool_timeout", "schema"}  # hosts write them; libpq refuses them


def check_postgres(url: str, setting: str, oldest: int = versions.OLDEST_POSTGRES) -> str:
    """The version of the Postgres at `url`, which came from the setting of that name."""
    where, asked = masked(url), _for_libpq(url, setting)
    try:
        with psycopg.connect(asked, connect_timeout=_SECONDS, prepare_threshold=None) as connection:
            return versions.require_postgres(connection.info.server_version, where, oldest)
    except psycopg.ProgrammingError as error:
        raise _no_postgres_url(setting) from error  # libpq repeats the URL, and with it the password
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
    _require_neo4j_uri(uri)
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
            f"Neo4j at {uri} cannot be reached ({' '.join(str(error).split())}): start it, or correct NEO4J_URI."
        ) from error


def location(url: str) -> str:
    """`host:port` of a URL that was found good, for a table."""
    return urlsplit(url).netloc.rpartition("@")[2]


def user(url: str) -> str | None:
    """The user that a URL that was found good names."""
    return urlsplit(url).username


def require_postgres_url(url: str, setting: str) -> None:
    """InputError unless the URL is whole. A password that breaks it apart is never repeated in a message."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in _POSTGRES and parts.netloc.count("@") <= 1 and (parts.port or 0) >= 0
    except ValueError:
        sound = False
    if not sound:
        raise _no_postgres_url(setting)


def _no_postgres_url(setting: str) -> InputError:
    return InputError(
        f"{setting} is not a Postgres URL: write postgresql://user:password@host:5432/name, "
        f"with @ : / [ ] and % in the password as %40 %3A %2F %5B %5D and %25."
    )


def _for_libpq(url: str, setting: str) -> str:
    """The URL without what hosts write into it for other clients."""
    require_postgres_url(url, setting)
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if name not in _FOR_OTHERS]
    return parts._replace(scheme="postgresql", query=urlencode(kept, quote_via=quote)).geturl()


def _require_neo4j_uri(uri: str) -> None:
    try:
        parts = urlsplit(uri)
        sound = parts.scheme in _NEO4J and bool(parts.hostname) and (parts.port or 0) >= 0 and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound:
        raise InputError(
            "NEO4J_URI is not a Neo4j address: write neo4j+s://host or bolt://host:7687, "
            "and the user and the password in NEO4J_USER and NEO4J_PASSWORD."
        )
