"""What the containers promise: compose accepts the file, every server is healthy before its client, nobody is root."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SECRETS = ("POSTGRES_PASSWORD", "NEO4J_PASSWORD", "CREWLEX_PII_KEY", "CREWLEX_JWT_SECRET")


def composer() -> list[str]:
    """The command that reads compose files here; empty where there is none."""
    if shutil.which("docker"):
        asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else []


def config(folder: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What compose makes of the file, copied where no .env is, with these variables and no others of ours."""
    shutil.copy(COMPOSE, folder)
    ours = re.compile(r"^(CREWLEX_|NEO4J_|POSTGRES_|COMPOSE_|DATABASE_URL|DIRECT_URL|API_PORT)")
    env = {name: value for name, value in os.environ.items() if not ours.match(name)} | given
    return subprocess.run([*composer(), "config"], cwd=folder, env=env, capture_output=True, text=True, check=False)


needs_compose = pytest.mark.skipif(not composer(), reason="no docker compose and no docker-compose on this machine")


@needs_compose
def test_compose_accepts_the_file(tmp_path: Path) -> None:
    done = config(tmp_path, dict.fromkeys(SECRETS, "s3cret"))
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = yaml.safe_load(done.stdout)
    assert set(read["services"]) == {"neo4j", "postgres", "migrate", "api"}
    assert read["services"]["api"]["environment"]["NEO4J_PASSWORD"] == "s3cret"


@needs_compose
@pytest.mark.parametrize("secret", SECRETS)
def test_compose_refuses_to_start_without_a_secret(secret: str, tmp_path: Path) -> None:
    done = config(tmp_path, {name: "s3cret" for name in SECRETS if name != secret})
    assert done.returncode != 0
    assert secret in done.stderr


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services, as written."""
    read: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    return read


def test_every_lasting_service_has_a_health_check_and_a_volume(services: dict[str, dict[str, Any]]) -> None:
    declared = yaml.safe_load(COMPOSE.read_text("utf-8"))["volumes"]
    for name in ("neo4j", "postgres", "api"):
        assert services[name]["healthcheck"]["test"][0] == "CMD"
        assert {volume.split(":")[0] for volume in services[name]["volumes"]} <= set(declared)


def test_each_service_waits_until_what_it_needs_is_ready(services: dict[str, dict[str, Any]]) -> None:
    waits = {
        name: {on: how["condition"] for on, how in services[name]["depends_on"].items()} for name in ("migrate", "api")
    }
    assert waits == {
        "migrate": {"neo4j": "service_healthy", "postgres": "service_healthy"},
        "api": {"migrate": "service_completed_successfully"},
    }


def test_ports_are_open_to_this_machine_only(services: dict[str, dict[str, Any]]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_graph_server_is_the_release_the_embedded_one_is(services: dict[str, dict[str, Any]]) -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    embedded = re.search(r"^CREWLEX_NEO4J_VERSION=(\d+\.\d+)\.", example, re.MULTILINE)
    assert embedded
    assert services["neo4j"]["image"] == f"neo4j:{embedded[1]}-community"


def test_no_secret_is_written_in_the_file(services: dict[str, dict[str, Any]]) -> None:
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY|AUTH|URL", name):
                assert "${" in value, name


def test_the_image_is_built_in_stages_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    stages = [number for number, line in enumerate(lines) if line.startswith("FROM ")]
    last = lines[stages[-1] :]
    assert len(stages) == 2
    assert any(line.startswith("COPY --from=build ") for line in last)
    users = [line.split()[1] for line in last if line.startswith("USER ")]
    assert users == ["crewlex"]
    assert last.index("USER crewlex") < next(
        number for number, line in enumerate(last) if line.startswith("ENTRYPOINT")
    )
    assert not any(line.startswith("RUN pip") for line in last)


def test_what_the_image_copies_is_there() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    copied = [word for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE) for word in line.split()[:-1]]
    assert copied
    assert all((ROOT / name).exists() for name in copied)
