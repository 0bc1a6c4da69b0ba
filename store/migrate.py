"""Brings a database to the newest migration, says where it stands, and finds where it drifted from the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from domain.errors import UnavailableError
from store import drift, urls
from store.database import ROLE
from store.faults import translated

OLDEST_SERVER: Final = 150000
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('crewlex.migrate', 0))")
_LOGIN: Final = text("SELECT session_user::text")
_MEMBER: Final = text("SELECT pg_has_role(:login, :role, 'SET')")
_MEMBER_BEFORE_16: Final = text("SELECT pg_has_role(:login, :role, 'MEMBER')")


def upgrade(direct_url: str, serving_url: str | None = None, to: str = "head") -> None:
    """Runs the pending migrations (up to ``to``), and lets the login of ``serving_url`` take the serving role.

    ``direct_url`` must be a connection of its own (no pooler) as somebody who may create tables and roles. Of two at
    once, one waits and finds nothing left to do. ``UnavailableError`` where a newer program has migrated further.
    """
    with _connected(direct_url) as connection:
        connection.execute(_LOCK)
        _known(connection, urls.place(urls.parse(direct_url)))
        command.upgrade(_config(connection), to)
        for login in {_login(direct_url), _login(serving_url or direct_url)}:
            _admit(connection, login)
        connection.commit()


def current(direct_url: str) -> str | None:
    """The revision a database stands at; None before the first migration."""
    with _connected(direct_url) as connection:
        return _revision(connection)


def newest() -> str:
    """The revision of the newest migration of this program."""
    found = _scripts().get_current_head()
    assert found is not None
    return found


def check(direct_url: str) -> tuple[str, ...]:
    """Builds every migration in a shadow database beside the given one, which is dropped again.

    Returns each difference as one sentence: of the shadow from the models, and of the given database from the shadow
    (where that is migrated up to date). Empty when there is none.
    """
    with _shadow(direct_url) as shadow, _shadow(direct_url) as bare:
        upgrade(shadow)
        with _connected(shadow) as built, _connected(bare) as empty, _connected(direct_url) as given:
            found = list(drift.from_models(built, empty))
            if _revision(given) == newest():
                found += drift.between(built, given)
            return tuple(found)


@contextmanager
def _shadow(direct_url: str) -> Iterator[str]:
    """An empty database of its own, dropped afterwards."""
    name = f"crewlex_shadow_{token_hex(6)}"
    with _connected(direct_url, autocommit=True) as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        try:
            yield urls.beside(urls.parse(direct_url), name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@contextmanager
def _connected(url: str, *, autocommit: bool = False) -> Iterator[Connection]:
    parsed = urls.parse(url)
    engine = create_engine(parsed, poolclass=NullPool, connect_args={"connect_timeout": 10, "prepare_threshold": None})
    if autocommit:
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with translated(urls.place(parsed)), engine.connect() as connection:
        _new_enough(connection, urls.place(parsed))
        yield connection


def _new_enough(connection: Connection, place: str) -> None:
    version = connection.connection.driver_connection.info.server_version  # type: ignore[union-attr]
    if version < OLDEST_SERVER:
        raise UnavailableError(
            f"Postgres at {place} is version {version // 10000}: crewlex needs 15 or newer. Upgrade the server."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known(connection: Connection, place: str) -> None:
    revision = _revision(connection)
    if revision not in (None, *(each.revision for each in _scripts().walk_revisions())):
        raise UnavailableError(
            f"The database at {place} stands at migration {revision}, which this crewlex does not know: update it."
        )


def _login(url: str) -> str:
    """Who a connection is on the server: a pooler's user name may carry more than the role's."""
    with _connected(url) as connection:
        return str(connection.execute(_LOGIN).scalar_one())


def _admit(connection: Connection, login: str) -> None:
    version = connection.connection.driver_connection.info.server_version  # type: ignore[union-attr]
    asked = _MEMBER if version >= 160000 else _MEMBER_BEFORE_16
    if not connection.execute(asked, {"login": login, "role": ROLE}).scalar_one():
        quoted = connection.dialect.identifier_preparer.quote(login)
        connection.execute(text(f"GRANT {ROLE} TO {quoted}"))


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
