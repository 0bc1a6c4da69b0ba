"""The enumerations of the tables, in the order that sorting follows. Those of crew are the domain's."""

from enum import StrEnum


class UserRole(StrEnum):
    """What a person with a login may do."""

    PLATFORM = "platform_super_admin"
    ADMIN = "airline_admin"
    USER = "airline_user"


class UnionStatus(StrEnum):
    """Membership of a union."""

    UNION_MEMBER = "UNION_MEMBER"
    NON_UNION = "NON_UNION"
    PROBATIONARY = "PROBATIONARY"


class ContractType(StrEnum):
    """How somebody is employed."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"


class FlightStatus(StrEnum):
    """Where a flight stands."""

    SCHEDULED = "SCHEDULED"
    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    CANCELLED = "CANCELLED"


class Stage(StrEnum):
    """How firm a roster row is."""

    BID = "BID"
    AWARDED = "AWARDED"
    PUBLISHED = "PUBLISHED"
    AT_REPORT = "AT_REPORT"
    FLOWN = "FLOWN"


class PeriodStatus(StrEnum):
    """Where a pay period stands."""

    OPEN = "OPEN"
    PROCESSING = "PROCESSING"
    CLOSED = "CLOSED"
    PAID = "PAID"


class RunStatus(StrEnum):
    """Where a pay run stands: in work, to be looked at, seen by the crew, released; or it was given up."""

    PROCESSING = "PROCESSING"
    PREVIEW = "PREVIEW"
    CREW_REVIEWED = "CREW_REVIEWED"
    RELEASED = "RELEASED"
    ABANDONED = "ABANDONED"


class PartStatus(StrEnum):
    """Where a part of a run stands; a stuck one names the bad input that it waits for."""

    WAITING = "WAITING"
    STUCK = "STUCK"
    DONE = "DONE"


class AdjustmentKind(StrEnum):
    """Why something is paid after its period was closed."""

    CORRECTION = "CORRECTION"
    RETRO = "RETRO"


class StandbyKind(StrEnum):
    """Where a standby is kept."""

    AIRPORT = "AIRPORT"
    HOME = "HOME"


class DayKind(StrEnum):
    """What a crew member's day on the base clock is, beside flying."""

    TRAINING = "TRAINING"
    VACATION = "VACATION"
    UNPAID = "UNPAID"
    DAY_OFF = "DAY_OFF"
    LEAVE = "LEAVE"


class AssignedBy(StrEnum):
    """How a duty came to its crew member."""

    LINE = "LINE"
    TRADE = "TRADE"
    PICK_UP = "PICK_UP"
    RESERVE = "RESERVE"
    JUNIOR = "JUNIOR"
    RECALL = "RECALL"


class DiscrepancyType(StrEnum):
    """What is wrong with a payment."""

    UNDERPAYMENT = "UNDERPAYMENT"
    OVERPAYMENT = "OVERPAYMENT"
    MISSING_PREMIUM = "MISSING_PREMIUM"
    MISSING_FLIGHT = "MISSING_FLIGHT"
    INCORRECT_RATE = "INCORRECT_RATE"
    GUARANTEE_SHORTFALL = "GUARANTEE_SHORTFALL"
    PER_DIEM_ERROR = "PER_DIEM_ERROR"
    DUPLICATE_PAYMENT = "DUPLICATE_PAYMENT"


class Severity(StrEnum):
    """How bad it is: the lowest first, so that a descending sort begins with CRITICAL."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class DetectedBy(StrEnum):
    """Who found a discrepancy."""

    PROACTIVE_AGENT = "PROACTIVE_AGENT"
    CREW_CLAIM = "CREW_CLAIM"
    SYSTEM_CHECK = "SYSTEM_CHECK"


class Resolution(StrEnum):
    """Where a discrepancy stands."""

    OPEN = "OPEN"
    INVESTIGATING = "INVESTIGATING"
    RESOLVED = "RESOLVED"
    CLOSED = "CLOSED"


class ClaimType(StrEnum):
    """What a claim says went wrong."""

    UNDERPAYMENT = "UNDERPAYMENT"
    MISSING_FLIGHT = "MISSING_FLIGHT"
    MISSING_PREMIUM = "MISSING_PREMIUM"
    INCORRECT_RATE = "INCORRECT_RATE"
    GUARANTEE_SHORTFALL = "GUARANTEE_SHORTFALL"
    PER_DIEM_ERROR = "PER_DIEM_ERROR"
    OTHER = "OTHER"


class ClaimStatus(StrEnum):
    """Where a claim stands."""

    SUBMITTED = "SUBMITTED"
    UNDER_REVIEW = "UNDER_REVIEW"
    APPROVED = "APPROVED"
    DENIED = "DENIED"
    APPEALED = "APPEALED"
    PAID = "PAID"


class Decision(StrEnum):
    """What a review ends with."""

    APPROVE = "APPROVE"
    DENY = "DENY"
    PARTIAL_APPROVE = "PARTIAL_APPROVE"


class PaymentStatus(StrEnum):
    """Where the payment of an approved claim stands."""

    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    PAID = "PAID"
    FAILED = "FAILED"


class NotificationType(StrEnum):
    """What a notification is about."""

    PROACTIVE_FIX = "PROACTIVE_FIX"
    CLAIM_STATUS = "CLAIM_STATUS"
    SCHEDULE_PUBLISHED = "SCHEDULE_PUBLISHED"
    SCHEDULE_CHANGED = "SCHEDULE_CHANGED"
    ROUTE_CHANGED = "ROUTE_CHANGED"


class Delivery(StrEnum):
    """The way a notification takes."""

    EMAIL = "EMAIL"
    SMS = "SMS"
    APP_PUSH = "APP_PUSH"
    IN_APP = "IN_APP"
    WEBHOOK = "WEBHOOK"


class Action(StrEnum):
    """What somebody did."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    DELETED = "DELETED"
    APPROVED = "APPROVED"
    DENIED = "DENIED"
    SUBMITTED = "SUBMITTED"
    REVIEWED = "REVIEWED"
    CALCULATED = "CALCULATED"
    VALIDATED = "VALIDATED"
    PUBLISHED = "PUBLISHED"
    READ = "READ"
    RELEASED = "RELEASED"
    ABANDONED = "ABANDONED"
    CLOSED = "CLOSED"
    PAID = "PAID"
    POSTED = "POSTED"


class ActorType(StrEnum):
    """What kind of actor did it."""

    CREW = "CREW"
    ADMIN = "ADMIN"
    AI_AGENT = "AI_AGENT"
    SYSTEM = "SYSTEM"


class DraftStatus(StrEnum):
    """Where a change set stands: a draft, checked, reviewed by somebody else, published; or it came to nothing."""

    OPEN = "OPEN"
    CHECKED = "CHECKED"
    APPROVED = "APPROVED"
    PUBLISHED = "PUBLISHED"
    REJECTED = "REJECTED"
    DISCARDED = "DISCARDED"


class Change(StrEnum):
    """What a row version came from."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
