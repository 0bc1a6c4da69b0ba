"""The text of neo4j.conf: Bolt on loopback and nothing else, no reports, no query log, a small memory."""

from collections.abc import Mapping
from pathlib import Path

from servers.ports import LOOPBACK

_FIXED = {
    # A setting that a later version no longer knows is then a line in the log, not the end.
    "server.config.strict_validation.enabled": "false",
    "server.default_listen_address": LOOPBACK,
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "db.logs.query.enabled": "OFF",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "1 files",
    "server.memory.pagecache.size": "64m",
    # Without these four Neo4j waits ten seconds for idle connections when it is told to stop.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
    "internal.server.bolt.connection_shutdown_wait_time": "1s",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}


def text(home: Path, folders: Mapping[str, Path], port: int) -> str:
    """neo4j.conf for that port and these folders (`data`, `logs`, `run`).

    Folders are told from `home` on, which is an argument: Neo4j misreads names in this file that are not plain ASCII,
    and would make other folders.
    """
    chosen = {
        "server.bolt.listen_address": f"{LOOPBACK}:{port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{port}",
        **{f"server.directories.{name}": path.relative_to(home).as_posix() for name, path in folders.items()},
    }
    return "".join(f"{name}={value}\n" for name, value in (_FIXED | chosen).items())
