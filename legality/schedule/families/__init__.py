"""The checks that need a whole schedule, by family."""

from typing import Final

from legality.schedule.families import aircraft, airports, crew
from legality.schedule.registry import Table

FAMILIES: Final[Table] = {**aircraft.FAMILIES, **airports.FAMILIES, **crew.FAMILIES}
"""A hard rule of no family here and of none in ``legality.families`` is named as unchecked."""
