"""`crewlex pay released`, `receipt`, `trip` and `evidence`, on a real month: typed as they are typed."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from servers.addresses import Addresses
from tests.cli.conftest import Answer, Crewlex

CARRIER, MONTH, NOW = "YV", "2026-12", "2027-01-10T00:00Z"
ONE = ("--airline", CARRIER)
_TRIP = """
    SELECT m.employee_id, t.id::text, t.planned_release FROM trips t
    JOIN crew_members m ON m.id = t.crew_member_id JOIN duties d ON d.trip_id = t.id
    WHERE NOT EXISTS (SELECT FROM crew_assignments a JOIN flights f ON f.id = a.flight_id
                      WHERE a.trip_id = t.id AND f.status <> 'ARRIVED')
    GROUP BY m.employee_id, t.id HAVING count(*) = 1 ORDER BY t.planned_report, m.employee_id LIMIT 1
"""


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    """Whether the month is there: it is loaded once, by the first test that asks."""
    return []


@pytest.fixture
def month(crewlex: Crewlex, loaded: list[str]) -> Crewlex:
    """The command after the month, with the month loaded and rostered."""

    def run(*words: str, **variables: str) -> Answer:
        return crewlex(*words, CREWLEX_NOW=NOW, **variables)

    if not loaded:
        run("load", "--carrier", CARRIER, "--month", MONTH, "--demonstration").well()
        run("roster", *ONE, "--month", MONTH, "--demonstration").well()
        loaded.append(MONTH)
    return run


def _trip(addresses: Addresses) -> tuple[str, str, str, str]:
    """A crew member, a trip of one duty, half an hour and two hours after its planned release."""
    with psycopg.connect(addresses.direct_url) as owner:
        found = owner.execute(_TRIP).fetchone()
    assert found is not None
    times = (f"{found[2] + timedelta(minutes=late):%Y-%m-%dT%H:%M%z}" for late in (180, 300))
    return found[0], found[1], *times


def test_a_release_makes_the_receipt_and_a_correction_a_version_more(month: Crewlex, addresses: Addresses) -> None:
    who, trip, early, late = _trip(addresses)
    before = month("pay", "receipt", who, trip, *ONE)
    assert (before.code, "has no receipt yet" in before.err) == (1, True)
    made = month("pay", "released", who, trip, "--at", early, *ONE).well()
    for words in ("receipt version 1", "flight_pay", "s after the release was recorded", "rulebook sha256:"):
        assert words in made
    assert month("pay", "receipt", who, trip, *ONE).well() == made
    again = month("pay", "released", who, trip, "--at", late, *ONE, "--reason", "let go late").well()
    assert "receipt version 2" in again
    assert "changed since version 1: let go late" in again
    assert month("pay", "receipt", who, trip, *ONE, "--version", "1").well() == made
    assert month("pay", "receipt", who, trip, *ONE, "--again").well() == again, "nothing is otherwise"
    told = month("pay", "trip", who, trip, *ONE).well()
    assert "release" in told
    found = json.loads(month("pay", "trip", who, trip, *ONE, "--json").well())
    assert sum(each["effect"] for each in found["changes"]) == found["changes"][-1]["after"]
    assert [each["feed"] for each in found["changes"]][-2:] == ["release", "release"]
    wrong = month("pay", "released", who, trip, "--at", "yesterday", *ONE)
    assert (wrong.code > 0, "is no instant" in wrong.err) == (True, True)


def test_the_evidence_of_a_run_verifies_without_us(month: Crewlex, tmp_path: Path) -> None:
    ran = month("pay", "run", *ONE, MONTH).well()
    run = next(line.split()[1].rstrip(",") for line in ran.splitlines() if line.startswith("run "))
    folder, zips = tmp_path / "evidence", [tmp_path / f"{name}.zip" for name in "ab"]
    told = month("pay", "evidence", run, "--out", str(folder), "--sample", "4").well()
    assert "the sample comes out again, to the byte" in told
    for sums in ("SHA256SUMS", "RECORDED_SHA256SUMS"):
        done = subprocess.run(["sha256sum", "-c", sums], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    for file in zips:
        month("pay", "evidence", run, "--out", str(file)).well()
    assert zips[0].read_bytes() == zips[1].read_bytes()
    there = month("pay", "evidence", run, "--out", str(folder))
    assert (there.code, "is there already" in there.err) == (1, True)
