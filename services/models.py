"""The solver's model of a month, not solved: what it would be made of, its hash, and the limits in it."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from domain.canonical import canonical
from domain.claims import Claims
from domain.rulebook import Rulebook
from services import airlines, problems, rulebooks
from services.doors import Doors
from services.months import Month
from solver.fingerprint import model_hash
from solver.problem import Problem
from solver.terms import binding


@dataclass(frozen=True, slots=True)
class Model:
    """What the solver would solve: the hash covers the problem and every limit."""

    hash: str
    problem: Problem
    rulebook: Rulebook


class Limit(NamedTuple):
    """One limit that the model keeps, in words: where it holds and what it says."""

    rule: str
    family: str
    scenarios: str
    says: str


async def of_month(doors: Doors, claims: Claims, airline: str, month: Month, *, demonstration: bool = False) -> Model:
    """The month's model: the flights and crew on record, under the Rulebook in force."""
    return (await asked(doors, claims, airline, month, demonstration=demonstration))[1]


async def asked(
    doors: Doors, claims: Claims, airline: str, month: Month, *, demonstration: bool = False
) -> tuple[UUID, Model]:
    """The airline's id, and the month's model."""
    found = await airlines.find(doors, claims, airline)
    rulebook = await rulebooks.in_force(doors, claims, airline, *month)
    async with doors.database.reading(claims) as session:
        problem = await problems.of_month(session, found.id, month)
    return found.id, Model(model_hash(problem, rulebook, demonstration=demonstration), problem, rulebook)


def limits(rulebook: Rulebook) -> list[Limit]:
    """The limits of a model under this Rulebook, by rule."""
    return [
        Limit(
            str(rule.key),
            rule.family or "",
            ", ".join(scenario.id for scenario in rulebook.scenarios_of(rule.key)),
            " | ".join(canonical(version.spec.model_dump(exclude={"family"})) for version in rule.versions),
        )
        for rule in sorted(binding(rulebook), key=lambda rule: rule.key)
    ]
