"""The checks of each rule family, and the table of all of them."""

from typing import Final

from legality.families import (
    augmented,
    broken_rest,
    cabin_duty,
    cabin_rest,
    days_off,
    easa_breaks,
    easa_extension,
    easa_flight_duty,
    easa_recovery,
    easa_rest,
    easa_standby,
    emergency,
    extensions,
    interruptions,
    nights,
    operations,
    reserve,
    rest,
    split,
    sums,
    tables,
    travel,
)
from legality.registry import Families, Family

FAMILIES: Final[Families] = {
    **augmented.FAMILIES,
    **broken_rest.FAMILIES,
    **cabin_duty.FAMILIES,
    **cabin_rest.FAMILIES,
    **days_off.FAMILIES,
    **easa_breaks.FAMILIES,
    **easa_extension.FAMILIES,
    **easa_flight_duty.FAMILIES,
    **easa_recovery.FAMILIES,
    **easa_rest.FAMILIES,
    **easa_standby.FAMILIES,
    **emergency.FAMILIES,
    **extensions.FAMILIES,
    **interruptions.FAMILIES,
    **nights.FAMILIES,
    **operations.FAMILIES,
    **reserve.FAMILIES,
    **rest.FAMILIES,
    **split.FAMILIES,
    **sums.FAMILIES,
    **tables.FAMILIES,
    **travel.FAMILIES,
    "easa_acclimatisation": Family(),  # read by legality.acclimatisation
}
"""The families the judge knows, by name. A hard rule of any other family is named as unchecked."""
