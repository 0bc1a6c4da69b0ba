"""The conditions of a pack: each must read, and hold on some row of facts."""

from collections.abc import Iterator

from domain.conditions import parse
from domain.errors import CrewlexError
from domain.never import never_holds
from domain.rules.pay import Grain
from domain.rules.rule import Scenario
from graph.pack import Pack, PackRule
from graph.packfile import Place
from graph.packfolder import Loaded
from graph.problems import Problems


def check_conditions(one: Loaded, problems: Problems) -> None:
    """Every condition reads, and can hold on some row."""
    for place, text, grain in _conditions(one.pack):
        try:
            parse(text, grain)
            for never in never_holds([Scenario(id="it", title="", category="", grain=grain, condition=text)]):
                because = "; ".join(never.because)
                problems.add(
                    one.file.told(place, f"no row of facts satisfies {text!r} ({because}): say when it holds.")
                )
        except CrewlexError as wrong:
            problems.add(one.file.told(place, str(wrong)))


def _conditions(pack: Pack) -> Iterator[tuple[Place, str, Grain]]:
    for at, scenario in enumerate(pack.scenarios):
        yield ("scenarios", at, "condition"), scenario.condition, scenario.grain
        for nth, former in enumerate(scenario.earlier):
            yield ("scenarios", at, "earlier", nth, "condition"), former.condition, scenario.grain
    for at, rule in enumerate(pack.rules):
        yield from _of_terms(("rules", at), rule)


def _of_terms(place: Place, rule: PackRule) -> Iterator[tuple[Place, str, Grain]]:
    for nth, version in enumerate(rule.versions):
        if text := getattr(version.spec, "condition", None):
            grain = getattr(version.spec, "grain", Grain.PERIOD)
            yield (*place, "versions", nth, "spec", "condition"), text, grain
