"""The first minutes of a newcomer: what `make` says when Python will not do, and that a warm run does nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(sys._base_executable).resolve()  # type: ignore[attr-defined]
STARTER = {
    "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKEFILES", "GNUMAKEFLAGS",
    "PYTHON", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CARRIER", "MONTH", "SERVE",
}  # fmt: skip
"""What this suite's own `make test` (or a shell) may have set: a newcomer's shell has none of it."""

PRETENCES = {
    "old": ("sitecustomize.py", "import sys\nsys.version_info = (3, 9, 2, 'final', 0)\n"),
    "no venv": ("ensurepip.py", "raise ModuleNotFoundError('No module named ensurepip')\n"),
    "good": ("sitecustomize.py", ""),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What set-up reads, alone in a folder."""
    folder = tmp_path / "clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    return folder


def python3(folder: Path, pretence: str) -> Path:
    """A folder with a `python3`: the real one, made to look old or to lack a module; it notes each call of venv."""
    folder.mkdir()
    name, text = PRETENCES[pretence]
    (folder / name).write_text(text)
    program = folder / "python3"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{folder}" exec "{REAL}" "$@"\n')
    program.chmod(0o755)
    return folder


def make(tree: Path, *words: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs make there as from a newcomer's shell: none of our make's variables, and this `python3` first."""
    env = {name: value for name, value in os.environ.items() if name not in STARTER and not name.startswith("CREWLEX_")}
    env["PATH"] = os.pathsep.join([*([str(path)] if path else []), "/usr/local/bin", "/usr/bin", "/bin"])
    env["CREWLEX_HOME"] = str(tree / "data")
    return subprocess.run(["make", *words], cwd=tree, env=env, capture_output=True, text=True, check=False)


def installed(tree: Path, *stamps: str) -> None:
    """A .venv as set-up leaves it, with a `crewlex` that says what it was asked."""
    binaries = tree / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("crewlex", "pip", "python"):
        (binaries / name).write_text(f'#!/bin/sh\necho "{name}:" "$@"\n')
        (binaries / name).chmod(0o755)
    for stamp in stamps:
        (tree / ".venv" / stamp).touch()


@pytest.mark.parametrize("goal", ["setup", "demo", "test"])
@pytest.mark.parametrize(
    ("pretence", "said"),
    [
        ("old", "crewlex needs Python 3.11 or newer and python3 is 3.9.2"),
        ("no venv", "python3 has no venv module: install the package python3-venv"),
    ],
)
def test_a_python_that_will_not_do_ends_in_one_sentence(tree: Path, pretence: str, said: str, goal: str) -> None:
    done = make(tree, goal, path=python3(tree / "fake", pretence))
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""
    assert not (tree / ".venv").exists()


def test_no_python_at_all_ends_in_one_sentence(tree: Path) -> None:
    done = make(tree, "setup", "CREWLEX_PYTHON=python3.99")
    assert done.returncode == 2
    assert "found no python3.99: install python3 and python3-venv" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_good_python_would_be_used(tree: Path) -> None:
    """Only asked, not run: the suite itself runs in what set-up installed."""
    done = make(tree, "-n", "setup", path=python3(tree / "fake", "good"))
    assert done.returncode == 0
    assert "python3 -m venv --clear .venv" in done.stdout
    assert "--require-hashes --no-build-isolation -r requirements/core.txt" in done.stdout


def test_variables_of_the_suites_own_make_do_not_reach_a_newcomer(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They did once: the sentence about Python was then never said in CI."""
    monkeypatch.setenv("MAKEFLAGS", f"-- CREWLEX_PYTHON={REAL}")
    monkeypatch.setenv("CREWLEX_PYTHON", str(REAL))
    done = make(tree, "setup", path=python3(tree / "fake", "no venv"))
    assert "python3-venv" in done.stderr


@pytest.mark.parametrize(
    ("goal", "stamps"), [("setup", (".build", ".core")), ("setup-dev", (".build", ".core", ".dev"))]
)
def test_a_warm_set_up_does_nothing(tree: Path, goal: str, stamps: tuple[str, ...]) -> None:
    installed(tree, *stamps)
    assert make(tree, "-q", goal).returncode == 0


@pytest.mark.parametrize("lock", ["build.txt", "core.txt", "dev.txt"])
def test_a_newer_lock_is_installed(tree: Path, lock: str) -> None:
    installed(tree, ".build", ".core", ".dev")
    later = (tree / ".venv" / ".dev").stat().st_mtime + 10
    os.utime(tree / "requirements" / lock, (later, later))
    done = make(tree, "setup-dev", path=python3(tree / "fake", "good"))
    assert done.returncode == 0, done.stderr
    assert f"--require-hashes --no-build-isolation -r requirements/{lock}" in done.stdout


def test_a_half_made_venv_is_made_anew(tree: Path) -> None:
    installed(tree)
    (tree / ".venv" / "bin" / "pip").unlink()
    done = make(tree, "-n", "setup", path=python3(tree / "fake", "good"))
    assert "test -x .venv/bin/pip || python3 -m venv --clear .venv" in done.stdout


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ([], "crewlex: demo"),
        (["CARRIER=VX"], "crewlex: demo --carrier VX"),
        (["CARRIER=VX", "MONTH=2026-05", "SERVE=1"], "crewlex: demo --carrier VX --month 2026-05 --serve"),
        (["SERVE=0"], "crewlex: demo"),
    ],
)
def test_the_demo_is_told_what_make_was_told(tree: Path, given: list[str], asked: str) -> None:
    installed(tree, ".build", ".core")
    assert make(tree, "demo", *given).stdout.split("\n")[0] == asked


def test_the_check_is_every_check() -> None:
    """`make test` is formatter, linter, strict types, import contracts and the whole suite; CI runs exactly that."""
    asked = make(ROOT, "-n", "test").stdout
    for part in (
        "ruff format --check .",
        "ruff check .",
        "bin/mypy",
        "bin/lint-imports",
        "pytest -n 2 --dist loadfile",
    ):
        assert part in asked
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nmake test </dev/null")


def test_ci_installs_what_a_clean_debian_lacks_and_then_runs_the_readmes_command(tree: Path) -> None:
    """Stand-ins for the machine's programs: apt-get notes what it is asked and mends python3, make notes its state."""
    shutil.copytree(ROOT / ".ci", tree / ".ci")
    fake = python3(tree / "fake", "no venv")
    for name, text in {
        "apt-get": f'echo "apt-get $*" >>"{tree}/log"; rm -f "{fake}/ensurepip.py"',
        "sudo": 'exec "$@"',
        "make": f'echo "make $*, flags <${{MAKEFLAGS-}}>, home $CREWLEX_HOME" >>"{tree}/log"; exit 3',
    }.items():
        (fake / name).write_text(f"#!/bin/sh\n{text}\n")
        (fake / name).chmod(0o755)
    env = {"PATH": f"{fake}:/usr/bin:/bin", "CI": "true", "MAKEFLAGS": "-- CREWLEX_PYTHON=/x", "TMPDIR": str(tree)}
    done = subprocess.run(["bash", str(tree / ".ci" / "run")], cwd="/", env=env, stdin=subprocess.DEVNULL, check=False)
    refreshed, installed, made = (tree / "log").read_text().splitlines()
    assert done.returncode == 3, "what make ends with is what CI ends with"
    assert refreshed == "apt-get -qq update"
    assert installed.endswith("python3 python3-venv")
    assert made.startswith("make test, flags <>, home ")
    home = Path(made.rsplit(" ", 1)[1])
    assert tree in home.parents
    assert not home.parent.exists(), "the folder that the run made for itself is gone"
