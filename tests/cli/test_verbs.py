"""The command as a whole: its verbs, what loading one costs, and how it ends."""

import json
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from cli.verbs import VERBS
from servers.addresses import Addresses
from servers.options import Options
from services.tokens import Tokens
from tests.cli.conftest import ROOT, Crewlex

HEAVY = {"alembic", "fastapi", "graph", "ortools", "polars", "sqlalchemy", "store", "strawberry"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_module_and_a_line_in_the_help(crewlex: Crewlex, verb: str) -> None:
    assert find_spec(VERBS[verb].module) is not None
    assert verb in crewlex("--help").well()


@pytest.mark.parametrize("verb", ["up", "down", "status"])
def test_servers_are_started_without_loading_what_uses_them(verb: str) -> None:
    program = f"import sys, cli.main, cli.{verb}; print(*sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_mistyped_verb_is_told_what_comes_close(crewlex: Crewlex) -> None:
    answer = crewlex("rulse")
    assert answer.code == 2
    assert "rules" in answer.err


def test_status_tells_each_server_and_down_does_not_stop_them_under_others(
    crewlex: Crewlex, servers: Addresses, server_options: Options
) -> None:
    """Also of servers that are ours: the home is this test worker's."""
    if servers.postgres_password_file is None:
        pytest.skip("the servers of this run are not embedded")
    ours = dict.fromkeys(("DATABASE_URL", "DIRECT_URL", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"), "")
    told = json.loads(crewlex("status", "--json", CREWLEX_HOME=str(server_options.home), **ours).well())
    found = {server["kind"]: server for server in told["servers"]}
    for kind, url in (("postgres", servers.direct_url), ("neo4j", servers.neo4j_uri)):
        assert found[kind]["state"] == "running"
        assert found[kind]["address"] in url
    password = Path(found["neo4j"]["password_file"]).read_text().strip()
    assert (found["neo4j"]["user"], password) == (servers.neo4j_user, servers.neo4j_password)
    answer = crewlex("down", CREWLEX_HOME=str(server_options.home), **ours)
    assert answer.code == 1
    assert "in use by process" in answer.err


def test_migrations_are_in_order_and_nothing_drifted(crewlex: Crewlex) -> None:
    assert "Postgres is at" in crewlex("migrate").well()
    assert "No drift" in crewlex("migrate", "check").well()


def test_a_token_opens_the_door_for_the_one_it_names(crewlex: Crewlex, home: Path) -> None:
    token = crewlex("token", "--role", "platform_super_admin", "--email", "ann@example.com").well().strip()
    tokens = Tokens((home / "secrets" / "jwt.secret").read_text().strip())
    assert tokens.verify(token).email == "ann@example.com"
    for arguments in (("--role", "airline_admin"), ("--role", "airline_user", "--airline", "WN")):
        assert crewlex("token", *arguments).code == 2


def test_a_statement_out_of_a_file(crewlex: Crewlex, tmp_path: Path) -> None:
    file = tmp_path / "asked.sql"
    file.write_text("SELECT code, $1::int + 1 AS next FROM (VALUES ('a')) AS t(code)")
    assert crewlex("sql", str(file), "41").well().split()[-2:] == ["a", "42"]
    file.write_text("DELETE FROM airlines")
    refused = crewlex("sql", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert "Only a SELECT" in refused.err
    assert crewlex("sql", str(tmp_path / "none.sql")).code == 2


@pytest.mark.parametrize(
    ("variable", "value", "code", "why"),
    [
        ("CREWLEX_NOW", "2026-12-01T00:00", 2, "needs an offset"),
        ("CREWLEX_JWT_SECRET", "short", 2, "CREWLEX_JWT_SECRET is too short"),
        ("NEO4J_PASSWORD", "wrong", 1, "NEO4J_PASSWORD"),
        ("DATABASE_URL", "mysql://a@b/c", 2, "DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_one_sentence(crewlex: Crewlex, variable: str, value: str, code: int, why: str) -> None:
    answer = crewlex("rules", "list", **{variable: value})
    assert answer.code == code, answer.err
    assert why in answer.err
    assert "Traceback" not in answer.err
    assert "pydantic" not in answer.err


def test_ctrl_c_ends_at_once_and_cleanly(environment: dict[str, str], addresses: Addresses, crewlex: Crewlex) -> None:
    crewlex("migrate").well()
    with psycopg.connect(addresses.direct_url) as connection:
        connection.execute("LOCK TABLE airlines IN ACCESS EXCLUSIVE MODE")
        waiting = subprocess.Popen(
            [sys.executable, "-c", "from cli.main import main; main()", "rules", "load"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        blocked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'airlines'::regclass"
        while waiting.poll() is None and connection.execute(blocked).fetchone() == (0,):
            pass
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert out == ""
    assert "Traceback" not in err
