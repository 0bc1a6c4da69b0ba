"""The evidence of a run: the same bytes each time, hashes that verify without us, and a loud word where it fails."""

import json
import subprocess
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from servers.addresses import Addresses
from services import evidence, paying
from services.airlines import OPERATOR
from services.evidencefiles import RECORDED, SUMS, Evidence
from services.sampling import drawn
from tests.services.month import CARRIER, MONTH, Worked, worked

__all__ = ["worked"]


def _written(found: Evidence, folder: Path) -> Path:
    for name, body in found.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder


def _verified(folder: Path, sums: str) -> bool:
    return subprocess.run(["sha256sum", "-c", sums], cwd=folder, capture_output=True, check=False).returncode == 0


async def test_the_sample_comes_out_again_and_the_hashes_verify_offline(worked: Worked, tmp_path: Path) -> None:
    found = await evidence.pack(worked.doors, OPERATOR, worked.paid.run_id, 5)
    folder = _written(found, tmp_path)
    assert (found.wrong, len(found.sampled)) == ((), 5)
    assert _verified(folder, SUMS)
    assert _verified(folder, RECORDED), "what is here has the hashes that the run recorded"
    assert worked.paid.content_hash.removeprefix("sha256:") in (folder / RECORDED).read_text()
    for who in found.sampled:
        stored, again = ((folder / "sample" / who / f"{side}.csv").read_bytes() for side in ("stored", "again"))
        assert stored == again
        assert len(stored.splitlines()) > 1
    run, totals = (json.loads((folder / f"{name}.json").read_text()) for name in ("run", "totals"))
    assert (run["content"], run["tzdata"] != "", run["engine"]) == (worked.paid.content_hash, True, paying.ENGINE)
    assert totals["agree"]
    assert totals["written"]["gross"] == worked.paid.gross


async def test_the_same_run_has_the_same_bytes(worked: Worked) -> None:
    first, second = [await evidence.pack(worked.doors, OPERATOR, worked.paid.run_id, 3) for _ in range(2)]
    assert first.files == second.files
    assert first.key == second.key


async def test_one_changed_byte_is_found_in_any_file(worked: Worked, tmp_path: Path) -> None:
    found = await evidence.pack(worked.doors, OPERATOR, worked.paid.run_id, 2)
    folder = _written(found, tmp_path)
    for name in set(found.files) - {SUMS}:
        body = found.files[name]
        (folder / name).write_bytes(bytes([body[0] ^ 1]) + body[1:])
        assert not _verified(folder, SUMS), name
        (folder / name).write_bytes(body)
    assert _verified(folder, SUMS)


async def test_a_stored_line_that_does_not_come_out_again_is_told_loudly(
    worked: Worked, addresses: Addresses, tmp_path: Path
) -> None:
    """Somebody who owns the server changes one stored line, past every trigger."""
    paid = await paying.pay_month(worked.doors, OPERATOR, CARRIER, MONTH, reason="to be tampered with")
    before = await evidence.pack(worked.doors, OPERATOR, paid.run_id, 1)
    _tampered(addresses, paid.run_id, before.sampled[0])
    found = await evidence.pack(worked.doors, OPERATOR, paid.run_id, 1)
    assert found.wrong == (f"the lines of {before.sampled[0]}",)
    assert b"THE SAMPLE DOES NOT COME OUT AGAIN" in found.files["README.txt"]
    assert not json.loads(found.files["totals.json"])["agree"]
    assert _verified(_written(found, tmp_path), RECORDED), "the inputs are as they were"


def _tampered(addresses: Addresses, run_id: UUID, employee: str) -> None:
    with psycopg.connect(addresses.direct_url) as owner:
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute(
            "UPDATE pay_lines SET amount_minor = amount_minor + 1 WHERE id = (SELECT l.id FROM pay_lines l"
            " JOIN pay_calculation_versions c ON c.id = l.calculation_id JOIN crew_members m ON m.id = c.crew_member_id"
            " WHERE c.pay_run_id = %s AND m.employee_id = %s ORDER BY l.place LIMIT 1)",
            (run_id, employee),
        )


@pytest.mark.parametrize("seed", ["sha256:a", "sha256:b"])
def test_a_sample_is_drawn_by_its_seed_alone(seed: str) -> None:
    names = [f"XP{number:05}" for number in range(200)]
    assert drawn(seed, names, 10) == drawn(seed, names[::-1], 10)
    assert drawn(seed, names, 10) != drawn("sha256:c", names, 10)
    assert set(drawn(seed, names, 10)) < set(drawn(seed, names, 20))
