"""Solver and judge share data and arithmetic, never a check; rule data answers nothing by itself."""

import ast
from collections.abc import Iterator

from tests.house.source import ROOMS, Source

SHARED = {
    "domain.airports": "the airport-to-zone data",
    "domain.clock": "minute arithmetic",
    "domain.conditions": "what a condition means, which is rule data; each finds the facts for it on its own",
    "domain.crew": "the names of positions",
    "domain.errors": "how we speak",
    "domain.rulebook": "the rules that were chosen",
    "domain.rulegraph": "the kinds of edges between them",
    "domain.rules": "rule data and dated values",
}
"""What both may read, and as what."""

ANSWERS = {
    "key": "the identity of a rule",
    "family": "which shape its data has",
    "is_limit": "which of the two kinds its family is",
    "spec_on": "the dated value, unread",
    "__str__": "an identity in words",
    "model_post_init": "a check of the data itself",
}
"""What rule data may offer. A look-up, a verdict or a sum here would be one mistake for solver and judge alike."""

WHY_SHARED = "imported by solver and judge alike: a mistake in it would pass its own check"
WHY_ANSWERS = "rule data must not answer: solver and judge each read the data in their own way"
WHY_PRIVATE = "a private name of another module: what rule data hides must not be shared code"
_VALIDATORS = {"field_validator", "model_validator", "field_serializer", "model_serializer"}


def imports(source: Source) -> Iterator[tuple[ast.stmt, str, str]]:
    """Every import of one of our rooms: where, which module, which name (empty for a whole module)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ROOMS:
            yield from ((node, node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name, "") for alias in node.names if alias.name.split(".")[0] in ROOMS)


def shared_code(sources: list[Source]) -> Iterator[str]:
    """Modules outside both rooms that solver and judge both import and that are not on the list."""
    users: dict[str, set[str]] = {}
    for source in sources:
        if source.room in {"solver", "legality"}:
            for _, module, name in imports(source):
                target = f"{module}.{name}" if module == "domain" and name else module
                users.setdefault(target, set()).add(source.room)
    for module, rooms in sorted(users.items()):
        if len(rooms) == 2 and not any(module == free or module.startswith(f"{free}.") for free in SHARED):
            yield f"{module}: {WHY_SHARED}"


def rules_answer_nothing(source: Source) -> Iterator[str]:
    """Functions and methods in ``domain/rules/`` that are neither validators, private, nor on the list."""
    if not source.path.startswith("domain/rules/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            private = node.name.startswith("_") and not node.name.startswith("__")
            if not private and node.name not in ANSWERS and not _validates(node):
                yield source.at(node, f"{node.name}: {WHY_ANSWERS}")


def no_private_import(source: Source) -> Iterator[str]:
    """Imports of an underscored name out of ``domain/rules/``."""
    for node, module, name in imports(source):
        if module.startswith("domain.rules") and name.startswith("_"):
            yield source.at(node, f"{module}.{name}: {WHY_PRIVATE}")


def _validates(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    named = {part.id for mark in node.decorator_list for part in ast.walk(mark) if isinstance(part, ast.Name)}
    return bool(named & _VALIDATORS)
