"""What a crew member may do next, as far as the rules tell."""

from dataclasses import dataclass
from typing import Any

from domain.clock import to_iso
from domain.judgement import LatestEnd


@dataclass(frozen=True, slots=True)
class Left:
    """Minutes of a quantity in the window that ends at an instant, what is left of the limit, and when it begins."""

    rule: str
    quantity: str
    limit: int
    used: int
    since: int

    @property
    def left(self) -> int:
        """What is left; less than nothing where the limit is passed."""
        return self.limit - self.used


@dataclass(frozen=True, slots=True)
class Ahead:
    """The first minute at which rest allows a report for flight duty, and the rule that allows none sooner.

    ``binding``: empty where rest asks for nothing. ``latest``: the last legal end of flight duty of one segment that
    reports then; None where nothing limits it. ``windows``: the cumulative limits at that minute.
    """

    report: int
    binding: str
    latest: LatestEnd | None
    windows: tuple[Left, ...]


def ahead_written(ahead: Ahead | None) -> dict[str, Any] | None:
    """As JSON says it; instants are ISO 8601 in UTC."""
    if ahead is None:
        return None
    end = ahead.latest
    return {
        "earliest_legal_report": to_iso(ahead.report),
        "binding": ahead.binding,
        "latest_legal_end": None if end is None else to_iso(end.end),
        "binding_end": None if end is None else end.rule,
        "windows": [_left(each) for each in ahead.windows],
    }


def _left(each: Left) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "quantity": each.quantity,
        "limit": each.limit,
        "used": each.used,
        "left": each.left,
        "since": to_iso(each.since),
    }
