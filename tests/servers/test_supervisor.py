"""Both servers together: who starts them, who stops them, and what is left when a command is killed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import neo4j
import psycopg
import pytest

from domain.errors import InputError, RefusedError, UnavailableError
from servers import external, lifecycle, ours, ports
from servers.addresses import Addresses, masked
from servers.options import Options
from servers.processes import gone
from servers.progress import Silent
from servers.supervisor import Status, attached, down, status, up
from tests.conftest import remove_place

ROOT = Path(__file__).resolve().parents[2]

COMMAND = """
import json, sys, time
from pathlib import Path
from servers.progress import Silent
from servers.supervisor import Options, attached
home, cache, maven, seconds = sys.argv[1:]
options = Options(home=Path(home), cache=Path(cache), maven_url=maven or None, seconds=180)
with attached(options, Silent()) as addresses:
    print(json.dumps([addresses.direct_url, addresses.neo4j_uri]), flush=True)
    time.sleep(int(seconds))
"""


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory, server_options: Options) -> Iterator[Options]:
    """A home of this module's own, since its servers are killed."""
    # a name with blanks and letters beyond ASCII: Java and Neo4j mind such names
    own = replace(server_options, home=tmp_path_factory.mktemp("killed") / "Zoë's #1 home", durable=True)
    yield own
    down(own, Silent(), force=True)
    remove_place(own.home)


@contextmanager
def another_command(options: Options, seconds: int = 300) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A second crewlex command on the same home, and the addresses that it was given."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CREWLEX_")}
    child = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(options.home), str(options.cache), options.maven_url or "", str(seconds)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        yield child, json.loads(child.stdout.readline())
    finally:
        child.kill()
        child.communicate()


def pids(found: Status) -> dict[str, int | None]:
    return {server.kind: server.pid for server in found.servers}


def both_answer(addresses: Addresses) -> bool:
    with psycopg.connect(addresses.direct_url) as connection:
        connection.execute("select 1")
    login = (addresses.neo4j_user, addresses.neo4j_password)
    with neo4j.GraphDatabase.driver(addresses.neo4j_uri, auth=login) as driver:
        driver.verify_connectivity()
    return True


def test_the_last_one_out_stops_them(options: Options) -> None:
    with attached(options, Silent()) as first:
        with another_command(options, seconds=0) as (child, given):
            assert given == [first.direct_url, first.neo4j_uri]
            assert child.wait(60) == 0
        assert both_answer(first)
        assert [server.state for server in status(options).servers] == ["running", "running"]
    assert [server.state for server in status(options).servers] == ["stopped", "stopped"]


def test_what_status_tells_is_enough_to_log_in(options: Options) -> None:
    with attached(options, Silent()) as addresses:
        postgres, graph = status(options).servers
        for server in (postgres, graph):
            assert server.address is not None
            assert server.address.startswith("127.0.0.1:")
            assert server.password_file is not None
            assert server.password_file.read_text(encoding="utf-8") not in repr(addresses)
        assert postgres.password_file == addresses.postgres_password_file
        assert postgres.version is not None
        assert postgres.version.startswith("18.")
        assert graph.version == options.neo4j_version
        assert graph.password_file is not None
        login = (graph.user or "", graph.password_file.read_text(encoding="utf-8"))
        with neo4j.GraphDatabase.driver(f"bolt://{graph.address}", auth=login) as driver:
            driver.verify_connectivity()
        with pytest.raises(UnavailableError, match="refuses the user or the password: correct NEO4J_USER"):
            external.check_neo4j(addresses.neo4j_uri, "neo4j", "neo4j")
        with pytest.raises(UnavailableError, match=r"is 5\.26\.20 and crewlex needs 9\.0 or newer"):
            external.check_neo4j(*login_of(addresses), oldest=(9, 0))
        check_a_changed_password_file(options, graph.password_file)
        check_they_serve_as_external_ones(options, addresses)


def login_of(addresses: Addresses) -> tuple[str, str, str]:
    return addresses.neo4j_uri, addresses.neo4j_user, addresses.neo4j_password


def check_a_changed_password_file(options: Options, file: Path) -> None:
    right = file.read_text(encoding="utf-8")
    file.write_text("another-one", encoding="utf-8")
    with (
        pytest.raises(UnavailableError, match=r"Neo4j refuses the password in .*neo4j\.password: put back"),
        attached(options, Silent()),
    ):
        pytest.fail("it let us in")
    file.write_text(right, encoding="utf-8")


def check_they_serve_as_external_ones(options: Options, addresses: Addresses) -> None:
    elsewhere = replace(
        options,
        home=options.home / "elsewhere",
        database_url=addresses.database_url,
        neo4j_uri=addresses.neo4j_uri,
        neo4j_password=addresses.neo4j_password,
    )
    with attached(elsewhere, Silent()) as same:
        assert same.direct_url == same.database_url == addresses.database_url
        assert login_of(same) == login_of(addresses)
        found = status(elsewhere)
        assert not elsewhere.home.exists()
        assert [server.state for server in found.servers] == ["external", "external"]
        assert found.servers[1].version == options.neo4j_version
    assert both_answer(addresses)


def test_servers_told_to_stay_stay_and_down_stops_them_when_nobody_uses_them(options: Options) -> None:
    addresses = up(options, Silent())
    assert both_answer(addresses)
    with another_command(options) as (child, given):
        assert given == [addresses.direct_url, addresses.neo4j_uri]
        assert status(options).used_by == (child.pid,)
        with pytest.raises(RefusedError, match=f"in use by process {child.pid}: end it first"):
            down(options, Silent())
    assert both_answer(addresses)
    assert status(options).staying
    down(options, Silent())
    assert pids(status(options)) == {"postgres": None, "neo4j": None}


def test_after_a_killed_command_the_servers_stay_and_the_next_one_attaches(options: Options) -> None:
    with another_command(options) as (child, given):
        before = pids(status(options))
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert status(options).used_by == ()
    with attached(options, Silent()) as addresses:
        assert pids(status(options)) == before
        assert given == [addresses.direct_url, addresses.neo4j_uri]
        with neo4j.GraphDatabase.driver(addresses.neo4j_uri, auth=login_of(addresses)[1:]) as driver:
            driver.execute_query("CREATE (:Kept {word: 'kept'})")
        check_killed_servers_come_back(options)
    assert pids(status(options)) == {"postgres": None, "neo4j": None}


def check_killed_servers_come_back(options: Options) -> None:
    records = [lifecycle.running(kind.name, options.folders) for kind in ours.kinds(options)]
    for record in records:
        assert record is not None
        os.kill(record.identity.pid, signal.SIGKILL)
    assert all(record is not None and gone(record.identity, 60) for record in records)
    with attached(options, Silent()) as addresses:
        assert both_answer(addresses)
        with neo4j.GraphDatabase.driver(addresses.neo4j_uri, auth=login_of(addresses)[1:]) as driver:
            found = driver.execute_query("MATCH (kept:Kept) RETURN kept.word AS word").records
            assert [row["word"] for row in found] == ["kept"]


def test_when_one_cannot_start_the_other_is_not_left_behind(options: Options) -> None:
    offline = replace(options, cache=options.home / "empty", maven_url=f"http://127.0.0.1:{ports.free()}")
    with pytest.raises(UnavailableError, match="Cannot fetch Neo4j from"), attached(offline, Silent()):
        pytest.fail("there was nothing to attach to")
    assert pids(status(options)) == {"postgres": None, "neo4j": None}


@pytest.mark.parametrize(
    ("uri", "password", "error", "says"),
    [
        ("bolt://127.0.0.1:1", None, InputError, "NEO4J_PASSWORD is not"),
        ("bolt://127.0.0.1:1", "x", UnavailableError, "correct NEO4J_URI"),
        ("http://127.0.0.1", "x", InputError, "not a Neo4j address"),
        ("bolt://127.0.0.1:port", "x", InputError, "not a Neo4j address"),
        ("bolt://[127.0.0.1", "x", InputError, "not a Neo4j address"),
        ("bolt://neo4j:x@127.0.0.1", "x", InputError, "the password in NEO4J_USER and NEO4J_PASSWORD"),
    ],
)
def test_a_neo4j_of_somebody_else_is_checked(
    options: Options, uri: str, password: str | None, error: type[Exception], says: str
) -> None:
    elsewhere = replace(options, neo4j_uri=uri, neo4j_password=password)
    with pytest.raises(error, match=says):
        ours.neo4j_login(elsewhere, Silent())


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:hidden@h:5432/d?sslmode=require", "postgresql://u:***@h:5432/d?sslmode=require"),
        ("postgresql://u:hid@den@h/d", "postgresql://u:***@h/d"),
        (
            "postgresql://h/d?user=u&password=hidden&sslmode=require",
            "postgresql://h/d?user=u&password=***&sslmode=require",
        ),
        ("host=h password=hidden dbname=d", "host=h password=*** dbname=d"),
        ("https://example.com/maven2/", "https://example.com/maven2/"),
    ],
)
def test_a_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert masked(url) == shown


@pytest.mark.parametrize("url", ["postgresql://u:hid[den@h/d", "host=h password=hidden", "postgresql://u:hid@den@h/d"])
def test_status_tells_of_a_broken_url_and_not_its_password(options: Options, url: str) -> None:
    elsewhere = replace(options, direct_url=url, neo4j_uri="bolt://u:hidden@127.0.0.1:1", neo4j_password="hidden")
    found = status(elsewhere)
    assert [server.state for server in found.servers] == ["unreachable", "unreachable"]
    assert "DIRECT_URL is not a Postgres URL" in str(found.servers[0].trouble)
    assert not {"hid", "den"} & set(re.findall("hid|den", found.model_dump_json().replace("denied", "")))


def test_options_and_addresses_show_no_password(options: Options) -> None:
    secret = replace(options, database_url="postgresql://u:hidden@h/d", neo4j_uri="bolt://h", neo4j_password="hidden")
    addresses = Addresses("postgresql://u:hidden@h/d", "postgresql://u:hidden@h/d", "bolt://h", "neo4j", "hidden")
    assert "hidden" not in f"{secret} {addresses}"
    assert "h/d" in repr(addresses)
