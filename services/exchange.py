"""The rules as a file, and back: what an export holds replaces what its owners have, and leaves all others alone."""

from pathlib import Path

from domain.claims import Claims
from domain.crew import Role
from domain.errors import ConflictError, InputError, NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.export import forms
from graph.export.bundle import Bundle
from graph.export.forms import Form, form_of
from services import airlines, content, publishing, rulebooks
from services.doors import Doors
from store import editions
from store.database import WriteSession
from store.parts import merge

__all__ = ["Form", "exported", "form_of", "imported"]


async def exported(
    doors: Doors, claims: Claims, form: Form, *, airline: str | None = None, edition: int | None = None
) -> str:
    """The text of an edition (the newest, unless one is named): all that the asker sees, or what binds one airline.

    Equal rules have equal bytes, in whichever installation.
    """
    newest = await rulebooks.newest(doors, claims)
    number = newest if edition is None else edition
    if not 1 <= number <= newest:
        raise NotFoundError(f"There is no edition {number}: there are 1 to {newest}.")
    if airline is not None:
        await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        whole = await (
            editions.whole(session, number) if airline is None else editions.content(session, number, airline)
        )
    owners = content.owners(whole) if airline is None else [airline]
    return forms.write(Bundle((PUBLIC, *owners), whole), form)


async def imported(
    doors: Doors, claims: Claims, file: Path, message: str, *, replace: bool = False, altered: bool = False
) -> int:
    """Publishes what a file holds as a new edition, past all drafts and reviews; returns its number.

    Each owner that the file names then has what the file says and nothing else; others keep what they have. Only the
    platform's administrators may. Where an owner has other rules already, ``replace`` says that those may go.
    """
    if claims.role is not Role.PLATFORM:
        raise RefusedError("An import replaces rules without review: only the platform's administrators may.")
    bundle = forms.read(file, altered=altered)
    if not bundle.content.rules:
        raise InputError(f"{file} holds no rules: there is nothing to import.")
    unknown = sorted(set(bundle.owners) - {PUBLIC, *await airlines.codes(doors, claims)})
    if unknown:
        raise InputError(f"{file} has rules of {', '.join(unknown)}, no airline here: load the airline first.")

    async def change(_: WriteSession, __: int, before: RuleGraph) -> RuleGraph:
        return _after(before, bundle, replace=replace)

    return await publishing.publish(doors, claims, message, change)


def _after(before: RuleGraph, bundle: Bundle, *, replace: bool) -> RuleGraph:
    """The rules with the file's in place of its owners'; ``ConflictError`` where that would reach anybody else."""
    kept, named = content.parts(before), {owner: content.part(bundle.content, owner) for owner in bundle.owners}
    standing = [owner for owner, part in named.items() if kept.get(owner, part) not in (part, RuleGraph())]
    if standing and not replace:
        raise RefusedError(
            f"{', '.join(standing)} have other rules here: say --replace to put the file's in their place."
        )
    others = [part for owner, part in kept.items() if owner not in named]
    after = merge([*others, *named.values()])
    reached = sorted(content.changed(before, after).keys() - named.keys())
    if reached:
        raise ConflictError(
            f"The file would change rules of {', '.join(reached)}, whom it does not name: it says otherwise what a "
            "clause that they cite reads. Export them too, or give the clause the text it has here."
        )
    return after
