"""Rules, clauses and scenarios."""

from datetime import date

import strawberry

from api.context import Info
from api.enums import Method, Phase, Position, RuleKind
from api.rules.loaders import Asked, by_key
from api.rules.scenarios import Scenario
from api.rules.scenarios import scenario as scenario_of
from api.rules.sources import Placed, Source
from api.values import Spec
from domain.rules.rule import Key


@strawberry.type
class Clause:
    """The paragraph or section that a rule rests on, and where to read it."""

    citation: str
    source: str
    text: str


@strawberry.type
class Version:
    """What a rule says from a date on."""

    since: date
    spec: Spec


@strawberry.type
class Conflict:
    """Another rule that disagrees, and how that is settled."""

    code: str
    method: Method
    notes: str


@strawberry.type
class Rule:
    """One clause of law, contract or manual. `servedFrom` says where it was read, `edition` under which number."""

    placed: strawberry.Private[Placed]
    owner: str
    code: str
    kind: RuleKind
    category: str
    title: str
    text: str
    family: str | None
    hard: bool
    phase: Phase
    positions: list[Position]
    bases: list[str]
    effective: date
    expires: date | None
    priority: int
    notes: str
    edition: int
    served_from: Source
    clause: Clause | None
    clauses: list[Clause]
    scenarios: list[Scenario]
    conflicts: list[Conflict]
    versions: list[Version]

    @strawberry.field
    async def overrides(self, info: Info) -> list["Rule"]:
        """The rules that this one displaces."""
        return await _others(info, self.placed, self.placed.around.overrides)

    @strawberry.field
    async def overridden_by(self, info: Info) -> list["Rule"]:
        """The rules that displace this one."""
        return await _others(info, self.placed, self.placed.around.overridden_by)


def rule(placed: Placed) -> Rule:
    """The rule of what was looked up."""
    around = placed.around
    found = around.rule
    clauses = [Clause(citation=each.citation, source=each.source, text=each.text) for each in around.clauses]
    return Rule(
        placed=placed,
        owner=found.owner,
        code=found.code,
        kind=found.kind,
        category=found.category,
        title=found.title,
        text=found.text,
        family=found.family,
        hard=found.hard,
        phase=found.phase,
        positions=list(found.positions),
        bases=list(found.bases),
        effective=found.effective,
        expires=found.expires,
        priority=found.priority,
        notes=found.notes,
        edition=placed.edition,
        served_from=placed.source,
        clause=next((each for each in clauses if each.citation == found.clause), None),
        clauses=clauses,
        scenarios=[scenario_of(each) for each in around.scenarios],
        conflicts=[Conflict(code=each.rule.code, method=each.method, notes=each.notes) for each in around.conflicts],
        versions=[Version(since=each.since, spec=Spec(each.spec.model_dump(mode="json"))) for each in found.versions],
    )


async def _others(info: Info, placed: Placed, keys: tuple[Key, ...]) -> list[Rule]:
    asked = [Asked(placed.edition, key) for key in dict.fromkeys(keys)]
    found = await info.context.loader(by_key).load_many(asked)
    return [rule(each) for each in found if each is not None]
