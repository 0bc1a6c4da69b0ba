"""The two keys of an installation: one seals names, one signs tokens. Set in the environment, or made once and kept."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

from cryptography.fernet import Fernet
from filelock import FileLock
from pydantic import SecretStr

from domain.errors import InputError
from servers import private
from servers.layout import Home
from services.settings import Settings

SHORTEST_SECRET = 32


def pii_key(settings: Settings) -> bytes:
    """The 32 bytes that seal names: ``CREWLEX_PII_KEY``, else ``secrets/pii.key`` below CREWLEX_HOME, made once."""
    key = _set_or_kept(settings.pii_key, _file(settings, "pii.key"), lambda: Fernet.generate_key().decode())
    try:
        Fernet(key)
    except ValueError as wrong:
        raise InputError(
            "CREWLEX_PII_KEY is no Fernet key (32 bytes in url-safe base64): restore the one this database was "
            "filled with, or for a new database leave it out and one is made."
        ) from wrong
    return urlsafe_b64decode(key)


def jwt_secret(settings: Settings) -> str:
    """What tokens are signed with: ``CREWLEX_JWT_SECRET``, else a file beside ``pii.key``, made once."""
    secret = _set_or_kept(settings.jwt_secret, _file(settings, "jwt.secret"), lambda: token_urlsafe(48))
    if len(secret.encode()) < SHORTEST_SECRET:
        raise InputError(f"CREWLEX_JWT_SECRET is too short: give at least {SHORTEST_SECRET} bytes, chosen at random.")
    return secret


def _file(settings: Settings, name: str) -> Path:
    return Home(settings.data_home, settings.cache_home).secrets / name


def _set_or_kept(given: SecretStr | None, path: Path, made: Callable[[], str]) -> str:
    if given is not None:
        return given.get_secret_value().strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock"), mode=0o600):  # two first starts must not make two keys
        if not path.exists():
            private.write(path, made())
        return path.read_text("utf-8").strip()
