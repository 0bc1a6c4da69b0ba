"""What docs/rules.md tells people to type works as it stands, from top to bottom."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Crewlex

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.replace("\\\n", " ").splitlines()
]
ACTING = re.compile(r"CREWLEX_TOKEN=\$\(crewlex (?P<token>[^)]*)\) (?P<command>crewlex .*)")
FILES = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", PAGE, re.DOTALL)


def _command(line: str) -> tuple[list[str], list[str]]:
    """What prints the token that the command of a line is run with (empty: none), and the command's arguments."""
    found = ACTING.match(line)
    token, command = (found["token"], found["command"]) if found else ("", line)
    return shlex.split(token), shlex.split(command, comments=True)[1:]


SHOWN = [_command(line) for line in LINES if line.startswith(("crewlex ", "CREWLEX_TOKEN="))]
COMMANDS = [arguments for _, arguments in SHOWN]
AFTER_PUBLISH = ["rules", "discard", "--airline", "WN"]


@pytest.fixture(autouse=True, scope="module")
def _airline(airline: None) -> None:
    """The airline of the examples."""


def test_every_command_of_the_page_in_order(crewlex: Crewlex, home: Path) -> None:
    assert AFTER_PUBLISH in COMMANDS
    for name, text in FILES:
        (home / name).write_text(text, "utf-8")
    for token, arguments in SHOWN:
        acting = {"CREWLEX_TOKEN": crewlex(*token).well().strip()} if token else {}
        answer = crewlex(*arguments, **acting)
        if arguments == AFTER_PUBLISH:  # the page offers it in place of publishing, which it has done one line before
            assert "You have no draft for WN" in answer.err
        else:
            assert answer.code == 0, (arguments, answer.err)


def test_every_verb_of_the_rules_is_on_the_page(crewlex: Crewlex) -> None:
    from cli.rules import app

    assert {command.name for command in app.registered_commands} == {arguments[1] for arguments in COMMANDS}
