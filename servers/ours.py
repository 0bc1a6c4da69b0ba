"""The servers that are ours to run under these options, and their addresses."""

from concurrent.futures import ThreadPoolExecutor

from servers import external, lifecycle
from servers.addresses import Addresses
from servers.kind import Kind
from servers.neo4j.server import Neo4j
from servers.options import Options
from servers.postgres.server import Postgres
from servers.progress import Interruptible, Progress


def postgres(options: Options) -> Postgres:
    """Our Postgres."""
    return Postgres(options.folders, port=options.postgres_port, durable=options.durable)


def neo4j(options: Options) -> Neo4j:
    """Our Neo4j."""
    return Neo4j(options.folders, port=options.neo4j_port, version=options.neo4j_version, maven_url=options.repository)


def kinds(options: Options) -> list[Kind]:
    """Those we run; none that a setting names elsewhere."""
    ours: list[Kind] = [postgres(options)] if options.postgres_is_ours else []
    return [*ours, neo4j(options)] if options.neo4j_is_ours else ours


def ensure(options: Options, progress: Progress) -> Addresses:
    """Both servers at once: ours found or started, others checked; UnavailableError if one cannot be had."""
    beside = Interruptible(progress)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(neo4j_login, options, beside)
        try:
            database_url, direct_url = postgres_urls(options, progress)
            uri, user, password = waiting.result()
        except BaseException:  # Ctrl-C too: nobody waits for a hundred megabytes of Neo4j any more
            beside.give_up()
            raise
    home = options.folders
    return Addresses(
        database_url=database_url,
        direct_url=direct_url,
        neo4j_uri=uri,
        neo4j_user=user,
        neo4j_password=password,
        postgres_password_file=home.password_file("postgres") if options.postgres_is_ours else None,
        neo4j_password_file=home.password_file("neo4j") if options.neo4j_is_ours else None,
    )


def stop(options: Options) -> None:
    """Stop both at once."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda kind: lifecycle.stop(kind, options.folders), kinds(options)))


def postgres_urls(options: Options, progress: Progress) -> tuple[str, str]:
    """(database URL, direct URL) of a Postgres that answers."""
    if not options.postgres_is_ours:
        database_url, direct_url = options.external_postgres()
        external.check_postgres(direct_url, "DIRECT_URL" if options.direct_url else "DATABASE_URL")
        if database_url != direct_url:
            external.check_postgres(database_url, "DATABASE_URL")
        return database_url, direct_url
    server = postgres(options)
    url = server.url(lifecycle.ensure(server, options.folders, progress, options.seconds).port)
    return url, url


def neo4j_login(options: Options, progress: Progress) -> tuple[str, str, str]:
    """(URI, user, password) of a Neo4j that answers."""
    if not options.neo4j_is_ours:
        uri, user, password = options.external_neo4j()
        external.check_neo4j(uri, user, password)
        return uri, user, password
    server = neo4j(options)
    record = lifecycle.ensure(server, options.folders, progress, options.seconds)
    return server.uri(record.port), server.user, server.password
