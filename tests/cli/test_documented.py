"""What the pages on rules tell people to type works as it stands, page after page, from top to bottom."""

import re
import shlex
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.cli.conftest import ROOT, Crewlex
from tests.cli.reviewed import seal

PAGES: Final = ("packs", "rules", "changes", "exchange")
"""In the order in which somebody new would need them: each goes on where the one before it ended."""
TEXT: Final = "\n".join((ROOT / "docs" / f"{page}.md").read_text("utf-8") for page in PAGES)
FILES: Final = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", TEXT, re.DOTALL)
ACTING: Final = re.compile(r"CREWLEX_TOKEN=\$\(crewlex (?P<token>[^)]*)\)\s+(?P<command>crewlex .*)")
AFTER_PUBLISH: Final = ["rules", "discard", "--airline", "WN"]


class Shown(NamedTuple):
    """A command of a page: what prints the token it is run with (empty: none), its words, where its answer goes."""

    token: list[str]
    words: list[str]
    file: str


def _shown(block: str) -> list[Shown]:
    """The commands of the blocks of one kind, in order."""
    lines = "\n".join(re.findall(rf"```{block}\n(.*?)```", TEXT, re.DOTALL)).replace("\\\n", " ").splitlines()
    return [_command(line) for line in lines if line.startswith(("crewlex ", "CREWLEX_TOKEN="))]


def _command(line: str) -> Shown:
    found = ACTING.match(line)
    token, command = (found["token"], found["command"]) if found else ("", line)
    words, _, file = " ".join(map(shlex.quote, shlex.split(command, comments=True)[1:])).partition(" '>' ")
    return Shown(shlex.split(token), shlex.split(words), file)


RUN, READ = _shown("sh"), _shown("text")
"""What is run; what needs a month of flights, which ``test_impact`` runs."""


@pytest.fixture(autouse=True, scope="module")
def _airline(airline: None) -> None:
    """The airline of the examples."""


def test_every_command_of_the_pages_in_order(crewlex: Crewlex, home: Path) -> None:
    assert AFTER_PUBLISH in [shown.words for shown in RUN]
    for name, text in FILES:
        (home / name).write_text(text, "utf-8")
    for token, words, file in RUN:
        acting = {"CREWLEX_TOKEN": crewlex(*token).well().strip()} if token else {}
        answer = crewlex(*_sealed(crewlex, words), **acting)
        if words == AFTER_PUBLISH:  # the page offers it in place of publishing, which it has done one line before
            assert "You have no draft for WN" in answer.err
        else:
            assert answer.code == 0, (words, answer.err)
        if file:
            (home / file).write_text(answer.out, "utf-8")


def _sealed(crewlex: Crewlex, words: list[str]) -> list[str]:
    """The command with the seal that its change set has here in place of the one on the page."""
    if "--seal" not in words:
        return words
    before, (_, *after) = words[: words.index("--seal") + 1], words[words.index("--seal") + 1 :]
    return [*before, seal(crewlex, words[2]), *after]


def test_every_verb_of_pay_is_on_its_page() -> None:
    from cli.pay import app

    page = (ROOT / "docs" / "pay.md").read_text("utf-8")
    told = set(re.findall(r"crewlex pay ([a-z]+)", "\n".join(re.findall(r"```(?:sh|text)\n(.*?)```", page, re.DOTALL))))
    assert told == {command.name for command in app.registered_commands}


def test_every_verb_of_the_rules_is_on_a_page() -> None:
    from cli.rules import app

    verbs: set[tuple[str | None, ...]] = {(command.name,) for command in app.registered_commands}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        verbs |= {(group.name,), *((group.name, each.name) for each in group.typer_instance.registered_commands)}
    told = {tuple(shown.words[1:][:count]) for shown in RUN + READ for count in (1, 2)}
    assert verbs <= told
    assert {shown.words[1] for shown in RUN + READ if shown.words[0] == "rules"} <= {verb[0] for verb in verbs}
