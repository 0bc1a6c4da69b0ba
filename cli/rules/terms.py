"""`crewlex rules terms`: the families of pay terms and their parameters."""

import typer

from services import terms as families


def terms() -> None:
    """Prints the families of pay terms with their parameters, as markdown (docs/terms.md)."""
    typer.echo(families.page(), nl=False)
