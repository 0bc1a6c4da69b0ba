"""What a check sees: one event in its line, the facts of it, and the other rules that stand on it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from domain.rules.easa import EasaAcclimatisation
from domain.rules.exceptions import Bounded
from domain.timelines.events import Event, Fdp
from domain.timelines.timeline import History, Policy
from legality import acclimatisation
from legality.bindings import Plan, Scope, Stands
from legality.breach import Allowance, End
from legality.facts import EventFacts, leg_facts
from legality.flying import Flying
from legality.line import Line, Served
from legality.situations import Situation

EXTENDED: Final = (Bounded.FDP, Bounded.RESERVE_DUTY, Bounded.CUMULATIVE_FDP)
"""What an extension of a flight duty period may lift (117.19)."""


class Granted(NamedTuple):
    """A permission and the rule that gives it."""

    allowance: Allowance
    by: Stands


class Ended(NamedTuple):
    """The last legal end under one rule."""

    end: End
    by: Stands


class Moment:
    """One event of a line, as a check sees it; ``facts`` are those that conditions may ask for.

    ``event`` is as it was told, ``flying`` its flight duty period (None where it is of another kind), ``line`` the
    whole timeline, worked out, with what the carrier has chosen (``policy``) and what lies before it (``history``).
    """

    def __init__(self, scene: "Scene", served: Served) -> None:
        self.scene: Scene = scene
        self.served: Served = served
        self.line: Line = scene.line
        self.event: Event = served.event
        self.flying: Flying | None = served.flying
        self.policy: Policy = scene.line.timeline.policy
        self.history: History = scene.line.timeline.history
        self.facts = EventFacts(self)
        self._situation = Situation(self.facts, lambda: leg_facts(self))
        self.kept: dict[Hashable, Any] = {}  # what a family works out once for the event
        self._plan: Plan | None = None
        self._planning = False

    @property
    def planned(self) -> bool:
        """Whether it is settled which rules stand here: what hangs on that may be kept from then on."""
        return self._plan is not None

    @property
    def before(self) -> "Moment | None":
        """The judged event before this one."""
        return self.scene.moment(self.served.place - 1) if self.served.place else None

    @property
    def after(self) -> "Moment | None":
        """The judged event after this one."""
        place = self.served.place + 1
        return self.scene.moment(place) if place < len(self.line.served) else None

    def standing(self, family: str) -> tuple[Stands, ...]:
        """The rules of a family that stand on this event, by the order of the Rulebook."""
        plan = self._settled()
        if plan is None:  # a fact that a scenario asks for hangs on this family itself
            return tuple(self.scene.scope.standing(family, self.served.day, self._situation))
        return plan.get(family, ())

    def checking(self) -> Sequence[Stands]:
        """Those that stand on this event and have something to check, family by family."""
        plan = self._settled()
        return self._each(self.scene.scope.checking) if plan is None else plan.checking

    def allowances(self, of: Bounded) -> Iterator[Granted]:
        """The permissions that other rules give here to pass a limit of this kind."""
        plan = self._settled()
        for stands in self._each(self.scene.scope.granting) if plan is None else plan.granting:
            grants = stands.bound.family.grants
            assert grants is not None
            yield from (Granted(each, stands) for each in grants(stands.spec, self) if each.lifts is of)

    def ends(self) -> Iterator[Ended]:
        """The last legal ends of the flight duty period, one for each limit that stands here."""
        plan = self._settled()
        for stands in self._each(self.scene.scope.ending) if plan is None else plan.ending:
            ends = stands.bound.family.ends
            assert ends is not None
            yield from (Ended(each, stands) for each in ends(stands.spec, self))

    def _settled(self) -> Plan | None:
        """All rules that stand here; None while that is being settled."""
        if self._plan is None and not self._planning:
            self._planning = True
            self._plan = self.scene.scope.plan(self.served.day, self._situation)
        return self._plan

    def _each(self, families: Iterable[str]) -> list[Stands]:
        return [stands for family in families for stands in self.standing(family)]

    def over_table(self) -> int:
        """By how many minutes the flight duty period passes what an extension may lift; 0 if it keeps it."""
        if self.flying is None:
            return 0
        latest = min((found.end.latest for found in self.ends() if found.end.of in EXTENDED), default=None)
        return 0 if latest is None else max(0, self.flying.end - latest)


class Scene:
    """One timeline under its rules: its line, and the moments of its events.

    Those that start from ``start`` up to ``end`` (base clock) are judged; the others count beside them.
    """

    def __init__(
        self, line: Line, scope: Scope, crews: Counter[str], start: date = date.min, end: date = date.max
    ) -> None:
        self.start, self.end = start, end
        self.line = line
        self.scope = scope
        self.crews = crews
        self.kept: dict[Hashable, Any] = {}  # what a family works out once for the whole line
        self._moments: dict[int, Moment] = {}
        self._references: tuple[tuple[str, str], ...] | None = None
        self._extended: tuple[int, ...] | None = None
        self._settled = 0

    def judges(self, served: Served) -> bool:
        """Whether an event is judged here."""
        return self.start <= served.day < self.end

    def moment(self, place: int) -> Moment:
        """The moment of an event, by its place in the line."""
        if place not in self._moments:
            self._moments[place] = Moment(self, self.line.served[place])
        return self._moments[place]

    def plan_before(self, place: int) -> None:
        """Settles in order which rules stand on each event before one: what stands on one may hang on the last."""
        while self._settled < place:
            self._settled += 1
            self.moment(self._settled - 1).standing("")

    def at(self, place: int | None) -> Moment | None:
        """The moment of an event, if there is one."""
        return None if place is None else self.moment(place)

    def extended(self) -> tuple[int, ...]:
        """The places of the events that say they were extended, in order."""
        if self._extended is None:
            events = ((served.place, served.event) for served in self.line.served)
            self._extended = tuple(n for n, event in events if isinstance(event, Fdp) and event.extension is not None)
        return self._extended

    def references(self, spec: EasaAcclimatisation) -> tuple[tuple[str, str], ...]:
        """State of acclimatisation and reference place of every event, by its place in the line."""
        if self._references is None:
            self._references = tuple(acclimatisation.references(self.line, spec))
        return self._references
