"""The rules of the newest edition as tables, for people who read with SQL. The graph decides; these are copies."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from domain.crew import Group
from store.tables.columns import key, members, stamp


class FaaRule(SQLModel, table=True):
    """One paragraph of law; shared by every airline."""

    __tablename__ = "faa_rules"

    id: UUID = key()
    rule_code: str = Field(max_length=80, unique=True)
    rule_category: str = Field(max_length=80, index=True)
    rule_title: str = Field(sa_type=Text)
    rule_text: str = Field(sa_type=Text)
    effective_date: date
    expiration_date: date | None = None
    applies_to: list[Group] = members(Group, "crew_group")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class ContractTerm(SQLModel, table=True):
    """One term of an airline's contract with its typed formula."""

    __tablename__ = "union_contract_terms"
    __table_args__ = (UniqueConstraint("airline_id", "term_code"),)

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    term_code: str = Field(max_length=80)
    term_category: str = Field(max_length=80, index=True)
    term_title: str = Field(sa_type=Text)
    term_text: str = Field(sa_type=Text)
    calculation_formula: dict[str, Any] | None = Field(default=None, nullable=True, sa_type=JSONB(none_as_null=True))
    effective_date: date
    expiration_date: date | None = None
    applies_to: list[Group] = members(Group, "crew_group")
    created_at: datetime = stamp()
    updated_at: datetime = stamp()


class RuleInterpretation(SQLModel, table=True):
    """How rules were read for one scenario, and by whom that was confirmed; ``airline_id`` is null for shared law."""

    __tablename__ = "rule_interpretations"
    __table_args__ = (CheckConstraint("confidence_score BETWEEN 0 AND 100", name="ck_rule_interpretations_confidence"),)

    id: UUID = key()
    airline_id: UUID | None = Field(default=None, foreign_key="airlines.id", index=True)
    scenario_description: str = Field(sa_type=Text)
    applicable_faa_rule_ids: list[UUID] = Field(default_factory=list, nullable=False, sa_type=ARRAY(Uuid))
    applicable_contract_term_ids: list[UUID] = Field(default_factory=list, nullable=False, sa_type=ARRAY(Uuid))
    interpretation: str = Field(sa_type=Text)
    example_calculation: dict[str, Any] | None = Field(default=None, nullable=True, sa_type=JSONB(none_as_null=True))
    confidence_score: int
    validated_by: UUID | None = None
    created_at: datetime = stamp()
    updated_at: datetime = stamp()
