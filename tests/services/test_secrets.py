"""Keys are made once, kept for their owner alone, and a set one wins."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import InputError
from services import secrets
from services.settings import Settings

GIVEN = urlsafe_b64encode(bytes(range(32))).decode()
KEYS: dict[str, Callable[[Settings], str | bytes]] = {"pii": secrets.pii_key, "jwt": secrets.jwt_secret}


def settings(home: Path, **given: str) -> Settings:
    return Settings.model_validate({"CREWLEX_HOME": home, **given})


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_is_made_once_even_by_many_at_a_time(key: Callable[[Settings], str | bytes], tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(key, [settings(tmp_path)] * 16))
    assert len(made) == 1
    assert key(settings(tmp_path)) in made
    assert key(settings(tmp_path / "other")) not in made


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    secrets.pii_key(settings(tmp_path))
    secrets.jwt_secret(settings(tmp_path))
    files = [file for file in (tmp_path / "secrets").iterdir() if not file.name.startswith(".")]
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in files} == {
        "pii.key": "0o600",
        "jwt.secret": "0o600",
    }


def test_a_set_key_is_used_and_no_file_is_made(tmp_path: Path) -> None:
    given = settings(tmp_path, CREWLEX_PII_KEY=GIVEN, CREWLEX_JWT_SECRET="x" * 32)
    assert secrets.pii_key(given) == bytes(range(32))
    assert secrets.jwt_secret(given) == "x" * 32
    assert not (tmp_path / "secrets").exists()


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (secrets.pii_key, "CREWLEX_PII_KEY", "short"),
        (secrets.pii_key, "CREWLEX_PII_KEY", "é" * 44),
        (secrets.jwt_secret, "CREWLEX_JWT_SECRET", "x" * 31),
    ],
)
def test_a_bad_key_is_named(key: Callable[[Settings], object], name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=name) as told:
        key(settings(tmp_path, **{name: value}))
    assert value not in str(told.value)
