"""What a caller may choose about the servers; settings and the command line fill it in."""

from dataclasses import dataclass, field
from pathlib import Path

from jgo.constants import MAVEN_CENTRAL_URL

from domain.errors import InputError
from servers.layout import Home, default_cache, default_home

NEO4J_VERSION = "5.26.20"


@dataclass(frozen=True, slots=True)
class Options:
    """Where things lie, which Neo4j to run, and which servers already exist elsewhere (those we only check).

    `postgres_port` and `neo4j_port` None means: any free port. `durable` False lets a test's Postgres forget
    its last seconds when the machine dies. `seconds` is how long a server may take to answer.
    """

    home: Path = field(default_factory=default_home)
    cache: Path = field(default_factory=default_cache)
    maven_url: str | None = None
    neo4j_version: str = NEO4J_VERSION
    database_url: str | None = field(default=None, repr=False)
    direct_url: str | None = field(default=None, repr=False)
    neo4j_uri: str | None = None
    neo4j_user: str | None = None
    neo4j_password: str | None = field(default=None, repr=False)
    postgres_port: int | None = None
    neo4j_port: int | None = None
    durable: bool = True
    seconds: int = 60

    @property
    def folders(self) -> Home:
        """The folders of this installation."""
        return Home(self.home, self.cache)

    @property
    def repository(self) -> str:
        """The Maven repository: the one that was set, else the library's own default."""
        return self.maven_url or MAVEN_CENTRAL_URL

    @property
    def postgres_is_ours(self) -> bool:
        """Whether we start Postgres, since no URL names another."""
        return not (self.database_url or self.direct_url)

    @property
    def neo4j_is_ours(self) -> bool:
        """Whether we start Neo4j, since no URI names another."""
        return not self.neo4j_uri

    def external_postgres(self) -> tuple[str, str]:
        """(database URL, direct URL) of the Postgres that is not ours; one stands for both if only one is set."""
        first, second = self.database_url or self.direct_url, self.direct_url or self.database_url
        if not first or not second:
            raise InputError("Neither DATABASE_URL nor DIRECT_URL is set: set them to use a Postgres of your own.")
        return first, second

    def external_neo4j(self) -> tuple[str, str, str]:
        """(URI, user, password) of the Neo4j that is not ours; InputError if the password is missing."""
        if not self.neo4j_uri or not self.neo4j_password:
            raise InputError("NEO4J_URI is set but NEO4J_PASSWORD is not: set both, or neither to use our own Neo4j.")
        return self.neo4j_uri, self.neo4j_user or "neo4j", self.neo4j_password
