"""The worked cases of the rule packs, run through what works them out: the judge, conditions, components, and pay."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from domain.conditions import evaluate, parse
from domain.errors import InputError
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule
from graph import packs
from graph.pack import Pack, PackCase
from graph.packfolder import read_folder
from services import packschedules
from services.packstatements import AIRLINE, statement
from services.packtimelines import judged
from services.timelines import Bench


class Result(StrEnum):
    """What became of a case."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    WAITING = "NOT_YET_EXECUTABLE"


class Tested(NamedTuple):
    """One case: what it expects, what it got, and of one that waits (``why``) what is not there yet."""

    pack: str
    case: PackCase
    result: Result
    got: Any = None
    why: str = ""


class Sound(NamedTuple):
    """How much there is in a folder of packs that is sound."""

    packs: int
    rules: int
    scenarios: int
    cases: int


def run(pack: str = "", source: Path | None = None) -> list[Tested]:
    """Every case of one pack, by the name of its file (with or without its folder), or of all packs.

    An unknown name is an ``InputError``.
    """
    known = {f"{file.file.parent.name}/{file.file.stem}": read for file, read in read_folder(source)}
    chosen = {name: one for name, one in known.items() if pack in ("", name, name.partition("/")[2])}
    if not chosen:
        raise InputError(f"There is no rule pack {pack}: there are {', '.join(known)}.")
    contents = {template: _content(source, template) for template in {one.template for one in chosen.values()}}
    return [tested for name, one in chosen.items() for tested in _pack(name, one, contents[one.template])]


def lint(source: Path | None = None) -> Sound:
    """What a folder of packs holds, where all of it is sound; ``InputError`` tells what is not, line by line."""
    found = [pack for _, pack in packs.lint(source)]
    return Sound(
        packs=len(found),
        rules=sum(len(pack.rules) for pack in found),
        scenarios=sum(len(pack.scenarios) for pack in found),
        cases=sum(len(pack.cases) for pack in found),
    )


def _content(source: Path | None, template: str | None) -> RuleGraph:
    """Shared law, with the contract of a template or else the usual one."""
    return packs.load_packs(source, {AIRLINE: [template]} if template else [AIRLINE])


def _pack(name: str, pack: Pack, content: RuleGraph) -> Iterator[Tested]:
    bench = Bench(content)
    for case in pack.cases:
        if "events" in case.input:
            yield _judged(name, case, bench)
        elif (rule := _manual(case, content)) is not None:
            got = packschedules.answer(content, rule, case)
            yield Tested(name, case, Result.PASSED if got == case.expect else Result.FAILED, got)
        elif case.rule:
            yield Tested(name, case, Result.WAITING, why=f"a question to {case.rule} alone")
        elif case.terms:
            found = statement(content, case)
            yield Tested(name, case, Result.FAILED if found.differs else Result.PASSED, "; ".join(found.differs))
        else:
            got = answer(case, content)
            yield Tested(name, case, Result.PASSED if got == case.expect else Result.FAILED, got)


def _manual(case: PackCase, content: RuleGraph) -> Rule | None:
    """The rule of a manual or contract that a case asks, where a schedule can pose the question."""
    rules = (rule for rule in content.rules if rule.code == case.rule)
    return next(filter(packschedules.asked, rules), None)


def _judged(name: str, case: PackCase, bench: Bench) -> Tested:
    got, why = judged(bench, case)
    if why:
        return Tested(name, case, Result.WAITING, why=why)
    return Tested(name, case, Result.PASSED if got == case.expect else Result.FAILED, got)


def answer(case: PackCase, content: RuleGraph) -> Any:
    """What a scenario or a component answers to the case's input."""
    if case.scenario is not None:
        scenario = next(one for one in content.scenarios if one.id == case.scenario)
        return evaluate(parse(scenario.condition, scenario.grain), case.input).truth
    return sorted(_needs(case.component or "", content))


def _needs(component: str, content: RuleGraph) -> set[str]:
    """All components reached from one, step by step."""
    reached: set[str] = set()
    waiting = [Key(PUBLIC, component)]
    while waiting:
        at = waiting.pop()
        for edge in content.edges:
            if edge.kind is EdgeKind.DEPENDS_ON and edge.source == at and edge.target.code not in reached:
                reached.add(edge.target.code)
                waiting.append(edge.target)
    return reached
