"""What the record lacks, made up from a seed. Everything that comes from here must be shown as generated."""

from etl.generated.causes import delay_codes
from etl.generated.faults import Fault, FaultKind
from etl.generated.people import crew
from etl.generated.posting import ledger
from etl.generated.returns import inbound

__all__ = ["Fault", "FaultKind", "crew", "delay_codes", "inbound", "ledger"]
