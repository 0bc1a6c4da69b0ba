"""Content with one value of one rule set, dated where the rule's content is dated."""

from copy import deepcopy
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from domain.errors import InputError, NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key, Rule
from graph.edits import SetSpec, SetValue
from graph.ownership import check_owner
from graph.turning import check_undated
from graph.valuepath import fitting, put

_FIXED: Final = ("owner", "code", "kind", "versions", "clause")
"""What a rule is known by or rests on: with another one it is another rule."""
_DAYS: Final = ("effective", "expires")
"""What a rule says of its own days: each is dated by itself."""


def rule_of(content: RuleGraph, key: Key) -> Rule:
    """The rule; ``NotFoundError`` where there is none."""
    rule = next((rule for rule in content.rules if rule.key == key), None)
    if rule is None:
        raise NotFoundError(f"There is no rule {key}: `crewlex rules list` names those there are.")
    return rule


def with_value(content: RuleGraph, edit: SetValue, editor: str, day: date | None) -> RuleGraph:
    """With the value at the path of the rule, which is then validated as a whole."""
    rule = rule_of(content, edit.rule)
    check_owner(editor, rule.owner, str(edit.rule))
    where = f"{edit.rule}, {edit.path}"
    changed = read(_placed(rule, edit, day, where), f"{where}: {edit.value!r} cannot stand there")
    if day is not None and edit.path in _DAYS:
        _check_future(rule, changed, day, where)
    return with_rules(content, changed)


def with_spec(content: RuleGraph, edit: SetSpec, editor: str, day: date | None) -> RuleGraph:
    """With another content of the rule, of the same family."""
    rule, where = rule_of(content, edit.rule), f"{edit.rule}, its content"
    check_owner(editor, rule.owner, str(edit.rule))
    fields = rule.model_dump(mode="json")
    content_then = _spec(fields["versions"], _since(edit, rule, day, where), where)
    content_then.clear()
    content_then |= edit.spec.model_dump(mode="json")
    return with_rules(content, read(fields, f"{where} cannot be that"))


def with_rules(content: RuleGraph, changed: Rule) -> RuleGraph:
    """With this rule in place of the one of its key."""
    return content.model_copy(
        update={"rules": tuple(changed if other.key == changed.key else other for other in content.rules)}
    )


def read(fields: dict[str, Any], wrongly: str) -> Rule:
    """The rule of these fields; ``InputError`` begins with ``wrongly``."""
    try:
        return Rule.model_validate(fields)
    except ValidationError as wrong:
        said = wrong.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"{wrongly}: {said}.") from wrong


def _placed(rule: Rule, edit: SetValue, day: date | None, where: str) -> dict[str, Any]:
    """The fields of the rule with the value in its place."""
    fields = rule.model_dump(mode="json")
    if edit.path in _FIXED:
        raise RefusedError(f"{where}: with another one it is another rule; add that rule instead.")
    if edit.path not in fields:
        put(_spec(fields["versions"], _since(edit, rule, day, where), where), edit.path, edit.value, where)
        return fields
    if edit.since is not None:
        raise InputError(f"{where}: it has no dated values; leave the day out.")
    if edit.path not in _DAYS:
        check_undated(day, where)
    fields[edit.path] = fitting(fields[edit.path], edit.value)
    return fields


def _since(edit: SetValue | SetSpec, rule: Rule, day: date | None, where: str) -> date | None:
    """The first day of the new value: its own, which lies in the change set's time, else the change set's; or the
    rule's first, where it begins to speak later.
    """
    if edit.since is not None and day is not None and edit.since < day:
        raise InputError(
            f"{where}: it would change from {edit.since} on, and the change set begins on {day}: choose a later day."
        )
    first = rule.versions[0].since if rule.versions else None
    return edit.since or (max(day, first) if day and first else day)


def _check_future(before: Rule, after: Rule, day: date, where: str) -> None:
    """A rule's own days move only where nothing changes before the change set begins."""
    moved = [
        min(one or date.max, other or date.max)
        for one, other in ((before.effective, after.effective), (before.expires, after.expires))
        if one != other
    ]
    if moved and min(moved) < day:
        raise RefusedError(
            f"{where}: that changes what was in force from {min(moved)} on, and the change set begins on {day}: choose "
            "a later day, or submit it as a correction."
        )


def _spec(versions: list[dict[str, Any]], since: date | None, where: str) -> dict[str, Any]:
    """The content to change: the last version's, or that of a version which begins on the day given."""
    if not versions:
        raise InputError(f"{where}: the rule is text only and has no values.")
    if since is None:
        return _content(versions[-1])
    day = since.isoformat()
    before = [version for version in versions if version["since"] <= day]
    if not before:
        raise InputError(f"{where}: the rule says nothing yet on {day}; choose a later day.")
    if before[-1]["since"] != day:
        before.append(deepcopy(before[-1]) | {"since": day})
        versions.insert(len(before) - 1, before[-1])
    return _content(before[-1])


def _content(version: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = version["spec"]
    return found
