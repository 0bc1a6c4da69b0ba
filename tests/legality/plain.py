"""The slow, plain reading of the rest rules: every minute is looked at, nothing is indexed. Only for comparison."""

from collections.abc import Sequence

from domain.timelines.events import Fdp


def busy_minutes(duties: Sequence[Fdp]) -> set[int]:
    """Every minute of every duty."""
    return {minute for duty in duties for minute in range(duty.report, duty.release)}


def rest_before(duties: Sequence[Fdp], duty: Fdp, enough: int) -> int:
    """Free minutes straight before a report, counted back one by one; no more than ``enough`` are counted."""
    busy = busy_minutes([other for other in duties if other is not duty and other.report <= duty.report])
    count = 0
    while count < enough and duty.report - count - 1 not in busy:
        count += 1
    return count


def longest_free(duties: Sequence[Fdp], duty: Fdp, window: int) -> int:
    """The longest run of free minutes in the window before a report."""
    busy = busy_minutes([other for other in duties if other is not duty and other.report <= duty.report])
    longest = run = 0
    for minute in range(duty.report - window, duty.report):
        run = 0 if minute in busy else run + 1
        longest = max(longest, run)
    return longest
