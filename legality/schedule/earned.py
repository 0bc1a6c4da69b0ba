"""Credit that is told and is not what the duties come to."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.clock import hours
from domain.judgement import Finding, Verdict
from domain.schedules.schedule import Member

CREDIT: Final = "credit"


def told_otherwise(member: Member, first: date) -> Iterator[Finding]:
    """The finding of a month whose told credit cannot be what its duties earn; told is what limits are held against."""
    told, earned = member.credit.get(first), member.earned.get(first)
    if told is None or earned is None or told == earned.least or (earned.open and told > earned.least):
        return
    known = f"{'at least ' if earned.open else ''}{hours(earned.least)}"
    message = f"The credit of {member.id} in {first:%Y-%m} is told as {hours(told)}, and its duties come to {known}:"
    message += " correct one of the two."
    off = abs(told - earned.least)
    yield Finding(member.id, f"{first:%Y-%m}", CREDIT, Verdict.NEEDS_POLICY, earned.least, told, off, message)
