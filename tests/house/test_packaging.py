"""The locks are whole and bare, the core stays light, and what is built holds the data the rooms read."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.source import ROOMS, ROOT, Source, python

LOCKS = ("build", "core", "dev", "ml", "dashboard")
PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>[^\s;]+)(?P<rest>.*?)(?=^\S|\Z)", re.M | re.S)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def unhashed(lock: str) -> list[str]:
    """Lines of a lock that are neither an exact pin with a hash nor part of one."""
    pins = [found for found in PINNED.finditer(lock) if "--hash=sha256:" in found["rest"]]
    rest = lock
    for found in pins:
        rest = rest.replace(found[0], "")
    return [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def pins(name: str) -> set[tuple[str, str]]:
    """(package, version) of a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return {(found["name"], found["version"]) for found in PINNED.finditer(text)}


@pytest.mark.parametrize("bad", ["polars>=2\n", "polars==2.0\n", "polars\n", "-r other.txt\n", "polars @ file.whl\n"])
def test_a_loose_line_in_a_lock_is_caught(bad: str) -> None:
    good = "ab==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:00\n    # via crewlex\n"
    assert unhashed(good) == []
    assert unhashed(bad + good) == [bad.strip()]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_hashed(name: str) -> None:
    assert unhashed((ROOT / "requirements" / f"{name}.txt").read_text("utf-8")) == []
    assert pins(name)


@pytest.mark.parametrize("name", ["dev", "ml", "dashboard"])
def test_an_extra_adds_to_the_core_and_changes_nothing_in_it(name: str) -> None:
    assert pins("core") < pins(name)


@pytest.mark.parametrize("name", ["build", "core", "dev", "dashboard"])
def test_core_and_dev_carry_no_heavy_machinery(name: str) -> None:
    heavy = re.compile(r"torch|tensorflow|jax|triton|nvidia|cuda|transformers|scikit-learn|scipy")
    assert [package for package, _ in pins(name) if heavy.search(package)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_that_is_declared_is_locked(name: str) -> None:
    extras = PROJECT["project"]["optional-dependencies"] | {"build": PROJECT["dependency-groups"]["build"], "core": []}
    declared = extras[name] + ([] if name == "build" else PROJECT["project"]["dependencies"])
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in declared}
    assert names <= {package for package, _ in pins(name)}


def imported(sources: list[Source]) -> Iterator[str]:
    """Every module that is neither Python's own nor ours, by the first part of its name."""
    for source in sources:
        for node in ast.walk(source.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            tops = {name.split(".")[0] for name in names}
            yield from tops - set(sys.stdlib_module_names) - set(ROOMS) - {"tests", "benchmarks"}


def declared(*extras: str) -> set[str]:
    """The packages that pyproject.toml names for the core and these extras."""
    lines = list(PROJECT["project"]["dependencies"])
    for extra in extras:
        lines += PROJECT["project"]["optional-dependencies"][extra]
    return {canonical(re.split(r"[\[<>=!~ ]", line)[0]) for line in lines}


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("tops", "extras"), [(ROOMS, ()), (("tests", "benchmarks"), ("dev",))])
def test_what_is_imported_is_declared(tops: tuple[str, ...], extras: tuple[str, ...]) -> None:
    """What only comes along with another package goes when that package no longer wants it."""
    offered = packages_distributions()
    allowed = declared(*extras)
    loose = {top for top in imported(python(*tops)) if not {canonical(name) for name in offered.get(top, [])} & allowed}
    assert loose == set()


def test_the_build_backend_is_the_locked_one() -> None:
    """Set-up builds without isolation: what pyproject asks for must be what requirements/build.txt installs."""
    (backend,) = PROJECT["build-system"]["requires"]
    assert tuple(backend.split("==")) in pins("build")


def test_the_wheel_holds_every_file_of_the_rooms(tmp_path: Path) -> None:
    """Statements, migrations, rule packs and locks are read from beside the code, so they must travel with it."""
    copy = tmp_path / "copy"
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), "."]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("crewlex-*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(copy).as_posix()
        for room in ROOMS
        for path in (copy / room).rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert wanted - held == set()
    assert {name.split("/")[0] for name in held} <= set(ROOMS)
