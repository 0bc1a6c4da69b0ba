"""The maximum of one flight duty period under EASA: the basic one, what raises it, and what standby takes from it."""

from typing import Final, NamedTuple

from domain.clock import hours
from domain.rules.easa import EasaPlannedExtension
from legality.bindings import Stands
from legality.breach import Breach
from legality.families.easa_breaks import relieved, split_minutes
from legality.families.easa_maxima import basics, by_extension, is_planned
from legality.families.easa_standby import Less, less
from legality.moment import Moment

UNTOLD: Final = "; what of it counts hangs on when the call came: give notified_at of the short call"


class Raised(NamedTuple):
    """A maximum before standby is taken from it, and the rule that raised it."""

    limit: int
    by: Stands | None


class Maximum(NamedTuple):
    """A maximum as it was raised, and what standby takes from it."""

    raised: Raised
    less: Less

    @property
    def strict(self) -> int:
        """The least that it can be."""
        return self.raised.limit - self.less.most

    @property
    def rule(self) -> str:
        """The paragraph that makes it what it is; empty where that is the table."""
        return self.less.rule or ("" if self.raised.by is None else self.raised.by.code)

    def breach(self, length: int, what: str, why: str) -> Breach | None:
        """How a length breaks it, if it does: the table, what raised it, or only what standby takes."""
        if length <= self.strict:
            return None
        loose = self.raised.limit - self.less.least
        limit, table = (loose if length > loose else self.strict), length > self.raised.limit
        by = self.raised.by if table else self.less.by
        raised = "" if self.raised.by is None else f", raised by {self.raised.by.code}"
        taken = f", less standby of {hours(self.raised.limit - limit)}" if limit < self.raised.limit else ""
        message = f"{what}, over {hours(limit)} {why}{raised}{taken}{'' if length > loose else UNTOLD}."
        return Breach(limit, length, message, length > loose, rule="" if table else self.less.rule, by=by)


def maximum(moment: Moment, basic: int, planned: bool) -> Maximum:
    """What a basic maximum becomes, as flown or as planned."""
    found = raised(moment, basic, planned)
    return Maximum(found, less(moment, relieved=found.by is not None))


def raised(moment: Moment, basic: int, planned: bool) -> Raised:
    """By a break on the ground or by rest in flight, whichever gives more: they are not combined."""
    breaks, flights = moment.standing("easa_split_duty"), moment.standing("easa_inflight_rest")
    split = [Raised(basic + split_minutes(stands.spec, moment, planned), stands) for stands in breaks]
    flown = [Raised(relieved(stands.spec, moment) or 0, stands) for stands in flights]
    return max([Raised(basic, None), *split, *flown], key=lambda each: each.limit)


def planned_minutes(spec: EasaPlannedExtension, moment: Moment) -> int:
    """By how much a planned extension that is told here may pass the maximum; 0 where none is told or may be planned.

    It is not combined with what else raises the maximum: the larger holds.
    """
    extended, known = by_extension(spec, moment) if is_planned(moment) else None, basics(moment)
    return 0 if extended is None or not known else max(0, extended - raised(moment, min(known), planned=True).limit)
