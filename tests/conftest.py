"""What every room's tests share: real servers, of the kind that `--servers` names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from servers.addresses import Addresses
from servers.layout import default_cache
from servers.options import Options
from servers.postgres import outside
from servers.progress import Silent
from servers.supervisor import attached

KINDS = ("embedded", "containers", "external")
settings.register_profile(
    "everywhere",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
settings.load_profile("everywhere")  # property tests time nothing: a busy machine is no failure


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--servers=embedded|containers|external`."""
    parser.addoption(
        "--servers",
        choices=KINDS,
        default="embedded",
        help="embedded: ours, one pair per worker; containers: Docker; external: DATABASE_URL, DIRECT_URL, NEO4J_*",
    )


@pytest.fixture(scope="session")
def server_options(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """Options of a fresh home of this worker; the jar cache is shared, so jars are fetched once."""
    return Options(
        home=tmp_path_factory.mktemp("home"),
        cache=Path(os.environ.get("CREWLEX_CACHE") or default_cache()),
        maven_url=os.environ.get("CREWLEX_MAVEN_URL") or None,
        durable=False,
        seconds=180,
    )


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest, server_options: Options) -> Iterator[Addresses]:
    """A Postgres with the empty database `crewlex` and an empty Neo4j, for the whole session of this worker."""
    kind = request.config.getoption("--servers")
    start = {"embedded": _embedded, "containers": _containers, "external": _external}[kind]
    with start(server_options) as addresses:
        yield addresses


@contextmanager
def _embedded(options: Options) -> Iterator[Addresses]:
    try:
        with attached(options, Silent()) as addresses:
            yield addresses
    finally:
        remove_place(options.home)


@contextmanager
def _external(options: Options) -> Iterator[Addresses]:
    named = {name.lower(): os.environ.get(name) for name in ("DATABASE_URL", "DIRECT_URL", "NEO4J_URI", "NEO4J_USER")}
    if not (named["database_url"] or named["direct_url"]) or not named["neo4j_uri"]:
        pytest.skip("--servers=external needs DATABASE_URL (or DIRECT_URL), NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD")
    outside = Options(
        home=options.home,
        cache=options.cache,
        database_url=named["database_url"],
        direct_url=named["direct_url"],
        neo4j_uri=named["neo4j_uri"],
        neo4j_user=named["neo4j_user"],
        neo4j_password=os.environ.get("NEO4J_PASSWORD"),
    )
    with attached(outside, Silent()) as addresses:
        yield addresses


@contextmanager
def _containers(options: Options) -> Iterator[Addresses]:
    import docker  # type: ignore[import-untyped]
    from testcontainers.community.neo4j import Neo4jContainer
    from testcontainers.community.postgres import PostgresContainer

    try:
        docker.from_env().ping()
    except docker.errors.DockerException as error:
        pytest.skip(f"--servers=containers: no Docker daemon answers ({error})")
    version = options.neo4j_version
    with (
        PostgresContainer(
            "pgvector/pgvector:pg18", username="crewlex", password="crewlex", dbname="crewlex"
        ) as postgres,
        Neo4jContainer(f"neo4j:{version}-community", username="neo4j", password="crewlex-test") as neo4j,
    ):
        url = postgres.get_connection_url(driver=None)
        yield Addresses(url, url, neo4j.get_connection_url(), "neo4j", "crewlex-test")


def remove_place(home: Path) -> None:
    """Remove the folder outside `home` that root's Postgres was given, when `home` is one that pytest made."""
    record = home / "data" / outside.RECORD
    if not record.exists() or not any(part.startswith("pytest-") for part in home.parts):
        return
    place = Path(record.read_text(encoding="utf-8").strip())
    mark = place / outside.OWNER
    if mark.is_file() and mark.read_text(encoding="utf-8").strip() == str(home.resolve()):
        shutil.rmtree(place, ignore_errors=True)
