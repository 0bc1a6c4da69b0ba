"""The rules out of one installation and into another: the same bytes, the same Rulebooks, or nothing at all."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from domain.errors import ConflictError, CrewlexError, InputError, NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph import edition
from graph.packs import load_packs
from services import airlines, exchange, publishing, rulebooks
from services.airlines import OPERATOR
from services.content import part
from services.doors import Doors, opened_at
from services.exchange import Form
from store import audit
from store.database import WriteSession
from tests.fixtures_store import admin, scratch

CHOSEN = {"WN": ["sample"], "XP": ["sample"], "YY": ["sample_pilot", "sample_cabin"], "ZZ": ["avelo_like"]}
NOVEMBER = (date(2026, 11, 1), date(2026, 12, 1))
FORMS = pytest.mark.parametrize("form", list(Form))


async def ready(doors: Doors, codes: list[str]) -> Doors:
    """The doors, with these airlines and no rules."""
    for code in codes:
        await airlines.ensure(doors, OPERATOR, code, f"Airline {code}")
    return doors


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def full(doors: Doors) -> Doors:
    """Every template published, each for an airline, after an edition that had other rules."""
    await ready(doors, list(CHOSEN))

    async def change(_: WriteSession, number: int, __: RuleGraph) -> RuleGraph:
        return load_packs(airlines=CHOSEN if number else ["XP"])

    await publishing.publish(doors, OPERATOR, "the beginning", change)
    assert await publishing.publish(doors, OPERATOR, "all of it", change) == 2
    return doors


@pytest_asyncio.fixture(loop_scope="session")
async def empty(full: Doors, template: str) -> AsyncIterator[Doors]:
    """An installation without rules: a second database and, since there is one Neo4j, the same graph wiped."""
    await edition.publish(full.graph, RuleGraph(), 99)
    with scratch(full.addresses.direct_url, template) as url:
        addresses = replace(full.addresses, database_url=url, direct_url=url)
        async with opened_at(full.settings, addresses) as opened:
            yield await ready(opened, list(CHOSEN))
    await publishing.restore(full)


async def out(doors: Doors, folder: Path, form: Form = Form.YAML, airline: str | None = None) -> Path:
    """An export as a file."""
    file = folder / f"{airline or 'all'}.{form}"
    file.write_bytes((await exchange.exported(doors, OPERATOR, form, airline=airline)).encode())
    return file


async def hashes(doors: Doors) -> dict[str, str]:
    """The Rulebook of each airline."""
    return {code: (await rulebooks.in_force(doors, OPERATOR, code, *NOVEMBER)).hash for code in CHOSEN}


@FORMS
async def test_exported_wiped_imported_and_compiled_is_the_same(
    form: Form, full: Doors, empty: Doors, tmp_path: Path
) -> None:
    file, before = await out(full, tmp_path, form), await publishing.published(full)
    compiled = {code: (await rulebooks.in_force(full, OPERATOR, code, *NOVEMBER)).hash for code in CHOSEN}
    assert await exchange.imported(empty, OPERATOR, file, "a restore") == 1
    assert (await edition.mark(empty.graph), await edition.read_content(empty.graph)) == (1, before[1])
    assert await hashes(empty) == compiled
    for each in Form:
        assert await exchange.exported(empty, OPERATOR, each) == await exchange.exported(full, OPERATOR, each)


async def test_an_import_of_what_stands_publishes_nothing(full: Doors, tmp_path: Path) -> None:
    assert await exchange.imported(full, OPERATOR, await out(full, tmp_path), "again") == 2


async def test_a_past_edition_is_exported_as_it_was(full: Doors, tmp_path: Path) -> None:
    file = tmp_path / "past.yaml"
    file.write_text(await exchange.exported(full, OPERATOR, Form.YAML, edition=1))
    assert "\nowners: [PUBLIC, XP]\n" in file.read_text()
    for number in (0, 3):
        with pytest.raises(NotFoundError, match=f"no edition {number}: there are 1 to 2"):
            await exchange.exported(full, OPERATOR, Form.YAML, edition=number)


async def test_one_airlines_file_replaces_that_airline_and_shared_law_alone(
    full: Doors, empty: Doors, tmp_path: Path
) -> None:
    everything, own = await out(full, tmp_path), await out(full, tmp_path, airline="XP")
    assert "\nowners: [PUBLIC, XP]\n" in own.read_text()
    assert "YY" not in own.read_text()
    await exchange.imported(empty, OPERATOR, everything, "all")
    own.write_text(own.read_text().replace("Half again for credit", "Half as much for credit"))
    await exchange.imported(empty, OPERATOR, own, "corrected", replace=True, altered=True)
    (_, before), (_, after) = await publishing.published(full), await publishing.published(empty)
    assert [owner for owner in (PUBLIC, *CHOSEN) if part(before, owner) != part(after, owner)] == ["XP"]
    assert any(rule.title.startswith("Half as much") for rule in part(after, "XP").rules)


async def test_what_the_file_does_not_have_is_gone(full: Doors, empty: Doors, tmp_path: Path) -> None:
    await exchange.imported(empty, OPERATOR, await out(full, tmp_path), "all")
    file = await out(full, tmp_path, airline="XP")
    file.write_text(file.read_text().replace("owners: [PUBLIC, XP]", "owners: [PUBLIC, XP, YY]"))
    await exchange.imported(empty, OPERATOR, file, "YY ends", replace=True, altered=True)
    _, after = await publishing.published(empty)
    assert [bool(part(after, code).rules) for code in CHOSEN] == [True, True, False, True]
    assert part(after, "YY") == RuleGraph()


async def test_an_edition_by_import_is_in_the_log_with_who_and_why(full: Doors, empty: Doors, tmp_path: Path) -> None:
    await exchange.imported(empty, OPERATOR, await out(full, tmp_path), "after the fire")
    async with empty.database.reading(OPERATOR) as session:
        entries = await audit.of(session, "edition", 1)
    assert {(entry.actor_id, entry.reason) for entry in entries} == {(OPERATOR.sub, "after the fire")}
    assert len(entries) == 1 + len(CHOSEN)


async def refused(doors: Doors, file: Path, error: type[CrewlexError], said: str, **more: bool) -> None:
    """The import fails, and everything is as it was."""
    before = await publishing.published(doors)
    with pytest.raises(error, match=said):
        await exchange.imported(doors, OPERATOR, file, "refused", **more)
    assert await publishing.published(doors) == before
    assert await edition.read_content(doors.graph) == before[1]


async def test_other_rules_are_replaced_only_where_that_is_said(full: Doors, tmp_path: Path) -> None:
    file = await out(full, tmp_path, airline="XP")
    file.write_text(file.read_text().replace("Half again for credit", "Half as much for credit"))
    await refused(full, file, RefusedError, "changed after crewlex wrote it")
    await refused(full, file, RefusedError, "XP have other rules here: say --replace", altered=True)


async def test_a_clause_of_others_is_not_changed_behind_their_back(full: Doors, tmp_path: Path) -> None:
    file = await out(full, tmp_path, airline="XP")
    text = "Per diem of 2.25 for every hour"  # a clause that WN cites too
    file.write_text(file.read_text().replace(text, "Per diem of 3.25 for every hour"))
    await refused(
        full, file, ConflictError, "would change rules of WN, whom it does not name", replace=True, altered=True
    )


async def test_what_cannot_be_settled_is_not_imported(full: Doors, tmp_path: Path) -> None:
    file = await out(full, tmp_path, airline="XP")
    lines = [line for line in file.read_text().splitlines() if "kind: CONFLICTS_WITH, owner: XP" not in line]
    file.write_text("\n".join(lines) + "\n")
    await refused(full, file, ConflictError, "SAMPLE_LOA_21-01|Letter of Agreement", replace=True, altered=True)


async def test_an_airline_that_is_not_here_is_loaded_first(full: Doors, tmp_path: Path) -> None:
    file = await out(full, tmp_path, airline="XP")
    file.write_text(file.read_text().replace("XP", "QQ"))
    await refused(full, file, InputError, "rules of QQ, no airline here: load the airline first", altered=True)


async def test_nothing_is_no_import(full: Doors, tmp_path: Path) -> None:
    file = tmp_path / "nothing.yaml"
    file.write_text("crewlex: 1\nhash: x\nowners: [PUBLIC]\n")
    await refused(full, file, InputError, "holds no rules", altered=True)


async def test_only_the_platform_imports(full: Doors, tmp_path: Path) -> None:
    who = admin((await airlines.find(full, OPERATOR, "XP")).id)
    with pytest.raises(RefusedError, match="only the platform's administrators may"):
        await exchange.imported(full, who, await out(full, tmp_path), "mine", replace=True)


async def test_an_airline_exports_what_it_sees(full: Doors) -> None:
    who = admin((await airlines.find(full, OPERATOR, "XP")).id)
    seen = await exchange.exported(full, who, Form.YAML)
    assert seen == await exchange.exported(full, OPERATOR, Form.YAML, airline="XP")
    with pytest.raises(NotFoundError, match="no airline YY"):
        await exchange.exported(full, who, Form.YAML, airline="YY")
