"""`crewlex rules export`, `import` and `reconcile`, as people type them."""

from pathlib import Path

import psycopg
import pytest

from servers.addresses import Addresses
from tests.cli.conftest import Crewlex


@pytest.fixture(autouse=True)
def loaded(crewlex: Crewlex, airline: None) -> None:
    """The packs, published for the airline WN."""
    crewlex("rules", "load").well()


@pytest.mark.parametrize("ending", ["yaml", "cypher"])
def test_out_and_in_again(crewlex: Crewlex, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"rules.{ending}"
    assert crewlex("rules", "export", str(file)).well() == f"Wrote {file}.\n"
    printed = crewlex("rules", "export", "-", "--format", ending).well()
    assert printed == file.read_text("utf-8")
    number = crewlex("rules", "import", str(file)).well()
    changed = file.read_text("utf-8").replace("A table", "The table").replace("Half again for", "Half as much for")
    file.write_text(changed, "utf-8")
    assert "changed after crewlex wrote it" in crewlex("rules", "import", str(file)).err
    assert "say --replace" in crewlex("rules", "import", str(file), "--altered").err
    after = crewlex("rules", "import", str(file), "--altered", "--replace", "-m", "a test").well()
    assert int(after.split()[1]) == int(number.split()[1]) + 1
    assert "Half as much for" in crewlex("rules", "list", "--airline", "WN").well()
    crewlex("rules", "load", "--replace").well()


def test_what_was_changed_behind_is_named_and_put_right(crewlex: Crewlex, addresses: Addresses) -> None:
    assert "The live graph and the tables are edition" in crewlex("rules", "reconcile").well()
    with psycopg.connect(addresses.direct_url, autocommit=True) as connection:
        connection.execute(
            "UPDATE union_contract_terms SET term_title = 'Never' WHERE term_code = 'SAMPLE_Section_4.B'"
        )
    answer = crewlex("rules", "reconcile", "--airline", "WN")
    named = 'union_contract_terms SAMPLE_Section_4.B: term_title: "Half again for credit above 80 hours" in the edition'
    assert answer.code == 1
    assert answer.out.startswith(named)
    assert "crewlex rules reconcile --repair" in answer.err
    repaired = crewlex("rules", "reconcile", "--repair").well()
    assert repaired.startswith(named)
    assert "Put right" in repaired
    crewlex("rules", "reconcile").well()


WRONG = {
    "a name that says nothing": (("export", "rules.json"), 2, "ends neither in .yaml nor in .cypher"),
    "a folder that is not there": (("export", "none/rules.yaml"), 2, "cannot be written (No such file or directory)"),
    "an edition to come": (("export", "-", "--edition", "999"), 1, "There is no edition 999"),
    "an airline that is not there": (("export", "-", "--airline", "QQ"), 1, "There is no airline QQ here"),
    "a file that is not there": (("import", "none.yaml"), 2, "cannot be read"),
    "whose differences": (("reconcile", "--airline", "QQ"), 1, "There is no airline QQ here"),
}


@pytest.mark.parametrize(("arguments", "code", "why"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_and_no_traceback(
    crewlex: Crewlex, arguments: tuple[str, ...], code: int, why: str
) -> None:
    answer = crewlex("rules", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert why in answer.err
    assert "Traceback" not in answer.err
