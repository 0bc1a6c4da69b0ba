"""Errors as clients see them."""

import logging
from dataclasses import replace

import pytest

from tests.api.conftest import World
from tests.api.questions import CREW, ME, SUMMARY


async def test_an_unexpected_error_is_hidden_and_in_the_log_under_its_reference(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(world, doors=replace(world.doors, sealer=None))  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR, "api"):
        code, sentence = await (await broken.admin(world.xp)).refused(CREW, id=world.xp.employee())
    assert code == "INTERNAL"
    assert "NoneType" not in sentence
    reference = sentence.rstrip(".").rsplit(" ", 1)[1]
    (record,) = [each for each in caplog.records if reference in each.getMessage()]
    assert record.exc_info is not None
    assert "NoneType" in str(record.exc_info[1])


@pytest.mark.parametrize(
    ("question", "variables", "expect"),
    [
        ("{ nothing }", {}, "nothing"),
        ("{ me { ", {}, "Syntax Error"),
        (SUMMARY, {"start": "November"}, "November"),
        (SUMMARY, {}, "$start"),
        ('{ discrepancies(start: "2026-11-01", status: SHUT) { id } }', {}, "SHUT"),
    ],
)
async def test_a_wrong_question_is_told_what_is_wrong_with_it(
    world: World, question: str, variables: dict[str, object], expect: str
) -> None:
    code, sentence = await (await world.admin(world.xp)).refused(question, **variables)
    assert code == "BAD_QUERY"
    assert expect in sentence


async def test_one_field_that_fails_leaves_the_others(world: World) -> None:
    question = '{ me { email } crewMember(employeeId: "XP9999") { name } }'
    found = await (await world.admin(world.xp)).answer(question)
    assert found["data"]["me"]["email"]
    assert found["data"]["crewMember"] is None
    assert [error["path"] for error in found["errors"]] == [["crewMember"]]


async def test_questions_are_asked_by_post_only(world: World) -> None:
    asker = await world.admin(world.xp)
    assert (await asker.client.get("/graphql", params={"query": ME})).status_code in {400, 404, 405}
