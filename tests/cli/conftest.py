"""`crewlex` in this process, on a database of each module's own, and in a child process where that matters."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from cli.main import main
from servers.addresses import Addresses
from services.settings import settings
from tests.fixtures_doors import NOW, addresses, home
from tests.fixtures_store import database_url, template

__all__ = ["addresses", "airline", "crewlex", "database_url", "environment", "home", "template"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str

    def well(self) -> str:
        """What it answered, if it ended well."""
        assert self.code == 0, self.err
        return self.out


Crewlex = Callable[..., Answer]


@pytest.fixture(scope="module")
def environment(addresses: Addresses, home: Path) -> dict[str, str]:
    """The variables of these servers and this home, and what a program needs to start; nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CREWLEX_CACHE") if name in os.environ}
    return kept | {
        "CREWLEX_HOME": str(home),
        "CREWLEX_NOW": NOW,
        "DATABASE_URL": addresses.database_url,
        "DIRECT_URL": addresses.direct_url,
        "NEO4J_URI": addresses.neo4j_uri,
        "NEO4J_USER": addresses.neo4j_user,
        "NEO4J_PASSWORD": addresses.neo4j_password,
    }


@pytest.fixture
def crewlex(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Crewlex]:
    """Runs one command line; keywords set variables of its environment."""

    def run(*arguments: str, **variables: str) -> Answer:
        with monkeypatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in (environment | variables).items():
                patch.setenv(name, value)
            patch.chdir(environment["CREWLEX_HOME"])  # no .env of the one who tests
            patch.setattr(sys, "argv", ["crewlex", *arguments])
            settings.cache_clear()
            capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
        said = capsys.readouterr()
        return Answer(int(ended.value.code or 0), said.out, said.err)

    yield run
    settings.cache_clear()


@pytest.fixture(scope="module")
def airline(addresses: Addresses) -> None:
    """The airline WN, as loading its flights would make it."""
    with psycopg.connect(addresses.direct_url, autocommit=True) as connection:
        connection.execute("SELECT set_config('request.jwt.claims', '{\"role\": \"platform_super_admin\"}', false)")
        connection.execute(
            "INSERT INTO airlines (id, code, name, currency, currency_exponent) "
            "VALUES (gen_random_uuid(), 'WN', 'Airline WN', 'USD', 2)"
        )
