"""The lock: one jar a line, `group:artifact:version[:classifier] sha256`, sorted; it names no repository."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath

from domain.errors import UnavailableError


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One jar by its Maven coordinate, and the SHA-256 (hex) that its bytes must have."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def path(self) -> PurePosixPath:
        """Where any Maven repository keeps it, below its root."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        name = f"{self.artifact}-{self.version}{suffix}.jar"
        return PurePosixPath(*self.group.split("."), self.artifact, self.version, name)

    @property
    def line(self) -> str:
        """Its line in the lock."""
        parts = (self.group, self.artifact, self.version, self.classifier)
        return f"{':'.join(part for part in parts if part)} {self.sha256}"


def parse(text: str) -> tuple[Jar, ...]:
    """The jars of a lock, in its order; a line that begins with # is a comment."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_jar(line) for line in lines if line and not line.startswith("#"))


def render(jars: Iterable[Jar]) -> str:
    """The text of a lock: sorted, so that a renewal shows only what changed."""
    return "".join(f"{jar.line}\n" for jar in sorted(jars))


def locked(version: str) -> tuple[Jar, ...]:
    """The jars of that Neo4j version; UnavailableError if no lock of it was committed."""
    source = files("servers.jars") / f"neo4j-{version}.lock"
    if not source.is_file():
        raise UnavailableError(
            f"There is no lock of the jars of Neo4j {version}: make one with `python -m servers.jars.lock {version}`."
        )
    return parse(source.read_text(encoding="utf-8"))


def _jar(line: str) -> Jar:
    coordinate, sha256 = line.split()
    group, artifact, version, *classifier = coordinate.split(":")
    return Jar(group, artifact, version, classifier[0] if classifier else "", sha256)
