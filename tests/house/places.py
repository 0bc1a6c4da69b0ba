"""What project files may point at: nothing that only one machine, one mirror or one desk has."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tests.house.source import ROOT, Source

HOSTS = (
    "localhost", "127.0.0.1", "0.0.0.0", "[::1]", "db", "neo4j", "postgres", "api",
    "example.com", "example.org", "example.net", "example", "invalid", "test",
    "ecfr.gov", "faa.gov", "federalregister.gov", "govinfo.gov", "europa.eu",
)  # fmt: skip
"""Ends of host names that may be written: this machine, a compose service, an example, or where law is published."""

WHY_URL = "an address: where packages and jars come from is the machine's setting, never the project's"
WHY_OPTION = "an index option: a lock that names a mirror installs only beside that mirror"
WHY_OUTSIDE = "points outside the project, or at nothing: a clone has only what is committed"
WHY_DESK = "a folder of the machine this was written on"

_URL = re.compile(r"\b(?:https?|ftp)://[^\s\"'<>`)\]}|,]+")
_OPTION = re.compile(r"(?<![\w-])--?(?:extra-)?(?:index-url|find-links|trusted-host)\b|^\s*-i\s+\S", re.MULTILINE)
_UP = re.compile(r"(?<![\w./$}])(?:\.\./)+[\w.-]+(?:/[\w.-]+)*")
_DESK = re.compile(r"(?<![\w.}])/" + r"work/\w")


def no_address(source: Source) -> Iterator[str]:
    """A URL whose host is not on the list."""
    for number, line in enumerate(source.text.splitlines(), 1):
        for found in _URL.findall(line):
            host = _host(found)
            if host and not any(host == end or host.endswith(f".{end}") for end in HOSTS):
                yield source.at(number, f"{found}: {WHY_URL}")


def no_index_option(source: Source) -> Iterator[str]:
    """An option that names a package index."""
    for found in _OPTION.finditer(source.text):
        yield source.at(source.text.count("\n", 0, found.start()) + 1, f"{found[0].strip()}: {WHY_OPTION}")


def nothing_outside(source: Source) -> Iterator[str]:
    """A path that climbs out of the project, or a folder of the writer's machine."""
    here = PurePosixPath(source.path).parent
    for number, line in enumerate(source.text.splitlines(), 1):
        for found in _UP.findall(line):
            target = (ROOT / here / found).resolve()
            if not target.is_relative_to(ROOT) or not target.exists():
                yield source.at(number, f"{found}: {WHY_OUTSIDE}")
        if _DESK.search(line):
            yield source.at(number, WHY_DESK)


def _host(url: str) -> str:
    """The host in lower case; empty where the text is a pattern or a template rather than an address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return "" if re.search(r"[^\w.:-]", host) else host.lower()
