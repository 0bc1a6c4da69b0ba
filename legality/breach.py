"""What a family says of an event: a limit that is not kept, a permission to pass one, the last end that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.rules.exceptions import Bounded

if TYPE_CHECKING:
    from legality.bindings import Stands


@dataclass(frozen=True, slots=True)
class Breach:
    """Both sides of one comparison, in ``unit``. Not ``certain``: it is broken on one reading only, policy must say.

    ``whatever``: it is broken whichever way the facts fall that are missing to say whether the rule holds.
    ``of`` is what an exception would have to lift for this to be legal; None: nothing lifts it (a minimum, a plan).
    ``rule`` is the paragraph that is broken, where it is narrower than the rule's own code; ``by`` the rule that is
    broken, where it is not the one that was asked.
    """

    limit: int
    actual: int
    message: str
    certain: bool = True
    of: Bounded | None = None
    rule: str = ""
    unit: str = "min"
    whatever: bool = False
    by: "Stands | None" = None

    @property
    def excess(self) -> int:
        """By how much; always positive, whether the limit is a maximum or a minimum."""
        return abs(self.actual - self.limit)


@dataclass(frozen=True, slots=True)
class Due:
    """A report that falls due when a permission is used, to be filed within so many calendar days."""

    rule: str
    within_days: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """A permission to pass a limit of ``lifts`` by ``minutes`` at most (None: as much as it takes).

    What lies beyond it breaks ``rule``. ``reports`` fall due when it is used by more than ``long_over`` minutes.
    """

    lifts: Bounded
    minutes: int | None
    rule: str
    reports: tuple[Due, ...] = ()
    long_over: int = 0

    def covers(self, excess: int) -> bool:
        """Whether it permits so many minutes over the limit."""
        return self.minutes is None or excess <= self.minutes


@dataclass(frozen=True, slots=True)
class End:
    """The last minute at which a flight duty period may end under one limit of ``of`` (None: nothing lifts it).

    Where the carrier's choice decides, the strictest reading. ``longer`` gives the last minute with so many minutes
    more permitted, where that is not so much later.
    """

    latest: int
    of: Bounded | None
    rule: str = ""
    longer: Callable[[int], int] | None = None

    def extended(self, more: int) -> int:
        """The last minute with so many minutes more permitted."""
        return self.latest + more if self.longer is None else self.longer(more)
