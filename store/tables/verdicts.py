"""What the judge said of a roster or of what was flown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from domain.judgement import Verdict
from store.tables.columns import document, key, member, moment, stamp, within_airline


class VerdictRow(SQLModel, table=True):
    """One judgement of a whole period. ``subject`` says of what: the roster as planned, or as flown."""

    __tablename__ = "verdicts"
    __table_args__ = (
        within_airline("pay_period_id", "pay_periods"),
        within_airline("rulebook_hash", "rulebooks", "hash"),
        Index("ix_verdicts_period", "airline_id", "pay_period_id", "subject", "judged_at"),
    )

    id: UUID = key()
    airline_id: UUID = Field(foreign_key="airlines.id")
    pay_period_id: UUID
    subject: str = Field(max_length=40)
    rulebook_hash: str = Field(max_length=71)
    verdict: Verdict = member(Verdict, "verdict")
    duties: int
    findings: list[Any] = document("[]")
    checked: list[Any] = document("[]")
    unchecked: list[Any] = document("[]")
    judged_at: datetime = moment()
    created_at: datetime = stamp()
