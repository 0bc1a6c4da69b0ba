"""The Rulebook: the rules of one airline for one period, chosen and settled, with a hash of their content."""

from datetime import date
from functools import cached_property

from domain.canonical import canonical, digest_of
from domain.rulegraph import EdgeKind, Method
from domain.rules.fields import Frozen
from domain.rules.rule import Clause, Key, PayComponent, Rule, Scenario


class Chosen(Frozen):
    """A rule in force in the period, with the scenarios it applies to; ``order`` is its place in evaluation."""

    rule: Rule
    scenarios: tuple[Key, ...]
    order: int


class Dropped(Frozen):
    """A rule that is not in force here, what displaced it (if a rule did), and why."""

    rule: Key
    by: Key | None
    why: str


class Precedence(Frozen):
    """Of two rules in force that can hold on one row, the winner stands there and the loser does not."""

    winner: Key
    loser: Key
    kind: EdgeKind
    method: Method | None = None


class Rulebook(Frozen):
    """What binds one airline from ``start`` up to ``end`` (half-open). Immutable and content-hashed.

    ``components`` are in dependency order: each after all it depends on. ``cites`` maps rule to its citations.
    A trip of the period may run into days outside it: from ``same_from`` up to ``same_until`` the same pay rules are
    in force as at the nearer edge of the period (None: only the period's own days are known).
    """

    airline: str
    start: date
    end: date
    chosen: tuple[Chosen, ...]
    dropped: tuple[Dropped, ...]
    scenarios: tuple[Scenario, ...]
    components: tuple[PayComponent, ...]
    precedence: tuple[Precedence, ...]
    cites: tuple[tuple[Key, Clause], ...] = ()
    same_from: date | None = None
    same_until: date | None = None

    @classmethod
    def read(cls, text: str) -> "Rulebook":
        """A Rulebook as it was written down, with the ``text`` and the hash that it had then.

        One of before a parameter was added takes its default, which must mean what was meant before; results name it
        by the hash of its own text.
        """
        found = cls.model_validate_json(text)
        found.__dict__["text"] = text
        return found

    @cached_property
    def text(self) -> str:
        """The canonical content, which is kept."""
        return canonical(self)

    @cached_property
    def hash(self) -> str:
        """``sha256:…`` of the canonical content; equal content has an equal hash, whenever it was compiled."""
        return digest_of(self.text)

    @cached_property
    def rules(self) -> dict[Key, Rule]:
        """The rules in force, by key, in order of evaluation."""
        return {chosen.rule.key: chosen.rule for chosen in self.chosen}

    @cached_property
    def situations(self) -> dict[Key, Scenario]:
        """The scenarios, by key."""
        return {scenario.key: scenario for scenario in self.scenarios}

    def of_family(self, family: str) -> tuple[Rule, ...]:
        """The rules in force of one family, in order."""
        return tuple(chosen.rule for chosen in self.chosen if chosen.rule.family == family)

    def scenarios_of(self, key: Key) -> tuple[Scenario, ...]:
        """The scenarios one rule in force applies to; it holds where any of them does."""
        found = next(chosen for chosen in self.chosen if chosen.rule.key == key)
        return tuple(self.situations[scenario] for scenario in found.scenarios)
