"""Fetching, against a small Maven repository of our own that counts what is asked of it."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from domain.errors import CrewlexError, UnavailableError
from servers import ports
from servers.jars.fetch import ensure
from servers.jars.lockfile import Jar
from servers.progress import GaveUpError, Interruptible, Silent, Task


@dataclass
class Repository:
    """Serves `content` by path; `spoiled` names are served broken that many times, `failing` with `failure`."""

    url: str = ""
    failure: int = 503
    content: dict[str, bytes] = field(default_factory=dict)
    spoiled: Counter[str] = field(default_factory=Counter)
    failing: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, content: bytes) -> Jar:
        jar = Jar("org.example", name, "1", "", hashlib.sha256(content).hexdigest())
        self.content[f"/{jar.path}"] = content
        return jar

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked[path] += 1
        if path not in self.content:
            return 404, b""
        if self.failing[path]:
            self.failing[path] -= 1
            return self.failure, b""
        if self.spoiled[path]:
            self.spoiled[path] -= 1
            return 200, b"spoiled"
        return 200, self.content[path]


@pytest.fixture
def repository() -> Iterator[Repository]:
    served = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code, body = served.answer(self.path)
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield served
        server.shutdown()


class Counting(Silent):
    """Remembers the steps it was told."""

    def __init__(self) -> None:
        self.total = 0
        self.steps = 0

    def task(self, name: str, total: int | None = None) -> Task:
        self.total = total or 0
        return self

    def advance(self, steps: int = 1) -> None:
        self.steps += steps

    def finish(self) -> None:
        pass


def test_every_jar_arrives_once_and_a_second_time_nothing_is_asked(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add(f"lib{number}", b"x" * number) for number in range(30)]
    progress = Counting()
    paths = ensure(jars, tmp_path, repository.url, progress)
    assert [path.read_bytes() for path in paths] == [b"x" * number for number in range(30)]
    assert (progress.steps, progress.total) == (30, 30)
    ensure(jars, tmp_path, repository.url, Silent())
    assert set(repository.asked.values()) == {1}


def test_a_broken_file_in_the_cache_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add("good", b"good"), repository.add("bad", b"as it was")]
    bad = ensure(jars, tmp_path, repository.url, Silent())[1]
    bad.write_bytes(b"as it")
    ensure(jars, tmp_path, repository.url, Silent())
    assert bad.read_bytes() == b"as it was"
    assert sorted(repository.asked.values()) == [1, 2]


@pytest.mark.parametrize(("trouble", "status"), [("spoiled", 200), ("failing", 503), ("failing", 429)])
def test_one_bad_answer_is_forgiven(repository: Repository, tmp_path: Path, trouble: str, status: int) -> None:
    jar = repository.add("lib", b"content")
    repository.failure = status
    getattr(repository, trouble)[f"/{jar.path}"] = 1
    assert ensure([jar], tmp_path, repository.url, Silent())[0].read_bytes() == b"content"


def test_a_repository_that_serves_something_else_is_refused_and_nothing_is_kept(
    repository: Repository, tmp_path: Path
) -> None:
    jar = repository.add("lib", b"content")
    repository.spoiled[f"/{jar.path}"] = 9
    with pytest.raises(UnavailableError, match=r"lib-1\.jar that is not the one in the lock"):
        ensure([jar], tmp_path, repository.url, Silent())
    assert list(tmp_path.rglob("*.jar")) == []


def test_a_jar_that_is_not_there_is_named(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"404 for gone-1\.jar"):
        ensure([Jar("org.example", "gone", "1", "", "00")], tmp_path, repository.url, Silent())


def test_half_a_file_of_a_killed_fetch_is_written_over(repository: Repository, tmp_path: Path) -> None:
    jar = repository.add("lib", b"content")
    (path,) = ensure([jar], tmp_path, repository.url, Silent())
    path.rename(path.with_name(f".{path.name}.part"))
    path.with_name(f".{path.name}.part").write_bytes(b"cont")
    ensure([jar], tmp_path, repository.url, Silent())
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_work_that_nobody_waits_for_ends_at_its_next_step(repository: Repository, tmp_path: Path) -> None:
    jars = [repository.add(f"lib{number}", b"x") for number in range(200)]
    leaving = Interruptible(Counting())
    step = leaving.task("one")
    leaving.give_up()
    with pytest.raises(GaveUpError):
        step.advance()
    with pytest.raises(GaveUpError):
        ensure(jars, tmp_path, repository.url, leaving)
    assert sum(repository.asked.values()) == 0

    class Leaving(Interruptible):
        def task(self, name: str, total: int | None = None) -> Task:
            begun = super().task(name, total)
            self.give_up()
            return begun

    with pytest.raises(GaveUpError):
        ensure(jars, tmp_path, repository.url, Leaving(Counting()))
    assert sum(repository.asked.values()) < len(jars)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:port", "CREWLEX_MAVEN_URL is not an address"),
        ("nowhere", "Cannot fetch Neo4j from nowhere/"),
    ],
)
def test_a_wrong_address_is_one_sentence(tmp_path: Path, url: str, says: str) -> None:
    with pytest.raises(CrewlexError, match=says):
        ensure([Jar("org.example", "lib", "1", "", "00")], tmp_path, url, Silent())


def test_the_password_of_a_repository_is_not_told(repository: Repository, tmp_path: Path) -> None:
    private = repository.url.replace("://", "://reader:hidden@")
    with pytest.raises(UnavailableError, match=r"//reader:\*\*\*@127") as told:
        ensure([Jar("org.example", "gone", "1", "", "00")], tmp_path, private, Silent())
    assert "hidden" not in str(told.value)


def test_offline_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{ports.free()}"
    with pytest.raises(UnavailableError, match=r"connect to the network.*CREWLEX_MAVEN_URL"):
        ensure([Jar("org.example", "lib", "1", "", "00")], tmp_path, nobody, Silent())
