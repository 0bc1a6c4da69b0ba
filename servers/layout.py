"""Where things lie on disk: the folders under CREWLEX_HOME, and the cache outside the repository."""

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from servers.faults import filesystem


def default_home() -> Path:
    """The data folder of this user, where CREWLEX_HOME names no other."""
    return platformdirs.user_data_path("crewlex", appauthor=False)


def default_cache() -> Path:
    """The cache folder of this user: what lies there can be fetched again."""
    return platformdirs.user_cache_path("crewlex", appauthor=False)


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation; `make` creates them, closed to other users."""

    path: Path
    cache: Path = field(default_factory=default_cache)

    @property
    def data(self) -> Path:
        """The data of the servers."""
        return self.path / "data"

    @property
    def logs(self) -> Path:
        """What the servers wrote about themselves; the run before the last one ends in `.1`."""
        return self.path / "logs"

    @property
    def run(self) -> Path:
        """Who runs now: records of servers, leases, the lock."""
        return self.path / "run"

    @property
    def secrets(self) -> Path:
        """Password files, one per server."""
        return self.path / "secrets"

    @property
    def leases(self) -> Path:
        """One file per command that uses the servers now."""
        return self.run / "leases"

    @property
    def staying(self) -> Path:
        """There while the servers were told to stay after the last command."""
        return self.run / "staying"

    @property
    def jars(self) -> Path:
        """The jar cache, laid out as a Maven repository."""
        return self.cache / "maven"

    def log(self, name: str) -> Path:
        """The log of the server of that name."""
        return self.logs / f"{name}.log"

    def password_file(self, name: str) -> Path:
        """The file with the password of the server of that name."""
        return self.secrets / f"{name}.password"

    def make(self) -> None:
        """Create every folder with mode 0700; UnavailableError if one cannot be written."""
        for folder in (self.path, self.data, self.logs, self.run, self.secrets, self.leases):
            with filesystem(folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
