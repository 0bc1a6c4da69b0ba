"""`crewlex serve`: says where, answers there, ends well at a signal, and tells a taken port in a sentence."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from servers.addresses import Addresses
from tests.api.conftest import World

ROOT = Path(__file__).parents[2]


def environment(addresses: Addresses, home: Path, **other: str) -> dict[str, str]:
    """A clean environment that names these servers."""
    dropped = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON"}
    kept = {name: item for name, item in os.environ.items() if name not in dropped and not name.startswith("CREWLEX_")}
    return kept | {
        "CREWLEX_HOME": str(home),
        "DATABASE_URL": addresses.database_url,
        "DIRECT_URL": addresses.direct_url,
        "NEO4J_URI": addresses.neo4j_uri,
        "NEO4J_USER": addresses.neo4j_user,
        "NEO4J_PASSWORD": addresses.neo4j_password,
        **other,
    }


def test_it_serves_until_it_is_told_to_stop(world: World, tmp_path: Path) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "serve"],
        cwd=ROOT,
        env=environment(world.doors.addresses, tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stdout is not None
        told = re.search(r"http://127\.0\.0\.1:\d+", serving.stdout.readline())
        assert told is not None, serving.communicate(timeout=10)
        with httpx.Client(base_url=told[0], trust_env=False) as asking:
            assert asking.get("/health").json()["status"] == "ok"
            assert asking.post("/graphql", json={"query": "{ me { email } }"}).status_code == 401
        serving.send_signal(signal.SIGTERM)
        _, errors = serving.communicate(timeout=30)
    finally:
        serving.kill()
    assert serving.returncode == 0, errors
    assert "Traceback" not in errors


def test_a_taken_port_is_told_in_a_sentence(world: World, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [sys.executable, "-c", "from cli.main import main; main()", "serve"],
            cwd=ROOT,
            env=environment(world.doors.addresses, tmp_path, CREWLEX_API_PORT=port),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert f"Nothing can listen at http://127.0.0.1:{port}" in ended.stderr
