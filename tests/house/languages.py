"""Where query text may stand: SQL in ``store/``, Cypher in ``cypher/``, no logic among the data."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Source

WHY_SQL = (
    "SQL text outside store/: tenancy and versions are kept by the repositories, and a query past them keeps neither"
)
WHY_BUILD = "a query built outside store/: ask a repository, or add the method there"
WHY_CYPHER = "Cypher text outside cypher/: statements are files with a name, typed and loaded in one place"
WHY_DATA = "code among data: cypher/ and rulepacks/ are read by people who do not read Python"

_SQL = re.compile(
    r"""^\s*(
        select\s+(\*|1\b|count\(|[\w."]+(\s*,|\s+from\b|\())
        | insert\s+into\s+\w+ | update\s+[\w."]+\s+set\s+\w+\s*= | delete\s+from\s+\w+
        | (create|drop|alter)\s+(table|role|user|schema|database|policy|extension|function|view)\s+\w
        | grant\s+\w+.*\s+(on|to)\s | set\s+(local|role)\s+\w | truncate\s+\w | with\s+\w+\s+as\s*\(
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CYPHER = re.compile(
    r"""
        \b(match|merge|optional\s+match)\s*\(\s*\w*\s*[:){]
        | ^\s*unwind\s+\$\w+\s+as\s | ^\s*return\s+[\w.]+\s+as\s | \bdetach\s+delete\b
        | \bcall\s+(db|dbms|apoc|gds)\. | \bcreate\s+(constraint|fulltext\s+index)\b | \balter\s+current\s+user\b
        | ^\s*show\s+(indexes|constraints|databases|procedures)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BUILDERS = {"select", "insert", "update", "delete", "text", "func", "literal_column"}


def no_sql(source: Source) -> Iterator[str]:
    """SQL in a string, or a statement built with SQLAlchemy, anywhere but in ``store/``."""
    if source.room == "store":
        return
    for written, text in _strings(source):
        if _SQL.search(text):
            yield source.at(written, WHY_SQL)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"sqlalchemy", "sqlmodel"}:
            built = _BUILDERS.intersection(alias.name for alias in node.names)
            if built:
                yield source.at(node, f"{WHY_BUILD} ({', '.join(sorted(built))})")


def no_cypher(source: Source) -> Iterator[str]:
    """Cypher in a Python string, anywhere."""
    for node, text in _strings(source):
        if _CYPHER.search(text):
            yield source.at(node, WHY_CYPHER)


def only_data(source: Source) -> Iterator[str]:
    """A Python file in ``cypher/`` or ``rulepacks/`` that holds more than its docstring."""
    if source.room in {"cypher", "rulepacks"}:
        for statement in source.tree.body:
            if not isinstance(statement, ast.Expr):
                yield source.at(statement, WHY_DATA)


def _strings(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Every string that is not prose; the holes of an f-string read ``x``."""
    inside = set(source.docstrings)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            yield node, "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node, node.value
