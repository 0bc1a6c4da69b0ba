"""Postgres as a kind of server."""

import signal
from functools import cached_property
from pathlib import Path

import psycopg

from domain.errors import UnavailableError
from servers import ports, private, versions
from servers.addresses import postgres_url
from servers.commands import Command
from servers.kind import Name
from servers.layout import Home
from servers.postgres import cluster, place
from servers.progress import Progress

_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_SETTINGS = (
    f"listen_addresses={ports.LOOPBACK}",
    "unix_socket_directories=",
    "password_encryption=scram-sha-256",
    "timezone=UTC",
    "log_timezone=UTC",
    "max_connections=100",
    "shared_buffers=128MB",
)


class Postgres:
    """Our own Postgres on loopback, with SCRAM passwords and the database `crewlex`."""

    def __init__(self, home: Home, *, port: int | None, durable: bool) -> None:
        self._home = home
        self._port = port
        self._durable = durable

    @property
    def name(self) -> Name:
        """Its name in files and messages."""
        return "postgres"

    @property
    def user(self) -> str:
        """The role that owns the database."""
        return cluster.OWNER

    @property
    def port(self) -> int | None:
        """The port it must take; None for any free one."""
        return self._port

    @property
    def stop_with(self) -> signal.Signals:
        """Fast shutdown: clients are sent away, what was committed is kept."""
        return signal.SIGINT

    @property
    def data(self) -> Path:
        """The folder with its data."""
        return self._place.data

    @cached_property
    def _place(self) -> place.Place:
        return place.find(self._home)

    @property
    def password(self) -> str:
        """The owner's password."""
        return private.password(self._home.password_file(self.name))

    def url(self, port: int) -> str:
        """Where clients connect."""
        return postgres_url(self.user, self.password, port, cluster.DATABASE)

    def marker(self) -> str:
        """Its data folder, as it stands among its arguments: no `du` or `tail` on that folder has it so."""
        return cluster.argument(self.data)

    def prepare(self, progress: Progress) -> None:
        """Make the data folder; UnavailableError with the remedy."""
        cluster.make(self._place, self.password, durable=self._durable)

    def command(self, port: int) -> Command:
        """How to start it on that port."""
        settings = _SETTINGS + (() if self._durable else _FORGETFUL)
        options = [part for setting in settings for part in ("-c", setting)]
        where = self._place
        program = str(where.program("postgres"))
        return Command((program, self.marker(), "-p", str(port), *options), where.parent, where.account)

    def probe(self, port: int) -> str | None:
        """Its version when it answers; the database is created on the first answer."""
        try:
            with psycopg.connect(self.url(port), connect_timeout=3) as connection:
                return versions.postgres(connection.info.server_version)
        except psycopg.OperationalError as error:
            said = str(error)
        if "password authentication failed" in said:
            raise UnavailableError(
                f"Postgres refuses the password in {self._home.password_file(self.name)}: "
                f"put back the one that {self.data} was made with."
            )
        if f'database "{cluster.DATABASE}" does not exist' in said:
            cluster.create_database(self._place, self.password, port)
        return None
