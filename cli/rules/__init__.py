"""`crewlex rules …`: the rules in force, change sets of their edits, review and publishing."""

import typer

from cli.rules import (
    cases,
    changes,
    drafts,
    edits,
    exchange,
    grids,
    impact,
    maps,
    packs,
    paths,
    reading,
    reconcile,
    regime,
    situations,
    terms,
)

app = typer.Typer(add_completion=False, no_args_is_help=True, help="List, edit and publish the rules.")
app.command("load")(packs.load)
app.command("list")(reading.listing)
app.command("show")(reading.show)
app.command("rulebook")(reading.rulebook)
app.command("diff")(reading.diff)
app.command("terms")(terms.terms)
app.command("connect")(edits.connect)
app.command("disconnect")(edits.disconnect)
app.command("override")(edits.override)
app.command("set")(edits.set_value)
app.command("condition")(edits.condition)
app.command("add")(edits.add)
app.command("remove")(edits.remove)
app.command("draft")(drafts.draft)
app.command("discard")(drafts.discard)
app.command("submit")(drafts.submit)
app.command("reopen")(drafts.reopen)
app.command("changes")(changes.changes)
app.command("change")(changes.change)
app.command("review")(changes.review)
app.command("publish")(changes.publish)
app.command("check")(drafts.check)
app.add_typer(impact.app, name="impact")
app.command("test")(cases.run)
app.command("export")(exchange.export)
app.command("import")(exchange.import_)
app.command("dependents")(paths.dependents)
app.command("path")(paths.path)
app.command("suggest")(situations.suggest)
app.command("match")(situations.match)
app.command("map")(maps.maps)
app.command("grid")(grids.grid)
app.command("reconcile")(reconcile.reconcile)
app.command("lint")(packs.lint)
app.command("regime")(regime.regime)
