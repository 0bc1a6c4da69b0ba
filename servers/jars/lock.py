"""Makes the lock of a Neo4j version: `python -m servers.jars.lock VERSION`. Slow (a minute or two), seldom needed."""

import argparse
import hashlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext
from jgo.parse import Endpoint

from servers.jars.lockfile import Jar, render


def resolve(version: str, maven_url: str) -> list[Jar]:
    """Every jar that `org.neo4j:neo4j` of that version needs to run, its hash still empty."""
    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), remote_repos={"central": maven_url}, timeout=60)
        endpoint = Endpoint.parse(f"org.neo4j:neo4j:{version}").coordinates[0]
        wanted = context.create_dependency(replace(endpoint, scope="compile"))
        inputs, transitive = context.resolver.resolve([wanted])
        needed = [*inputs, *(found for found in transitive if found.scope in {"compile", "runtime"})]
        return [Jar(found.groupId, found.artifactId, found.version, found.classifier or "", "") for found in needed]


def hashed(jar: Jar, client: httpx.Client) -> Jar:
    """The jar with its SHA-256, after its bytes agreed with the SHA-1 that the repository publishes."""
    content = client.get(str(jar.path)).raise_for_status().content
    published = client.get(f"{jar.path}.sha1").raise_for_status().text.split()[0]
    # SHA-1 is all that every Maven repository publishes; our own lock holds SHA-256.
    if hashlib.sha1(content, usedforsecurity=False).hexdigest() != published:
        raise SystemExit(f"{jar.path} does not agree with its published SHA-1: try again.")
    return replace(jar, sha256=hashlib.sha256(content).hexdigest())


def main() -> None:
    """Write `servers/jars/neo4j-VERSION.lock`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    version = parser.parse_args().version
    maven_url = os.environ.get("CREWLEX_MAVEN_URL") or MAVEN_CENTRAL_URL
    jars = resolve(version, maven_url)
    with httpx.Client(base_url=maven_url, timeout=60, follow_redirects=True) as client, ThreadPoolExecutor(8) as pool:
        text = render(pool.map(lambda jar: hashed(jar, client), jars))
    target = Path(__file__).with_name(f"neo4j-{version}.lock")
    target.write_text(text, encoding="utf-8")
    print(f"{len(jars)} jars in {target}")


if __name__ == "__main__":
    main()
