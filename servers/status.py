"""What `crewlex status` tells: each server's state, address, user and the file that holds its password."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.errors import CrewlexError
from servers import external, leases, lifecycle, ours
from servers.addresses import masked
from servers.faults import filesystem
from servers.kind import Kind, Name
from servers.options import Options
from servers.ports import LOOPBACK

State = Literal["running", "stopped", "external", "unreachable"]


class ServerStatus(BaseModel):
    """One server; `trouble` says why one that is not ours is unreachable."""

    model_config = ConfigDict(frozen=True)

    kind: Name
    state: State
    address: str | None = None
    user: str | None = None
    password_file: Path | None = None
    pid: int | None = None
    version: str | None = None
    log: Path | None = None
    trouble: str | None = None


class Status(BaseModel):
    """Both servers, the folder they live in, which processes use them, and whether they were told to stay."""

    model_config = ConfigDict(frozen=True)

    home: Path
    servers: tuple[ServerStatus, ...]
    used_by: tuple[int, ...]
    staying: bool


def status(options: Options) -> Status:
    """What runs now; servers that are not ours are asked."""
    home = options.folders
    with filesystem(home.path):
        found = (
            _own(ours.postgres(options), options) if options.postgres_is_ours else _external_postgres(options),
            _own(ours.neo4j(options), options) if options.neo4j_is_ours else _external_neo4j(options),
        )
        return Status(home=home.path, servers=found, used_by=leases.holders(home.leases), staying=home.staying.exists())


def _own(kind: Kind, options: Options) -> ServerStatus:
    home = options.folders
    record = lifecycle.running(kind.name, home)
    if record is None:
        return ServerStatus(kind=kind.name, state="stopped")
    return ServerStatus(
        kind=kind.name,
        state="running",
        address=f"{LOOPBACK}:{record.port}",
        user=kind.user,
        password_file=home.password_file(kind.name),
        pid=record.identity.pid,
        version=record.version or None,
        log=home.log(kind.name),
    )


def _external_postgres(options: Options) -> ServerStatus:
    url, setting = options.external_postgres()[1], "DIRECT_URL" if options.direct_url else "DATABASE_URL"
    blank = ServerStatus(kind="postgres", state="external")
    try:
        external.require_postgres_url(url, setting)
        blank = blank.model_copy(update={"address": external.location(url), "user": external.user(url)})
        return blank.model_copy(update={"version": external.check_postgres(url, setting)})
    except CrewlexError as error:
        return blank.model_copy(update={"state": "unreachable", "trouble": str(error)})


def _external_neo4j(options: Options) -> ServerStatus:
    address = masked(options.neo4j_uri or "")
    blank = ServerStatus(kind="neo4j", state="external", address=address, user=options.neo4j_user)
    try:
        return blank.model_copy(update={"version": external.check_neo4j(*options.external_neo4j())})
    except CrewlexError as error:
        return blank.model_copy(update={"state": "unreachable", "trouble": str(error)})
