"""Content with a scenario added, corrected, ended, or holding on another condition."""

from datetime import date
from itertools import chain

from domain.errors import InputError, NotFoundError, RefusedError
from domain.never import never_holds
from domain.rulegraph import Edge, RuleGraph
from domain.rules.rule import Former, Key, Scenario
from graph.drawing import ended
from graph.ownership import check_owner
from graph.ruling import ends_of, without_node
from graph.turning import check_turn, check_undated

_LAST = date.max


def with_condition(content: RuleGraph, key: Key, condition: str, editor: str, day: date | None) -> RuleGraph:
    """With another condition of the scenario; ``InputError`` names the place in it where it cannot be read."""
    scenario = _scenario(content, key)
    check_owner(editor, scenario.owner, str(key))
    check_turn(day, f"The condition of {key}")
    changed = _holding(scenario, condition, day)
    _check_readable(changed)
    return _replaced(content, changed)


def with_scenario(content: RuleGraph, scenario: Scenario, editor: str, day: date | None) -> RuleGraph:
    """With a new scenario, or one that is there corrected; what its condition was earlier stays."""
    check_owner(editor, scenario.owner, str(scenario.key))
    _check_readable(scenario)
    standing = next((one for one in content.scenarios if one.key == scenario.key), None)
    if standing is None:
        return content.model_copy(update={"scenarios": (*content.scenarios, scenario)})
    changed = scenario.model_copy(update={"earlier": scenario.earlier or standing.earlier})
    if changed != standing:
        check_undated(day, f"The scenario {scenario.key} (but for its condition)")
    return _replaced(content, changed)


def without_scenario(content: RuleGraph, key: Key, editor: str, day: date | None) -> RuleGraph:
    """With the scenario's relationships ended on the day; in a correction it is taken away with them."""
    scenario = _scenario(content, key)
    check_owner(editor, scenario.owner, str(key))
    if day is None:
        return without_node(content, "scenario", key)
    check_turn(day, f"What applies to {key}")
    left = chain.from_iterable(
        ended([edge], day) if key in ends_of(edge, "scenario") else (edge,) for edge in content.edges
    )
    edges: tuple[Edge, ...] = tuple(left)
    if edges == content.edges:
        raise RefusedError(f"Nothing applies to {key} from {day} on: there is nothing to take away.")
    return content.model_copy(update={"edges": edges})


def _holding(scenario: Scenario, condition: str, day: date | None) -> Scenario:
    """The scenario with the condition from a day on, up to where a later one begins; None: the last one corrected."""
    if day is None:
        return scenario.model_copy(update={"condition": condition})
    line = [*scenario.earlier, Former(until=_LAST, condition=scenario.condition)]
    before = [former for former in line if former.until <= day]
    split, *later = [former for former in line if former.until > day]
    if not before or before[-1].until < day:
        before.append(Former(until=day, condition=split.condition))
    line = [*before, Former(until=split.until, condition=condition), *later]
    return scenario.model_copy(update={"earlier": tuple(line[:-1]), "condition": line[-1].condition})


def _check_readable(scenario: Scenario) -> None:
    """Every condition it has or had can be read, and some row of facts satisfies it."""
    never = never_holds((scenario,))
    if never:
        raise InputError(str(never[0]))


def _scenario(content: RuleGraph, key: Key) -> Scenario:
    found = next((one for one in content.scenarios if one.key == key), None)
    if found is None:
        raise NotFoundError(f"There is no scenario {key}: `crewlex rules show` names those that a rule applies to.")
    return found


def _replaced(content: RuleGraph, changed: Scenario) -> RuleGraph:
    return content.model_copy(
        update={"scenarios": tuple(changed if one.key == changed.key else one for one in content.scenarios)}
    )
