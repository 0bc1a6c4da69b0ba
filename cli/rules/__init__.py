"""`crewlex rules …`: the rules in force, drafts of their edits, and publishing."""

import typer

from cli.rules import cases, drafts, edits, packs, reading, terms

app = typer.Typer(add_completion=False, no_args_is_help=True, help="List, edit and publish the rules.")
app.command("load")(packs.load)
app.command("list")(reading.listing)
app.command("show")(reading.show)
app.command("rulebook")(reading.rulebook)
app.command("terms")(terms.terms)
app.command("connect")(edits.connect)
app.command("disconnect")(edits.disconnect)
app.command("override")(edits.override)
app.command("set")(edits.set_value)
app.command("draft")(drafts.draft)
app.command("discard")(drafts.discard)
app.command("publish")(drafts.publish)
app.command("check")(drafts.check)
app.command("test")(cases.run)
