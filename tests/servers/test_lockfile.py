"""The lock: readable, sorted, complete, and silent about where jars come from."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnavailableError
from servers.jars.lockfile import Jar, locked, parse, render
from servers.options import NEO4J_VERSION

WORD = st.from_regex(r"[a-z][a-z0-9.-]{0,12}", fullmatch=True)
JARS = st.builds(Jar, WORD, WORD, WORD, st.just("") | WORD, st.from_regex(r"[0-9a-f]{64}", fullmatch=True))


@given(st.lists(JARS))
def test_what_is_written_is_read_again_in_order(jars: list[Jar]) -> None:
    assert list(parse(render(jars))) == sorted(jars)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("org.neo4j:neo4j:5.26.20 ab", "org/neo4j/neo4j/5.26.20/neo4j-5.26.20.jar"),
        ("io.netty:netty:4.1:linux-x86_64 ab", "io/netty/netty/4.1/netty-4.1-linux-x86_64.jar"),
    ],
)
def test_a_jar_lies_where_every_maven_repository_keeps_it(line: str, path: str) -> None:
    assert [str(jar.path) for jar in parse(f"# a comment\n{line}\n")] == [path]


def test_the_committed_lock_is_canonical_and_names_no_address() -> None:
    text = (files("servers.jars") / f"neo4j-{NEO4J_VERSION}.lock").read_text(encoding="utf-8")
    jars = locked(NEO4J_VERSION)
    assert text == render(jars)
    assert "//" not in text
    assert all(len(bytes.fromhex(jar.sha256)) == 32 for jar in jars)
    assert {("org.neo4j", "neo4j", NEO4J_VERSION)} <= {(jar.group, jar.artifact, jar.version) for jar in jars}


def test_a_version_without_a_lock_says_how_to_make_one() -> None:
    with pytest.raises(UnavailableError, match=r"python -m servers\.jars\.lock 4\.0\.0"):
        locked("4.0.0")
