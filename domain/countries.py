"""The countries there are, by ISO code: the list that comes with the time zones."""

from functools import cache
from importlib import resources


@cache
def countries() -> frozenset[str]:
    """The ISO 3166 codes of two letters."""
    text = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8")
    return frozenset(line.partition("\t")[0] for line in text.splitlines() if not line.startswith("#"))
