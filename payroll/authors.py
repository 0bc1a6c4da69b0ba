"""Who writes a line: a component and a version of a rule, kept by number while lines are worked out."""

from datetime import date
from typing import Final, NamedTuple

import polars as pl

MINUTES: Final = "MINUTES"


class Author(NamedTuple):
    """What stands on every line of one version of a rule; a line of no rule has none."""

    component: str
    family: str
    owner: str | None = None
    code: str | None = None
    since: date | None = None
    unit: str = MINUTES


_SCHEMA: Final = {
    "component": pl.String, "family": pl.String,
    "rule_owner": pl.String, "rule_code": pl.String, "rule_since": pl.Date, "unit": pl.String,
}  # fmt: skip


class Authors:
    """The authors of one run; an author's number is its place."""

    def __init__(self) -> None:
        self._numbers: dict[Author, int] = {}

    def number(self, author: Author) -> int:
        """The number of an author, old or new."""
        return self._numbers.setdefault(author, len(self._numbers))

    def of(self, components: frozenset[str] | set[str]) -> list[int]:
        """The numbers of those who write lines of these components."""
        return [number for author, number in self._numbers.items() if author.component in components]

    def frame(self) -> pl.DataFrame:
        """All of them, in their places."""
        return pl.DataFrame(list(self._numbers), schema=_SCHEMA, orient="row")
