"""Grids of rules as sheets: printed for a spreadsheet, and pasted back into the author's change set."""

from datetime import date

from domain import grids
from domain.claims import Claims
from domain.errors import InputError, RefusedError
from domain.grids import Finding
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Rule, Version
from graph.edits import Edit, SetSpec
from graph.setting import rule_of
from services import drafting, rules
from services.changesets import ChangeSet
from services.doors import Doors
from services.naming import key_of

__all__ = ["Finding", "pasted", "printed"]


async def printed(doors: Doors, claims: Claims, typed: str, airline: str | None = None) -> str:
    """The grid of a rule, tab-separated; with a leading column ``since`` where it has more than one.

    ``InputError`` for a rule that is no grid.
    """
    _, content = await rules.listed(doors, claims, airline)
    rule = rule_of(content, key_of(content, "rule", typed, airline or PUBLIC))
    versions = _versions(rule)
    return grids.to_sheet(versions[0].spec) if len(versions) == 1 else grids.to_dated_sheet(versions)


async def pasted(
    doors: Doors, claims: Claims, owner: str, typed: str, text: str, since: date | None = None
) -> tuple[ChangeSet, tuple[Finding, ...]]:
    """Drafts the grid of a sheet, from a day on if ``since`` is given, and what may be wrong with it all the same.

    A sheet with a column ``since`` has one grid for each date. ``InputError`` shows each gap, overlap and line that
    ends before it begins by a case.
    """

    def build(now: RuleGraph) -> list[Edit]:
        return list(_edits(rule_of(now, key_of(now, "rule", typed, owner)), text, since))

    return await drafting.add(doors, claims, owner, build), grids.check(text)


def _versions(rule: Rule) -> tuple[Version, ...]:
    if not rule.versions:
        raise InputError(f"{rule.key} is text only: it is no grid.")
    return rule.versions


def _edits(rule: Rule, text: str, since: date | None) -> list[Edit]:
    like = _versions(rule)[-1].spec
    if not grids.is_dated(text):
        return [SetSpec(rule=rule.key, spec=grids.from_sheet(text, like), since=since)]
    if since is not None:
        raise InputError("The sheet has a column 'since' and a day was given as well: leave one of them out.")
    changed = _changed(rule, grids.from_dated_sheet(text, like))
    if not changed:
        raise RefusedError(f"The sheet says what {rule.key} says already: nothing is drafted.")
    return [SetSpec(rule=rule.key, spec=version.spec, since=version.since) for version in changed]


def _changed(rule: Rule, versions: tuple[Version, ...]) -> list[Version]:
    """The versions that are not so already; none that the rule has may be missing, since a sheet takes nothing away."""
    dates = {version.since for version in versions}
    for version in rule.versions:
        if version.since not in dates:
            raise InputError(f"The sheet has no grid since {version.since}, and {rule.key} has one: copy it as well.")
    return [version for version in versions if version not in rule.versions]
