"""The rule families the judge knows, and what each of them can say. To add one, write it below ``families/``.

A family module maps the names of its families to a ``Family``; a line here takes them in. Each function of a family is
asked with the dated value of a rule that stands on an event (a spec of ``domain.rules``) and the event's ``Moment``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legality.breach import Allowance, Breach, End
    from legality.moment import Moment

Check = Callable[[Any, "Moment", bool], Iterator["Breach"]]
Grant = Callable[[Any, "Moment"], Iterator["Allowance"]]
Ends = Callable[[Any, "Moment"], Iterator["End"]]
Repeats = Callable[["Breach", "Moment"], bool]


@dataclass(frozen=True, slots=True)
class Family:
    """What one family of rules can say of an event.

    ``check``: what is broken; its last argument is whether only the plan is meant (a rule of phase PLAN).
    ``grants``: permissions to pass limits of other families, where the rule stands. ``could_grant``: those it would
    give if they were asked for, for the latest end with an extension. ``ends``: the last legal ends of the event's
    flight duty period. ``repeats``: whether another rule finds this very breach, so that it is told once; not asked
    when looking ahead. A family that only changes how others are read (they ask ``moment.standing``) checks nothing.
    """

    check: Check | None = None
    grants: Grant | None = None
    could_grant: Grant | None = None
    ends: Ends | None = None
    repeats: Repeats | None = None


Families = Mapping[str, Family]
