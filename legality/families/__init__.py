"""The checks of each rule family, and the table of all of them."""

from typing import Final

from legality.families import operations, rest, tables
from legality.registry import Families

FAMILIES: Final[Families] = {
    **operations.FAMILIES,
    **rest.FAMILIES,
    **tables.FAMILIES,
}
"""The families the judge knows, by name. A hard rule of any other family is named as unchecked."""
