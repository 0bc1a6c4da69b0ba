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
_LATER = """
    UPDATE flights SET actual_arrival = actual_arrival + interval '90 minutes'
    WHERE id = (SELECT flight_id FROM crew_assignments WHERE trip_id = %(trip)s ORDER BY flight_id LIMIT 1)
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
    first = month("pay", "receipt", who, trip, *ONE, "--version", "1").well()
    assert first.replace("OUT OF DATE: version 2 stands in its place\n", "") == made != first
    assert month("pay", "receipt", who, trip, *ONE, "--again").well() == again, "nothing is otherwise"
    told = month("pay", "trip", who, trip, *ONE).well()
    assert "release" in told
    found = json.loads(month("pay", "trip", who, trip, *ONE, "--json").well())
    assert sum(each["effect"] for each in found["changes"]) == found["changes"][-1]["after"]
    assert [each["feed"] for each in found["changes"]][-2:] == ["release", "release"]
    wrong = month("pay", "released", who, trip, "--at", "yesterday", *ONE)
    assert (wrong.code > 0, "is no instant" in wrong.err) == (True, True)


def _run(month: Crewlex) -> str:
    """The id of the month's new run."""
    ran = month("pay", "run", *ONE, MONTH).well()
    return next(line.split()[1].rstrip(",") for line in ran.splitlines() if line.startswith("run "))


def test_a_receipt_says_that_it_is_stale_until_it_is_made_again(month: Crewlex, addresses: Addresses) -> None:
    who, trip, early, _ = _trip(addresses)
    month("pay", "released", who, trip, "--at", early, *ONE).well()
    assert "OUT OF DATE" not in month("pay", "receipt", who, trip, *ONE).well()
    with psycopg.connect(addresses.direct_url) as owner:
        owner.execute("SELECT set_config('crewlex.feed', 'ACARS', true), set_config('crewlex.reason', 'late', true)")
        owner.execute(_LATER, {"trip": trip})
    stale = month("pay", "receipt", who, trip, *ONE).well()
    for words in ("OUT OF DATE: what it rests on has changed", "ACARS", "actual arrival: "):
        assert words in stale
    renewed = month("pay", "receipts", MONTH, *ONE).well()
    assert trip in renewed
    assert "ACARS: late" in renewed
    assert "\n1 receipts made again\n" in renewed
    now = month("pay", "receipt", who, trip, *ONE).well()
    assert ("OUT OF DATE" in now, "ACARS: late" in now, "actual arrival: " in now) == (False, True, True)
    assert month("pay", "receipts", MONTH, *ONE).well() == "0 receipts made again\n"


def test_a_rate_is_written_and_makes_receipts_again(month: Crewlex, addresses: Addresses) -> None:
    who, trip, early, _ = _trip(addresses)
    month("pay", "released", who, trip, "--at", early, *ONE).well()
    told = month("pay", "rate", who, "312.1250", "--since", "2026-12-01", *ONE, "--reason", "a contract").well()
    assert f"{who} is paid 312.1250 USD an hour from 2026-12-01 on\n1 receipts of trips are made again" in told
    assert "rates: a contract" in month("pay", "receipt", who, trip, *ONE).well()
    wrong = month("pay", "rate", who, "312.12505", "--since", "2026-12-01", *ONE)
    assert (wrong.code > 0, "is finer than a rate in USD" in wrong.err) == (True, True)


def test_the_evidence_of_a_run_verifies_without_us(month: Crewlex, tmp_path: Path) -> None:
    run = _run(month)
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


def test_a_run_that_does_not_come_out_again_is_told_loudly_and_by_the_exit_status(
    month: Crewlex, addresses: Addresses, tmp_path: Path
) -> None:
    """Somebody who owns the server changed the reason of every line, past all triggers."""
    run, folder, file = _run(month), tmp_path / "evidence", tmp_path / "evidence.zip"
    with psycopg.connect(addresses.direct_url) as owner:
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute(
            "UPDATE pay_lines l SET reason = 'because' FROM pay_calculation_versions c"
            " WHERE c.id = l.calculation_id AND c.pay_run_id = %s",
            (run,),
        )
    for place in (folder, file):
        told = month("pay", "evidence", run, "--out", str(place), "--sample", "2")
        assert (told.code, "THE SAMPLE DOES NOT COME OUT AGAIN: the lines of YV" in told.out) == (1, True)
        assert "the record was changed, or the engine was" in told.out
    assert "THE SAMPLE DOES NOT COME OUT AGAIN" in (folder / "README.txt").read_text()
    assert file.is_file(), "the pack is there all the same"
