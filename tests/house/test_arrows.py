"""The import contracts catch: a small project with the house's rooms and one wrong import in it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOMS, ROOT

PYTHON_ROOMS = [room for room in ROOMS if room not in {"cypher", "rulepacks"}]

BROKEN = [
    ("domain", "store", "domain imports nothing of ours"),
    ("domain", "sqlalchemy", "what decides does no input or output"),
    ("solver", "legality", "solver and judge are independent"),
    ("payroll", "solver", "solver and payroll are independent"),
    ("graph", "store", "graph, store, servers, legality, payroll and solver know domain only"),
    ("legality", "services", "specialists import no room above them"),
    ("etl", "payroll", "etl knows domain, store and graph"),
    ("services", "cli", "services know no way in"),
    ("api", "payroll", "api acts through services"),
    ("api", "cli", "api does not know the command line"),
    ("cli", "store", "cli acts through services, api and servers"),
    ("payroll", "advisor", "nothing that decides imports advisor"),
    ("services", "jobs", "no verb knows the queue or the screen"),
]


def arrows(folder: Path, room: str, target: str) -> dict[str, bool]:
    """Each contract and whether it was kept, for rooms where one imports another."""
    for name in PYTHON_ROOMS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(f"import {target}\n" if name == room else "")
    run = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", str(ROOT / ".importlinter")]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    return {name: verdict == "KEPT" for name, verdict in lines}


@pytest.mark.parametrize(("room", "target", "contract"), BROKEN)
def test_a_wrong_arrow_breaks_its_contract(tmp_path: Path, room: str, target: str, contract: str) -> None:
    kept = arrows(tmp_path, room, target)
    assert len(kept) == len(BROKEN)
    assert kept[contract] is False


@pytest.mark.parametrize(
    ("room", "target"),
    [("solver", "domain"), ("etl", "store"), ("api", "graph"), ("cli", "servers"), ("servers", "neo4j")],
)
def test_a_right_arrow_breaks_none(tmp_path: Path, room: str, target: str) -> None:
    kept = arrows(tmp_path, room, target)
    assert len(kept) == len(BROKEN)
    assert all(kept.values())


def test_every_room_is_under_contract() -> None:
    text = (ROOT / ".importlinter").read_text("utf-8")
    rooms = text.split("root_packages =")[1].split("include_external_packages")[0].split()
    assert rooms == PYTHON_ROOMS
    assert all((ROOT / room / "__init__.py").exists() for room in rooms)
