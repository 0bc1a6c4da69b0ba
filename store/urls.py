"""Addresses of databases, as people and hosts write them."""

from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.errors import InputError

_NOT_OURS: Final = ("pgbouncer", "connection_limit", "pool_timeout", "schema")
"""Options that hosts put into an address for other clients; libpq would refuse them."""


def parse(url: str) -> URL:
    """The address for psycopg. ``postgres://`` and ``postgresql://`` are one; TLS when the address asks for it."""
    try:
        found = make_url(url)
    except ArgumentError:
        raise InputError(
            "DATABASE_URL is no address of a database: write postgresql://user:password@host:5432/name."
        ) from None
    if found.get_backend_name() not in ("postgresql", "postgres"):
        raise InputError(f"{found.drivername}:// is no Postgres address: DATABASE_URL begins with postgresql://.")
    return found.set(drivername="postgresql+psycopg").difference_update_query(_NOT_OURS)


def place(url: URL) -> str:
    """``host:port/name``, for messages: no user, no password."""
    host = url.host or str(url.query.get("host", "this machine"))
    return f"{host}:{url.port or 5432}/{url.database or ''}"


def beside(url: URL, name: str) -> URL:
    """Another database of the same server."""
    return url.set(database=name)
