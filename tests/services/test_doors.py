"""Opening the doors: migrated, recovered, and one sentence where something is not as it should be."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.errors import NotFoundError, UnavailableError
from domain.rulegraph import RuleGraph
from servers.addresses import Addresses
from services import airlines, publishing, rulebooks
from services.airlines import OPERATOR
from services.doors import Doors, opened_at
from store import migrate
from tests.fixtures_doors import settings_at
from tests.fixtures_store import scratch


async def test_an_empty_database_is_migrated_and_says_that_no_rules_are_there(servers: Addresses, home: Path) -> None:
    with scratch(servers.direct_url) as url:
        async with opened_at(settings_at(home), replace(servers, database_url=url, direct_url=url)) as doors:
            assert migrate.current(url) == migrate.newest()
            await airlines.ensure(doors, OPERATOR, "XP", "Airline XP")
            assert await publishing.published(doors) == (0, RuleGraph())
            with pytest.raises(NotFoundError, match=r"No rules are published yet: .*`crewlex rules load`"):
                await rulebooks.in_force(doors, OPERATOR, "XP", date(2026, 11, 1), date(2026, 12, 1))


async def test_where_nothing_is_to_migrate_alembic_does_not_run(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("migrations ran on a database that has them")

    monkeypatch.setattr(migrate, "upgrade", never)
    async with opened_at(doors.settings, doors.addresses) as again:
        assert again.sealer.key_id == doors.sealer.key_id


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "the password of Neo4j": ({"neo4j_password": "wrong"}, "refuses the user neo4j"),
    "the address of Neo4j": ({"neo4j_uri": "bolt://127.0.0.1:1"}, "does not answer"),
    "the address of Postgres": ({"direct_url": "postgresql://a:secret@127.0.0.1:1/crewlex"}, "does not answer"),
}


@pytest.mark.parametrize(("wrong", "why"), WRONG.values(), ids=WRONG)
async def test_what_is_wrong_is_one_sentence_without_passwords(doors: Doors, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(UnavailableError, match=why) as told:
        async with opened_at(doors.settings, replace(doors.addresses, **wrong)):
            pass
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)
