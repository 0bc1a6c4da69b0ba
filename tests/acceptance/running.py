"""A demonstration that runs on servers of its own, as a user starts it: by the command line, in child processes."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from servers.layout import default_cache
from tests.conftest import remove_place

ROOT = Path(__file__).resolve().parents[2]
CREWLEX = Path(sys.executable).parent / "crewlex"
CARRIER, MONTH = "FL", "2026-12"
OURS = ("CREWLEX_", "NEO4J_", "DATABASE_URL", "DIRECT_URL", "MAKE", "MFLAGS", "PYTHON")
"""What this suite, its make or its shell may have set: a user's shell has none of it."""


def clean(**ours: str) -> dict[str, str]:
    """The environment of a user's shell, and these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    cache = os.environ.get("CREWLEX_CACHE") or str(default_cache())
    return {**kept, "CREWLEX_CACHE": cache, "COLUMNS": "300", **ours}


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration that stays up: what it printed, where its API is, and the environment of a shell beside it."""

    printed: str
    address: str
    env: dict[str, str]
    token: str
    packs: Path

    def crewlex(self, *words: str, code: int = 0) -> str:
        """What another ``crewlex`` beside it prints."""
        return crewlex(self.env, *words, code=code)

    def ask(self, question: str, **variables: object) -> Any:
        """The one field that the running API answers."""
        answer = httpx.post(
            f"{self.address}/graphql",
            json={"query": question, "variables": variables},
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=60,
            trust_env=False,
        ).json()
        assert "errors" not in answer, answer["errors"]
        (field,) = answer["data"].values()
        return field


def crewlex(env: dict[str, str], *words: str, code: int = 0) -> str:
    """What one ``crewlex`` prints."""
    done = subprocess.run([CREWLEX, *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"crewlex {' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def demonstration(folder: Path) -> Iterator[Demo]:
    """``crewlex demo --serve`` until the block ends, with rule packs of its own in ``folder``."""
    home, packs = folder / "home", folder / "packs"
    shutil.copytree(ROOT / "rulepacks", packs)
    env = clean(CREWLEX_HOME=str(home), CREWLEX_RULEPACKS=str(packs))
    with (folder / "errors").open("w+") as errors:
        started = subprocess.Popen(
            [CREWLEX, "demo", "--carrier", CARRIER, "--month", MONTH, "--serve"],
            env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
        try:
            yield _up(started, env, packs, errors.name)
        finally:
            started.send_signal(signal.SIGTERM)
            started.communicate(timeout=60)
            remove_place(home)


def _up(started: "subprocess.Popen[str]", env: dict[str, str], packs: Path, errors: str) -> Demo:
    """Reads until the demonstration says that it stays up."""
    assert started.stdout is not None
    lines = []
    for line in started.stdout:
        lines.append(line)
        if line.startswith("  the servers:"):
            break
    else:
        raise AssertionError("".join([*lines, Path(errors).read_text("utf-8")]))
    printed = "".join(lines)
    now = _found(r"CREWLEX_NOW=(\S+)", printed)
    beside = env | {"CREWLEX_NOW": now}
    token = crewlex(beside, "token", "--airline", CARRIER).strip()
    return Demo(printed, _found(r"answers at (\S+)/graphql", printed), beside, token, packs)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"{pattern} is not in:\n{text}"
    return match.group(1)
