"""The enumerations of the record and the rules, as the schema names them."""

from enum import Enum
from typing import Final

import strawberry

from domain.crew import Position, Role
from domain.rulegraph import EdgeKind, Method
from domain.rules.pay import Grain
from domain.rules.rule import Phase, RuleKind
from domain.timeline import Verdict
from store.tables import enums

SHARED: Final[tuple[type[Enum], ...]] = tuple(
    strawberry.enum(kind, description=(kind.__doc__ or "").strip())
    for kind in (
        Position,
        Role,
        EdgeKind,
        Method,
        Grain,
        Phase,
        RuleKind,
        Verdict,
        enums.ClaimStatus,
        enums.ClaimType,
        enums.ContractType,
        enums.Decision,
        enums.DetectedBy,
        enums.DiscrepancyType,
        enums.FlightStatus,
        enums.PaymentStatus,
        enums.PeriodStatus,
        enums.Resolution,
        enums.Severity,
        enums.UnionStatus,
    )
)
"""Each is registered once; types name the class itself."""
