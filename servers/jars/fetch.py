"""Fetches the locked jars into the cache: in parallel, each verified, a broken one fetched again."""

import hashlib
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import httpx
from filelock import FileLock

from domain.errors import InputError, UnavailableError
from servers.addresses import masked
from servers.faults import filesystem
from servers.jars.lockfile import Jar
from servers.progress import Progress

CONNECTIONS = 12
ATTEMPTS = 3
_BUSY = (httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS)


def ensure(jars: Iterable[Jar], cache: Path, maven_url: str, progress: Progress) -> list[Path]:
    """The path of every jar, fetched where it is missing or broken; UnavailableError offline."""
    wanted = list(jars)
    if _missing(wanted, cache):
        with filesystem(cache):
            cache.mkdir(parents=True, exist_ok=True)
            with FileLock(cache / ".lock"):  # another command may be fetching them: then nothing is left to do
                _fetch_all(_missing(wanted, cache), cache, maven_url, progress)
    return [cache / jar.path for jar in wanted]


def _missing(jars: list[Jar], cache: Path) -> list[Jar]:
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        sound = pool.map(lambda jar: intact(cache / jar.path, jar.sha256), jars)
        return [jar for jar, good in zip(jars, sound, strict=True) if not good]


def intact(path: Path, sha256: str) -> bool:
    """Whether the file is there and has these bytes (hashed on every start: 0.2 s for all jars of Neo4j)."""
    with filesystem(path):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _fetch_all(jars: list[Jar], cache: Path, maven_url: str, progress: Progress) -> None:
    if not jars:
        return
    task = progress.task("fetching Neo4j", len(jars))
    with _client(maven_url) as client, ThreadPoolExecutor(CONNECTIONS) as pool:
        waiting = [pool.submit(_fetch, jar, cache, client) for jar in jars]
        try:
            for done in as_completed(waiting):
                done.result()
                task.advance()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            task.finish()


def _client(maven_url: str) -> httpx.Client:
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    try:
        return httpx.Client(base_url=maven_url, timeout=60, follow_redirects=True, limits=limits)
    except httpx.InvalidURL as error:
        raise InputError(f"CREWLEX_MAVEN_URL is not an address ({error}): write one that begins with https.") from error


def _fetch(jar: Jar, cache: Path, client: httpx.Client) -> None:
    content = _download(jar, client)
    if hashlib.sha256(content).hexdigest() != jar.sha256:
        content = _download(jar, client)
    if hashlib.sha256(content).hexdigest() != jar.sha256:
        raise UnavailableError(
            f"{masked(str(client.base_url))} serves a {jar.path.name} that is not the one in the lock: "
            f"set CREWLEX_MAVEN_URL to a repository you trust, or ask who changed it."
        )
    target = cache / jar.path
    with filesystem(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.part")  # ours alone, by the lock; one left behind is written over
        fresh.write_bytes(content)
        fresh.replace(target)


def _download(jar: Jar, client: httpx.Client) -> bytes:
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(attempt)
        try:
            answer = client.get(str(jar.path))
            if answer.is_success:
                return answer.content
            trouble = f"it answers {answer.status_code} for {jar.path.name}"
            if not answer.is_server_error and answer.status_code not in _BUSY:
                break
        except httpx.HTTPError as error:
            trouble = str(error) or type(error).__name__
            if isinstance(error, httpx.UnsupportedProtocol):
                break
    raise UnavailableError(
        f"Cannot fetch Neo4j from {masked(str(client.base_url))} ({trouble}): "
        f"connect to the network for this first start, or set CREWLEX_MAVEN_URL to a repository you can reach."
    )
