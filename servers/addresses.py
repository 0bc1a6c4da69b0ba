"""Where the two servers answer, and with which passwords: the one thing other rooms get from this room."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from servers.ports import LOOPBACK

_PASSWORD = re.compile(r"(://[^:/@]*):.*@|((?:^|[?&\s])(?:ssl)?password=)[^&\s]*", re.IGNORECASE)
# A Postgres of ours speaks no TLS on loopback: what the machine sets for others (PGSSLMODE=require) must not apply.
_PLAIN = "sslmode=disable&channel_binding=disable"


def masked(url: str) -> str:
    """The URL without its password, fit for a screen or a log."""
    return _PASSWORD.sub(lambda found: f"{found[1]}:***@" if found[1] else f"{found[2]}***", url)


def postgres_url(user: str, password: str, port: int, database: str) -> str:
    """The URL of a Postgres of ours on loopback."""
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return f"postgresql://{login}@{LOOPBACK}:{port}/{database}?{_PLAIN}"


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
