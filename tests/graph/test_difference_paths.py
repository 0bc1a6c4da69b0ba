"""The path that a difference names is the path that an edit takes: what is read can be typed."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from domain.difference import difference
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule
from graph.edits import SetValue
from graph.packs import load_packs
from graph.setting import with_value
from services.settings import Settings

PACKS = load_packs(Settings().rulepacks, ["XP"])


def _leaves(content: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to every whole number inside plain lists and maps."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, item in items:
        if type(item) is int:
            yield (*way, step)
        yield from _leaves(item, (*way, step))


def _changed(one: Rule) -> Iterator[Rule]:
    """The rule with one of its numbers a minute (or one) less, for each that may be so."""
    fields = one.model_dump(mode="json")
    for way in _leaves(fields["versions"][-1]["spec"]):
        other = deepcopy(fields)
        place = other["versions"][-1]["spec"]
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] -= 1
        try:
            yield Rule.model_validate(other)
        except ValidationError:
            continue


@pytest.mark.parametrize("one", [rule for rule in PACKS.rules if rule.versions], ids=lambda rule: str(rule.key))
def test_setting_what_a_difference_says_makes_it(one: Rule) -> None:
    before = RuleGraph(rules=(one,))
    for after in _changed(one):
        (found,) = difference(before, RuleGraph(rules=(after,)))
        edit = SetValue(rule=one.key, path=found.path, value=found.after)
        assert with_value(before, edit, one.owner, None).rules == (after,), found.told
