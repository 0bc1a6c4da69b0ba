"""Settings: read by exact, prefixed names only, so that no variable of the machine can slip in."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain import clock
from domain.errors import InputError


class Settings(BaseSettings):
    """Every setting with its default. Each is read from the environment or ``.env`` by the alias written here."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    data_home: Path = Field(default_factory=lambda: user_data_path("crewlex"), validation_alias="CREWLEX_HOME")
    cache_home: Path = Field(default_factory=lambda: user_cache_path("crewlex"), validation_alias="CREWLEX_CACHE")
    now: datetime | None = Field(default=None, validation_alias="CREWLEX_NOW")
    rulepacks: Path | None = Field(default=None, validation_alias="CREWLEX_RULEPACKS")

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    direct_url: SecretStr | None = Field(default=None, validation_alias="DIRECT_URL")
    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_user: str | None = Field(default=None, validation_alias="NEO4J_USER")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_version: str = Field(default="5.26.20", validation_alias="CREWLEX_NEO4J_VERSION")
    maven_url: str | None = Field(default=None, validation_alias="CREWLEX_MAVEN_URL")

    pii_key: SecretStr | None = Field(default=None, validation_alias="CREWLEX_PII_KEY")
    jwt_secret: SecretStr | None = Field(default=None, validation_alias="CREWLEX_JWT_SECRET")
    token: SecretStr | None = Field(default=None, validation_alias="CREWLEX_TOKEN")
    api_host: str = Field(default="127.0.0.1", validation_alias="CREWLEX_API_HOST")
    api_port: int = Field(default=0, ge=0, le=65535, validation_alias="CREWLEX_API_PORT")

    @field_validator("data_home", "cache_home", "rulepacks")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @field_validator("now")
    @classmethod
    def _aware(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and moment.tzinfo is None:
            raise ValueError("CREWLEX_NOW needs an offset, such as 2026-12-01T00:00Z")
        return moment

    def minute(self) -> int:
        """Now, as a UTC minute: the settable clock, else the machine's."""
        moment = self.now or datetime.now(UTC)
        return clock.to_minutes(moment.replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once; a bad value is an ``InputError`` that names the variable."""
    try:
        return Settings()
    except ValidationError as wrong:
        said = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg'].removeprefix('Value error, ')}" for each in wrong.errors()
        )
        raise InputError(f"A setting is wrong: {said}.") from wrong
