"""The checks of each rule family, and the table of all of them."""

from typing import Final

from legality.families import (
    augmented,
    broken_rest,
    cabin_duty,
    cabin_rest,
    emergency,
    extensions,
    operations,
    rest,
    split,
    tables,
)
from legality.registry import Families, Family

FAMILIES: Final[Families] = {
    **augmented.FAMILIES,
    **broken_rest.FAMILIES,
    **cabin_duty.FAMILIES,
    **cabin_rest.FAMILIES,
    **emergency.FAMILIES,
    **extensions.FAMILIES,
    **operations.FAMILIES,
    **rest.FAMILIES,
    **split.FAMILIES,
    **tables.FAMILIES,
    "easa_acclimatisation": Family(),  # read by legality.acclimatisation
}
"""The families the judge knows, by name. A hard rule of any other family is named as unchecked."""
