"""What the settings say about the servers; by itself, so that starting them loads nothing of what uses them."""

from pydantic import SecretStr

from servers.options import Options
from services.settings import Settings


def options(settings: Settings) -> Options:
    """Where things lie, which servers are ours to run, and how to reach those that are not."""
    return Options(
        home=settings.data_home,
        cache=settings.cache_home,
        maven_url=settings.maven_url,
        neo4j_version=settings.neo4j_version,
        database_url=_plain(settings.database_url),
        direct_url=_plain(settings.direct_url),
        neo4j_uri=settings.neo4j_uri,
        neo4j_user=settings.neo4j_user,
        neo4j_password=_plain(settings.neo4j_password),
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
