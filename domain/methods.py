"""How a declared conflict of two rules is settled, method by method (``CONFLICTS_WITH.resolutionMethod``)."""

from collections.abc import Callable
from typing import Final

from domain.authority import AUTHORITY, check_comparable, check_displacement, is_bound, named
from domain.errors import ConflictError, RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import EdgeKind, Method
from domain.rules.rule import Rule
from domain.scope import Scopes


def settle(one: Rule, other: Rule, method: Method | None, scopes: Scopes) -> Precedence | None:
    """Which of two rules that can hold together stands; None where both do (of two bounds the stricter binds).

    With ``MORE_FAVORABLE_TO_CREW`` neither is the winner yet: the pair stands in order of key, and on each row the
    one that pays more counts. Raises ``ConflictError`` where the method does not decide, ``RefusedError`` where it
    may not be used.
    """
    if method in (None, Method.MANUAL_REVIEW):
        raise _unsettled(one, other, method)
    if method is Method.MORE_RESTRICTIVE:
        _check_bounds(one, other)
        return None
    if method is Method.MORE_FAVORABLE_TO_CREW:
        return _favorable(one, other)
    return _ranked(one, other, method, scopes)


def _ranked(one: Rule, other: Rule, method: Method, scopes: Scopes) -> Precedence:
    """The winner by authority, by narrower scope or by later date; limits are guarded."""
    before = _BEFORE[method]
    first, second = before(one, other, scopes), before(other, one, scopes)
    if first == second:
        raise _unsettled(one, other, method)
    winner, loser = (one, other) if first else (other, one)
    check_displacement(winner, loser, method)
    return Precedence(winner=winner.key, loser=loser.key, kind=EdgeKind.CONFLICTS_WITH, method=method)


def _higher(one: Rule, other: Rule, _scopes: Scopes) -> bool:
    return AUTHORITY[one.kind] > AUTHORITY[other.kind]


def _narrower(one: Rule, other: Rule, scopes: Scopes) -> bool:
    return scopes.wider(other, one) and not scopes.wider(one, other)


def _later(one: Rule, other: Rule, _scopes: Scopes) -> bool:
    return one.effective > other.effective


_BEFORE: Final[dict[Method, Callable[[Rule, Rule, Scopes], bool]]] = {
    Method.HIGHER_AUTHORITY: _higher,
    Method.SPECIFIC_OVER_GENERAL: _narrower,
    Method.LATER_EFFECTIVE: _later,
}


def _check_bounds(one: Rule, other: Rule) -> None:
    if not (is_bound(one) and one.family == other.family):
        raise RefusedError(
            f"{named(one)} and {named(other)} are not two bounds on one quantity, so MORE_RESTRICTIVE cannot settle "
            "them: choose another resolution method.",
            about=(one.key, other.key),
        )


def _favorable(one: Rule, other: Rule) -> Precedence:
    if one.is_limit or other.is_limit:
        raise RefusedError(
            f"{named(one)} and {named(other)}: MORE_FAVORABLE_TO_CREW compares pay, and a limit is no pay: "
            "choose another resolution method.",
            about=(one.key, other.key),
        )
    for here, there in ((one, other), (other, one)):
        check_comparable(here, there, Method.MORE_FAVORABLE_TO_CREW)
    first, second = sorted((one.key, other.key))
    return Precedence(winner=first, loser=second, kind=EdgeKind.CONFLICTS_WITH, method=Method.MORE_FAVORABLE_TO_CREW)


def _unsettled(one: Rule, other: Rule, method: Method | None) -> ConflictError:
    if method is None:
        wrong = "conflict and no resolution method is given: name one, or draw OVERRIDES"
    elif method is Method.MANUAL_REVIEW:
        wrong = "conflict under MANUAL_REVIEW: a person must settle which of them stands"
    else:
        wrong = f"conflict and {method} does not tell them apart: choose another method"
    return ConflictError(f"{named(one)} and {named(other)} {wrong}.", about=(one.key, other.key))
