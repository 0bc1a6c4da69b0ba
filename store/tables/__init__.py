"""The tables of the record: a noun per module. Importing this package registers all of them.

Decimal columns are generated from integer ones for readers; nothing reads them back.
"""

from sqlmodel import SQLModel

from store.tables.absences import CrewDay, Holiday, Standby
from store.tables.adjustments import PayAdjustment, PayRetro, TripReceipt
from store.tables.airlines import Airline, Airport, User
from store.tables.audit import AuditEntry
from store.tables.backfills import Backfill
from store.tables.claims import Claim, ClaimCounter
from store.tables.crew import CrewMember, CrewRate
from store.tables.discrepancies import Discrepancy
from store.tables.drafts import Draft
from store.tables.editions import Edition, EditionContent, EditionPart
from store.tables.flights import Aircraft, Flight
from store.tables.impacts import ImpactRow
from store.tables.ledger import LedgerEntry
from store.tables.mirrors import ContractTerm, FaaRule, RuleInterpretation
from store.tables.notifications import Notification
from store.tables.pay import PayCalculation, PayLine, PayLiveRun, PayNeed, PayPeriod, PayRunPart, PayRunRow
from store.tables.rosters import CrewAssignment, Duty, Roster, Trip
from store.tables.rulebooks import RulebookBody, RunInput
from store.tables.verdicts import VerdictRow
from store.tables.versions import VERSIONED

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "VERSIONED",
    "Aircraft",
    "Airline",
    "Airport",
    "AuditEntry",
    "Backfill",
    "Claim",
    "ClaimCounter",
    "ContractTerm",
    "CrewAssignment",
    "CrewDay",
    "CrewMember",
    "CrewRate",
    "Discrepancy",
    "Draft",
    "Duty",
    "Edition",
    "EditionContent",
    "EditionPart",
    "FaaRule",
    "Flight",
    "Holiday",
    "ImpactRow",
    "LedgerEntry",
    "Notification",
    "PayAdjustment",
    "PayCalculation",
    "PayLine",
    "PayLiveRun",
    "PayNeed",
    "PayPeriod",
    "PayRetro",
    "PayRunPart",
    "PayRunRow",
    "Roster",
    "RuleInterpretation",
    "RulebookBody",
    "RunInput",
    "Standby",
    "Trip",
    "TripReceipt",
    "User",
    "VerdictRow",
]
