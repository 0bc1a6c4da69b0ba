"""What docs/rules.md tells people to type works as it stands, from top to bottom."""

import re
import shlex

import pytest

from tests.cli.conftest import ROOT, Crewlex

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
LINES = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
COMMANDS = [shlex.split(line, comments=True)[1:] for line in LINES if line.startswith("crewlex ")]
AFTER_PUBLISH = ["rules", "discard", "--airline", "WN"]


@pytest.fixture(autouse=True, scope="module")
def _airline(airline: None) -> None:
    """The airline of the examples."""


def test_every_command_of_the_page_in_order(crewlex: Crewlex) -> None:
    assert AFTER_PUBLISH in COMMANDS
    for arguments in COMMANDS:
        answer = crewlex(*arguments)
        if arguments == AFTER_PUBLISH:  # the page offers it in place of publishing, which it has done one line before
            assert "You have no draft for WN" in answer.err
        else:
            assert answer.code == 0, (arguments, answer.err)


def test_every_verb_of_the_rules_is_on_the_page(crewlex: Crewlex) -> None:
    from cli.rules import app

    assert {command.name for command in app.registered_commands} == {arguments[1] for arguments in COMMANDS}
