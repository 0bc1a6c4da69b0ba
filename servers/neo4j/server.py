"""Neo4j as a kind of server."""

import os
import signal
from importlib.resources import files
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from domain.errors import UnavailableError
from servers import ports, private, versions
from servers.commands import Command
from servers.faults import filesystem
from servers.jars import fetch, lockfile
from servers.kind import Name
from servers.layout import Home
from servers.neo4j import configuration, java
from servers.progress import Progress

USER = "neo4j"
_DELIVERED = "neo4j"  # the password every new Neo4j starts with


class Neo4j:
    """Our own Neo4j Community on loopback, its jars fetched by the lock."""

    def __init__(self, home: Home, *, port: int | None, version: str, maven_url: str) -> None:
        self._home = home
        self._port = port
        self._version = version
        self._maven_url = maven_url

    @property
    def name(self) -> Name:
        """Its name in files and messages."""
        return "neo4j"

    @property
    def user(self) -> str:
        """The only user of a Community server of ours."""
        return USER

    @property
    def port(self) -> int | None:
        """The port it must take; None for any free one."""
        return self._port

    @property
    def stop_with(self) -> signal.Signals:
        """It writes a checkpoint and ends."""
        return signal.SIGTERM

    @property
    def data(self) -> Path:
        """The folder with its data."""
        return self._home.data / "neo4j"

    @property
    def password(self) -> str:
        """The user's password."""
        return private.password(self._home.password_file(self.name))

    def uri(self, port: int) -> str:
        """Where clients connect."""
        return f"bolt://{ports.LOOPBACK}:{port}"

    def marker(self) -> str:
        """The folder it calls its home, as it stands among its arguments."""
        return f"--home-dir={self._home.path}"

    def prepare(self, progress: Progress) -> None:
        """Have the jars in the cache; UnavailableError offline."""
        jars = fetch.ensure(lockfile.locked(self._version), self._home.jars, self._maven_url, progress)
        with filesystem(self.data):
            self.data.mkdir(mode=0o700, exist_ok=True)
            self._logs.mkdir(mode=0o700, exist_ok=True)
            self._conf.mkdir(mode=0o700, exist_ok=True)
        private.write(self._conf / "java.arguments", java.arguments_file(jars, os.pathsep))

    def command(self, port: int) -> Command:
        """How to start it on that port."""
        folders = {"data": self.data, "logs": self._logs, "run": self._conf}
        private.write(self._conf / "neo4j.conf", configuration.text(self._home.path, folders, port))
        start = (str(java.program()), f"@{self._conf / 'java.arguments'}")
        arguments = (*start, self.marker(), f"--config-dir={self._conf}", "--console-mode")
        return Command(arguments, self.data, extra=java.ENVIRONMENT)

    def probe(self, port: int) -> str | None:
        """Its version when it answers; the delivered password is changed on the first answer."""
        if not ports.answers(port):
            return None
        try:
            return self._version_told(port)
        except AuthError:
            self._change_password(port)
        except (DriverError, Neo4jError):
            pass  # it listens before it serves
        return None

    def _version_told(self, port: int) -> str:
        with neo4j.GraphDatabase.driver(self.uri(port), auth=(USER, self.password)) as driver:
            driver.verify_connectivity()
            return versions.neo4j(driver.get_server_info().agent)

    def _change_password(self, port: int) -> None:
        statement = (files("cypher") / "system" / "set_password.cypher").read_text(encoding="utf-8")
        words = {"old": _DELIVERED, "new": self.password}
        try:
            with neo4j.GraphDatabase.driver(self.uri(port), auth=(USER, _DELIVERED)) as driver:
                driver.execute_query(statement, words, database_="system")
        except AuthError as error:
            raise UnavailableError(
                f"Neo4j refuses the password in {self._home.password_file(self.name)}: "
                f"put back the one that {self.data} was made with."
            ) from error
        except (DriverError, Neo4jError):
            return  # asked again at the next look

    @property
    def _logs(self) -> Path:
        return self._home.logs / self.name

    @property
    def _conf(self) -> Path:
        return self._home.run / self.name
