"""Who may displace whom: limits are guarded, so that no contract or manual can switch off the law."""

from typing import Final

from domain.errors import RefusedError
from domain.rules.limits import CrewComplement, ReportRelease
from domain.rules.rule import Phase, Rule, RuleKind

AUTHORITY: Final = {RuleKind.FAA: 2, RuleKind.EASA: 2, RuleKind.CONTRACT: 1, RuleKind.OPERATION: 0}
"""Law over contract over the carrier's own manual."""

_SETTINGS: Final = (ReportRelease, CrewComplement)


def named(rule: Rule) -> str:
    """The rule and its clause, as every refusal names it."""
    return f"{rule.key} ({rule.clause})"


def is_bound(rule: Rule) -> bool:
    """Whether it bounds a quantity, so that of two the stricter binds; a setting or a pay term does not."""
    return rule.is_limit and not isinstance(rule.versions[0].spec, _SETTINGS)


def check_displacement(winner: Rule, loser: Rule, how: str) -> None:
    """A limit yields only to one of its family, of no less authority, as hard, and binding in its phase.

    A pay term yields to any pay term and an hourly rate to another rate; never to a limit, nor to a text that says
    nothing in its place. Anything else is a ``RefusedError`` that names both.
    """
    if not (winner.is_limit or loser.is_limit):
        check_comparable(winner, loser, how)
        return
    for wrong, said in (
        (winner.family != loser.family, f"is a {winner.family or 'text'} and not a {loser.family or 'text'}"),
        (AUTHORITY[winner.kind] < AUTHORITY[loser.kind], "has less authority"),
        (loser.hard and not winner.hard, "is not hard"),
        (winner.phase not in (loser.phase, Phase.BOTH), f"binds in phase {winner.phase} only"),
    ):
        if wrong:
            raise RefusedError(
                f"{named(winner)} cannot displace {named(loser)} by {how}: it {said}. Take the edge away; "
                "a stricter limit may stand beside it.",
                about=(winner.key, loser.key),
            )


def check_comparable(winner: Rule, loser: Rule, how: str) -> None:
    """Raises ``RefusedError`` unless the first pays something, or sets a rate, in place of what the loser does."""
    if loser.versions and (not winner.versions or _sets_rate(winner) != _sets_rate(loser)):
        raise RefusedError(
            f"{named(winner)} cannot displace {named(loser)} by {how}: it is a {winner.family or 'text'} and not "
            f"{'an hourly_rate' if _sets_rate(loser) else 'a term that writes lines of pay'}. Give it a spec that says "
            "what holds instead, or take the edge away.",
            about=(winner.key, loser.key),
        )


def _sets_rate(rule: Rule) -> bool:
    return rule.family == "hourly_rate"
