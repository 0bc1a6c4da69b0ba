"""Where the two servers answer, and with which passwords: the one thing other rooms get from this room."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_PASSWORD = re.compile(r"(://[^:/@]*):[^@]*@")


def masked(url: str) -> str:
    """The URL without its password, fit for a screen or a log."""
    return _PASSWORD.sub(r"\1:***@", url)


def postgres_url(user: str, password: str, port: int, database: str) -> str:
    """The URL of a Postgres of ours on loopback."""
    return f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@127.0.0.1:{port}/{database}"


@dataclass(frozen=True, slots=True, repr=False)
class Addresses:
    """URLs, users and passwords; the password files are None for servers that are not ours."""

    database_url: str
    direct_url: str
    neo4j_uri: str
    neo4j_user: str
    neo4j_password: str
    postgres_password_file: Path | None = None
    neo4j_password_file: Path | None = None

    def __repr__(self) -> str:
        return (
            f"Addresses(database_url={masked(self.database_url)!r}, direct_url={masked(self.direct_url)!r}, "
            f"neo4j_uri={self.neo4j_uri!r}, neo4j_user={self.neo4j_user!r}, neo4j_password='***')"
        )
