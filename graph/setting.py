"""Content with one value of one rule set, dated where the rule's content is dated."""

from copy import deepcopy
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from domain.errors import InputError, NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key, Rule
from graph.ownership import check_owner
from graph.valuepath import fitting, put

_FIXED: Final = ("owner", "code", "kind", "versions", "clause")
"""What a rule is known by or rests on: with another one it is another rule."""


def with_value(content: RuleGraph, key: Key, path: str, value: object, since: date | None, editor: str) -> RuleGraph:
    """With the value at the path of the rule, which is then validated as a whole."""
    rule = next((rule for rule in content.rules if rule.key == key), None)
    if rule is None:
        raise NotFoundError(f"There is no rule {key}: `crewlex rules list` names those there are.")
    check_owner(editor, rule.owner, str(key))
    fields = rule.model_dump(mode="json")
    where = f"{key}, {path}"
    _place(fields, path, value, since, where)
    try:
        changed = Rule.model_validate(fields)
    except ValidationError as wrong:
        said = wrong.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"{where}: {value!r} cannot stand there: {said}.") from wrong
    return content.model_copy(
        update={"rules": tuple(changed if other.key == key else other for other in content.rules)}
    )


def _place(fields: dict[str, Any], path: str, value: object, since: date | None, where: str) -> None:
    if path in _FIXED:
        raise RefusedError(f"{where}: with another one it is another rule; add that rule instead.")
    if path not in fields:
        put(_spec(fields["versions"], since, where), path, value, where)
    elif since is None:
        fields[path] = fitting(fields[path], value)
    else:
        raise InputError(f"{where}: it has no dated values; leave the day out.")


def _spec(versions: list[dict[str, Any]], since: date | None, where: str) -> object:
    """The content to change: the last version's, or that of a version which begins on the day given."""
    if not versions:
        raise InputError(f"{where}: the rule is text only and has no values.")
    if since is None:
        return versions[-1]["spec"]
    day = since.isoformat()
    before = [version for version in versions if version["since"] <= day]
    if not before:
        raise InputError(f"{where}: the rule says nothing yet on {day}; choose a later day.")
    if before[-1]["since"] != day:
        before.append(deepcopy(before[-1]) | {"since": day})
        versions.insert(len(before) - 1, before[-1])
    return before[-1]["spec"]
