"""The enumerations of the record and the rules as the schema knows them: types name them from here."""

import strawberry

from domain.crew import Position, Role
from domain.judgement import Verdict as Outcome
from domain.rulegraph import EdgeKind, Method
from domain.rules.pay import Grain
from domain.rules.rule import Phase, RuleKind
from services.ladders import Rung as PayStep
from services.statementlevels import Level as PayLevel
from store.tables.enums import (
    ClaimStatus,
    ClaimType,
    ContractType,
    Decision,
    DetectedBy,
    DiscrepancyType,
    FlightStatus,
    PaymentStatus,
    PeriodStatus,
    Resolution,
    Severity,
    UnionStatus,
)

__all__ = [
    "ClaimStatus",
    "ClaimType",
    "ContractType",
    "Decision",
    "DetectedBy",
    "DiscrepancyType",
    "EdgeKind",
    "FlightStatus",
    "Grain",
    "Method",
    "Outcome",
    "PayLevel",
    "PayStep",
    "PaymentStatus",
    "PeriodStatus",
    "Phase",
    "Position",
    "Resolution",
    "Role",
    "RuleKind",
    "Severity",
    "UnionStatus",
]

# Registered here, before a type names them: what strawberry meets unregistered it takes for another of the same name.
for _name in __all__:
    strawberry.enum(globals()[_name], name=_name, description=globals()[_name].__doc__)
