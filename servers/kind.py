"""What the supervisor must know of a server: how to prepare it, start it, ask whether it answers, and stop it."""

from pathlib import Path
from signal import Signals
from typing import Literal, Protocol

from servers.commands import Command
from servers.progress import Progress

Name = Literal["postgres", "neo4j"]


class Kind(Protocol):
    """One kind of server of ours."""

    @property
    def name(self) -> Name:
        """Its name in files and messages."""

    @property
    def user(self) -> str:
        """Whom clients log in as."""

    @property
    def port(self) -> int | None:
        """The port it must take; None for any free one."""

    @property
    def stop_with(self) -> Signals:
        """The signal on which it ends soon and cleanly, whoever is connected."""

    @property
    def data(self) -> Path:
        """The folder with its data."""

    def marker(self) -> str:
        """An argument that only a server on these data was started with."""

    def prepare(self, progress: Progress) -> None:
        """Make everything that a start needs; UnavailableError with the remedy."""

    def command(self, port: int) -> Command:
        """How to start it on that port."""

    def probe(self, port: int) -> str | None:
        """Its version once it is ready for clients (first-time setup done), None while it is not.

        UnavailableError when it will never be, such as a wrong password.
        """
