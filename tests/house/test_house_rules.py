"""The rules of the house that no off-the-shelf linter knows: each is shown to catch, then run over the project."""

from collections.abc import Callable, Iterator

import pytest

from tests.house.exactness import EXEMPT, no_float
from tests.house.independence import SHARED, no_private_import, rules_answer_nothing, shared_code
from tests.house.languages import no_cypher, no_sql, only_data
from tests.house.places import no_address, no_index_option, nothing_outside
from tests.house.source import ROOMS, Source, files, python

Linter = Callable[[Source], Iterator[str]]
LAW = "domain/rules/limits.py"

CAUGHT: list[tuple[Linter, str, str]] = [
    (no_sql, "api/pay/loaders.py", 'QUERY = "SELECT id, amount FROM pay_lines"'),
    (no_sql, "services/pay.py", 'run("select 1")'),
    (no_sql, "services/pay.py", 'run(f"UPDATE {table} SET amount = 0")'),
    (no_sql, "cli/up.py", 'QUERY = """\n    insert into airlines (code) values (1)"""'),
    (no_sql, "servers/postgres/roles.py", "run(\"ALTER ROLE reader PASSWORD 'x'\")"),
    (no_sql, "services/pay.py", "from sqlalchemy import select"),
    (no_sql, "services/pay.py", "from sqlmodel import col, select"),
    (no_cypher, "graph/rules.py", 'QUERY = "MATCH (r:Rule) RETURN r"'),
    (no_cypher, "graph/rules.py", 'run("unwind $rows as row")'),
    (no_cypher, "servers/neo4j/password.py", 'run(f"ALTER CURRENT USER SET PASSWORD FROM {old} TO {new}")'),
    (no_cypher, "store/rules.py", 'run("CALL db.awaitIndexes()")'),
    (only_data, "cypher/load.py", '"""Loads."""\nimport json'),
    (only_data, "rulepacks/__init__.py", "RULES = ()"),
    (no_float, "payroll/lines.py", "RATE = 1.5"),
    (no_float, "payroll/lines.py", "def pay(minutes: int) -> int:\n    return minutes / 60"),
    (no_float, "domain/money.py", "amount = float(text)"),
    (no_float, "legality/tables.py", "def limit(hours: float) -> int: ..."),
    (no_float, "legality/tables.py", "class Row:\n    limit: float | None"),
    (no_float, "store/money.py", "class Row:\n    def amount(self) -> float: ..."),
    (no_float, "solver/credit.py", "total /= 2"),
    (no_float, "solver/model.py", "class Model:\n    def credit(self, minutes): return minutes / 60"),
    (no_float, "payroll/lines.py", 'pl.col("amount").cast(pl.Float64)'),
    (no_float, "payroll/lines.py", 'pl.col("amount").mean()'),
    (rules_answer_nothing, LAW, "class Table:\n    def limit_at(self, minute): return 1"),
    (rules_answer_nothing, LAW, "class Table:\n    @property\n    def total(self): return 1"),
    (rules_answer_nothing, LAW, "def is_legal(duty): return True"),
    (no_private_import, "solver/tables.py", "from domain.rules.limits import _cover"),
    (no_address, "README.md", "See https://packages.mirror.io/simple"),
    (no_address, "servers/jars/fetch.py", 'BASE = "http://jars.somewhere.net/maven2"'),
    (no_index_option, "requirements/core.txt", "--index-url https://localhost/simple"),
    (no_index_option, "requirements/core.txt", "--extra-index-url x"),
    (no_index_option, "Makefile", "pip install --find-links wheels x"),
    (nothing_outside, "README.md", "the plan is in ../shared/plan.md"),
    (nothing_outside, "docs/rules.md", "see [the plan](../plans/house.md)"),
    (nothing_outside, "tests/conftest.py", 'open("/' + 'work/data.csv")'),
]

LET_PASS: list[tuple[Linter, str, str]] = [
    (no_sql, "store/pay.py", 'QUERY = "SELECT id FROM pay_lines"'),
    (no_sql, "services/pay.py", '"""Select a rule from the graph, then update it."""'),
    (no_sql, "services/pay.py", 'fail("Update the rule, then publish.")'),
    (no_sql, "services/pay.py", "from sqlalchemy.exc import OperationalError"),
    (no_cypher, "graph/rules.py", 'found = re.match("(a|b)", text)'),
    (no_cypher, "graph/rules.py", '"""Runs MATCH (r:Rule) from its file."""'),
    (only_data, "cypher/__init__.py", '"""Every statement sent to the graph."""'),
    (no_float, "payroll/lines.py", "hours = minutes // 60"),
    (no_float, "domain/airports.py", 'FILE = Path(__file__).parent / "airports.csv"'),
    (
        no_float,
        "domain/rules/fields.py",
        "def read(value: object) -> bool:\n    return isinstance(value, float | bool)",
    ),
    (no_float, "servers/wait.py", "PAUSE = 0.1"),
    (no_float, "solver/model.py", "class Model:\n    def solve(self, effort): self.limit = effort / 1000"),
    (rules_answer_nothing, LAW, "class Table:\n    @model_validator(mode='after')\n    def checks(self): return self"),
    (rules_answer_nothing, LAW, "class Rule:\n    def spec_on(self, day): ..."),
    (rules_answer_nothing, "domain/clock.py", "def hours(minutes): ..."),
    (no_address, "README.md", "open http://127.0.0.1:8000/graphql"),
    (no_address, "rulepacks/faa.yaml", "read: https://www.ecfr.gov/current/title-14/section-117.13"),
    (no_address, "servers/neo4j/server.py", 'url = f"http://{host}:{port}/"'),
    (no_index_option, "Makefile", "uv pip compile --no-emit-index-url"),
    (nothing_outside, "docs/README.md", "back to [the start](../pyproject.toml)"),
    (nothing_outside, "README.md", "1..2 and a/../b and framework/x"),
]


@pytest.mark.parametrize(("linter", "path", "text"), CAUGHT)
def test_a_planted_fault_is_caught_with_its_place_and_reason(linter: Linter, path: str, text: str) -> None:
    found = list(linter(Source(path, text)))
    assert len(found) == 1
    assert found[0].startswith(f"{path}:")


@pytest.mark.parametrize(("linter", "path", "text"), LET_PASS)
def test_good_text_passes(linter: Linter, path: str, text: str) -> None:
    assert list(linter(Source(path, text))) == []


@pytest.mark.parametrize("linter", [no_sql, no_cypher, only_data, no_float, rules_answer_nothing, no_private_import])
def test_the_rooms_keep_the_rule(linter: Linter) -> None:
    assert [found for source in python(*ROOMS) for found in linter(source)] == []


@pytest.mark.parametrize("linter", [no_address, no_index_option, nothing_outside])
def test_the_project_keeps_the_rule(linter: Linter) -> None:
    sources = [source for source in files() if not source.path.startswith("tests/house/")]
    assert {".ci/run", "Makefile", "pyproject.toml", "requirements/core.txt"} <= {source.path for source in sources}
    assert [found for source in sources for found in linter(source)] == []


def test_code_that_solver_and_judge_both_import_is_caught() -> None:
    planted = [
        Source("solver/model.py", "from domain.windows import longest_rest\nfrom domain.clock import DAY"),
        Source("legality/rest.py", "from domain import windows\nfrom domain.clock import DAY"),
    ]
    assert [found.split(":")[0] for found in shared_code(planted)] == ["domain.windows"]


def test_solver_and_judge_share_no_checking_code() -> None:
    assert list(shared_code(python("solver", "legality"))) == []


def test_every_allowance_is_still_needed() -> None:
    """An exemption that nothing uses any more would hide the next fault."""
    modules = {source.path.removesuffix(".py").replace("/", ".") for source in python("domain")}
    assert all(any(module.startswith(free) for module in modules) for free in SHARED)
    for path, name in EXEMPT:
        assert any(source.path == path and name in source.text for source in python("solver", "store")), (path, name)
