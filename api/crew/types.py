"""Crew members."""

from datetime import date

import strawberry

from api.enums import ContractType, Position, UnionStatus
from api.values import Money, some_money
from domain.money import Currency
from store.crew import Name
from store.tables import CrewMember as Row


@strawberry.type
class CrewMember:
    """Somebody on the airline's books."""

    id: strawberry.ID
    employee_id: str
    first_name: str
    last_name: str
    position: Position
    base: str
    hire_date: date
    seniority_number: int | None
    union_status: UnionStatus
    contract_type: ContractType
    base_hourly_rate: Money | None
    currency: str

    @strawberry.field
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def crew_member(row: Row, name: Name, currency: Currency) -> CrewMember:
    """The crew member of a row."""
    return CrewMember(
        id=strawberry.ID(str(row.id)),
        employee_id=row.employee_id,
        first_name=name.first,
        last_name=name.last,
        position=row.position,
        base=row.base_location,
        hire_date=row.hire_date,
        seniority_number=row.seniority_number,
        union_status=row.union_status,
        contract_type=row.contract_type,
        base_hourly_rate=some_money(currency, row.base_rate_minor),
        currency=currency.code,
    )
