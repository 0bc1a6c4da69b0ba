"""How long a flight duty period may be under EASA: what each table says of one event (ORO.FTL.205(b), CS FTL.1.205(b)).

Sectors are the operated ones; the report is read on the clock of reference time.
"""

from collections.abc import Sequence

from domain.clock import minute_of_day
from domain.rules.easa import EasaFdpTable, EasaPlannedExtension, EasaUnknownFdp
from domain.timelines.events import Extension, Fdp
from legality import acclimatisation
from legality.clocks import Reading
from legality.families.tables import row_of
from legality.moment import Moment


def reading(moment: Moment) -> Reading | None:
    """The report at reference time; None in an unknown state, and where no flight is operated."""
    zone = acclimatisation.reference_zone(moment)
    if zone is None or moment.flying is None or not moment.flying.segments:
        return None
    return Reading("reference", zone, minute_of_day(moment.flying.start, zone), acclimated=True)


def by_table(spec: EasaFdpTable, moment: Moment) -> int | None:
    """The maximum of acclimatised crew (Table 2)."""
    report = reading(moment)
    return None if report is None else _cell(row_of(spec.rows, report).limits, _column(spec, moment))


def by_sectors(spec: EasaUnknownFdp, moment: Moment) -> int | None:
    """The maximum in an unknown state (Tables 3 and 4)."""
    if moment.flying is None or not moment.flying.segments:
        return None
    return _cell(spec.limits, _column(spec, moment))


def by_extension(spec: EasaPlannedExtension, moment: Moment) -> int | None:
    """The maximum with a planned extension; None where none may be planned."""
    report = reading(moment)
    limits = () if report is None else row_of(spec.rows, report).limits
    column = _column(spec, moment)
    return limits[column] if column < len(limits) else None


def basics(moment: Moment) -> list[int]:
    """The basic maxima that stand here: of one table, or of both in an unknown state of which policy says nothing."""
    tables = [by_table(stands.spec, moment) for stands in moment.standing("easa_fdp_table")]
    sectors = [by_sectors(stands.spec, moment) for stands in moment.standing("easa_unknown_fdp")]
    return [limit for limit in (*tables, *sectors) if limit is not None]


def asked(moment: Moment) -> Extension | None:
    """The extension that is told."""
    return moment.event.extension if isinstance(moment.event, Fdp) else None


def is_planned(moment: Moment) -> bool:
    """Whether an extension is told that was planned."""
    extension = asked(moment)
    return extension is not None and extension.phase == "PLANNED"


def _column(spec: EasaFdpTable | EasaUnknownFdp | EasaPlannedExtension, moment: Moment) -> int:
    return max(0, (moment.flying.segments if moment.flying else 0) - spec.first_column)


def _cell(limits: Sequence[int], column: int) -> int:
    return limits[min(column, len(limits) - 1)]
