"""Settings come from names that are ours, and .env.example tells all of them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from dotenv import dotenv_values

from services.settings import Settings
from tests.house.source import ROOT

USERS_OWN = {"DATABASE_URL", "DIRECT_URL", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"}
ALIASES = {name: str(field.validation_alias) for name, field in Settings.model_fields.items()}


def test_every_setting_has_a_name_that_no_machine_sets_by_itself() -> None:
    """A field that read HOME once removed the home of its user."""
    assert {alias for alias in ALIASES.values() if not alias.startswith("CREWLEX_")} == USERS_OWN


def test_variables_of_the_machine_and_bare_field_names_set_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for alias in ALIASES.values():
        monkeypatch.delenv(alias, raising=False)
    monkeypatch.chdir(tmp_path)
    before = Settings()
    machine = {name.upper() for name in ALIASES} - USERS_OWN | {"CACHE", "PORT", "HOST", "PATH", "USER", "TMPDIR"}
    for name in machine:
        monkeypatch.setenv(name, "4711")
    assert Settings() == before


def test_home_moves_the_default_folder_and_is_never_the_folder_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("CREWLEX_HOME", "CREWLEX_CACHE", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in (Settings().data_home, Settings().cache_home):
        assert folder.name == "crewlex"
        assert tmp_path in folder.parents


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(dotenv_values(ROOT / ".env.example")) == set(ALIASES.values())


def test_the_example_as_it_stands_is_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for alias in ALIASES.values():
        monkeypatch.delenv(alias, raising=False)
    monkeypatch.chdir(tmp_path)
    assert Settings(_env_file=ROOT / ".env.example") == Settings()


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="not a git checkout")
def test_only_the_example_can_be_committed() -> None:
    def git(*arguments: str) -> list[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(["git", *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
        return done.stdout.split()

    assert set(git("ls-files", ".env", ".env.*")) <= {".env.example"}
    assert git("check-ignore", ".env", ".env.production", ".env.example") == [".env", ".env.production"]
