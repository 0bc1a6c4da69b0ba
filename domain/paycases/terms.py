"""The terms of a pay case: typed specs with a code, and who, when and where they are for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final, NoReturn

from pydantic import Field, TypeAdapter, ValidationError

from domain.components import component_of
from domain.crew import Position
from domain.errors import InputError
from domain.paycases.written import Code, Written
from domain.rules.pay import Term
from domain.rules.rule import Rule, RuleKind, Version
from domain.schedules.written import Day
from domain.timelines.instants import Airport, Name
from domain.timelines.text import refusal
from domain.timelines.written import Flier

OWNER: Final = "TERMS"
"""Who owns the rules of a case: nobody's agreement, but these terms."""
ALWAYS: Final = date(1970, 1, 1)
"""Since when a term without a date is in force."""
_SPEC: Final[TypeAdapter[Term]] = TypeAdapter(Annotated[Term, Field(discriminator="family")])
_LONGEST_NAME: Final = 40
MOST_TERMS: Final = 200
"""How many terms a case may have: each is weighed against every other."""
_EVERYBODY: Final = (Position.CAPTAIN, Position.FIRST_OFFICER, Position.FLIGHT_ATTENDANT)
_LABELS: Final = ("family", "type", "since", "versions")


class TermIn(Written):
    """What a term says beside its parameters. ``depends_on`` left out: the usual order (``domain.paycases.order``)."""

    code: Code
    title: Name | None = None
    clause: Name | None = None
    positions: Annotated[tuple[Flier, ...], Field(min_length=1)] = _EVERYBODY
    bases: tuple[Airport, ...] = ()
    effective: Day = ALWAYS
    expires: Day | None = None
    priority: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0
    applies_to: tuple[Code, ...] = ()
    overrides: tuple[Code, ...] = ()
    depends_on: tuple[Code, ...] | None = None


class CaseTerm(Written):
    """One term: the rule that it is, and how it stands to others, by their codes."""

    rule: Rule
    applies_to: tuple[str, ...]
    overrides: tuple[str, ...]
    depends_on: tuple[str, ...] | None


def read_terms(given: tuple[Any, ...]) -> tuple[CaseTerm, ...]:
    """The terms as they are written; ``InputError`` names the first thing wrong, by its path."""
    if len(given) > MOST_TERMS:
        _refuse("terms", f"there are {len(given):,} and may be {MOST_TERMS}: keep those that the case is about")
    terms = tuple(_term(f"terms[{place}]", one) for place, one in enumerate(given))
    known: dict[str, int] = {}
    for place, term in enumerate(terms):
        first = known.setdefault(term.rule.code, place)
        if first != place:
            _refuse(f"terms[{place}].code", f"terms[{first}] is called {term.rule.code} too: give one another code")
    for place, term in enumerate(terms):
        for name in ("overrides", "depends_on"):
            for number, code in enumerate(getattr(term, name) or ()):
                if code not in known or known[code] == place:
                    what = "it names itself" if code in known else f"there is no term {code}"
                    _refuse(f"terms[{place}].{name}[{number}]", f"{what}: name another one")
    _check_compared(terms)
    return terms


def _check_compared(terms: tuple[CaseTerm, ...]) -> None:
    """What is compared is paid by some term: a misspelt component would count as nothing."""
    paid = {component_of(term.rule) for term in terms}
    for place, term in enumerate(terms):
        for version in term.rule.versions:
            for number, one in enumerate(getattr(version.spec, "of", ()) if term.rule.family == "greatest_of" else ()):
                if one not in paid:
                    _refuse(
                        f"terms[{place}].of[{number}]", f"no term of the case pays {one}: name the component of one"
                    )


def _term(at: str, given: Any) -> CaseTerm:
    if not isinstance(given, Mapping):
        _refuse(at, "write keys and values")
    own = {name: item for name, item in given.items() if name in TermIn.model_fields}
    try:
        term = TermIn.model_validate(own)
    except ValidationError as wrong:
        raise _under(at, wrong) from None
    said = {name: item for name, item in given.items() if name not in TermIn.model_fields}
    versions = tuple(_versions(at, said, term))
    try:
        rule = Rule(
            owner=OWNER,
            code=term.code,
            kind=RuleKind.CONTRACT,
            category="PAY",
            title=term.title or term.code,
            clause=term.clause or term.code,
            hard=False,
            phase="OPERATE",
            effective=term.effective if "effective" in own else versions[0].since,
            versions=versions,
            **{name: getattr(term, name) for name in ("positions", "bases", "expires", "priority")},
        )
    except ValidationError as wrong:
        raise _under(at, wrong) from None
    part = component_of(rule)
    if part is not None and not 1 <= len(part) <= _LONGEST_NAME:
        _refuse(f"{at}.component", f"it must have 1 to {_LONGEST_NAME} characters: call that part of the pay otherwise")
    return CaseTerm(rule=rule, applies_to=term.applies_to, overrides=term.overrides, depends_on=term.depends_on)


def _versions(at: str, said: Mapping[str, Any], term: TermIn) -> Iterator[Version]:
    """What the term says from when on: parameters beside ``versions`` are the same in all of them."""
    versions = said.get("versions")
    if versions is None:
        yield Version(since=term.effective, spec=_spec(at, said))
        return
    common = {name: item for name, item in said.items() if name != "versions"}
    if not isinstance(versions, list | tuple) or not versions:
        _refuse(f"{at}.versions", "write a list, each entry with since and what the term says from that day on")
    for place, version in enumerate(versions):
        here = f"{at}.versions[{place}]"
        if not isinstance(version, Mapping) or "since" not in version:
            _refuse(f"{here}.since", "it is missing: add it")
        try:
            since = _DAY.validate_python(version["since"])
        except ValidationError as wrong:
            raise _under(f"{here}.since", wrong) from None
        yield Version(since=since, spec=_spec(here, {**common, **version}))


_DAY: Final[TypeAdapter[date]] = TypeAdapter(Day)


def _spec(at: str, said: Mapping[str, Any]) -> Term:
    """The typed parameters."""
    family = said.get("family", said.get("type"))
    if family is None:
        _refuse(f"{at}.family", "it is missing: say what the term is")
    params = {name: item for name, item in said.items() if name not in _LABELS} | {"family": family}
    try:
        return _SPEC.validate_python(params)
    except ValidationError as wrong:
        raise _under(at, wrong, family) from None


def _under(at: str, wrong: ValidationError, family: object = None) -> InputError:
    """The refusal with the path of the term in front; the family stands in pydantic's path, and not in the file."""
    said = str(refusal(wrong))
    place, _, what = said.partition(": ")
    steps = place.removeprefix(f"{family}").lstrip(".")
    if steps == "kind":  # pydantic's word for what tells families apart
        steps = "family"
    return InputError(f"{at}{'' if steps in ('', 'the top') else f'.{steps}'}: {what}")


def _refuse(at: str, what: str) -> NoReturn:
    raise InputError(f"{at}: {what}.")
