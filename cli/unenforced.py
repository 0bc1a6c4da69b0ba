"""What a demonstration says of the hard rules that its schedule was planned without."""

from collections.abc import Sequence

from cli import console


def say(codes: Sequence[str]) -> None:
    """Names each rule; nothing where the schedule keeps them all."""
    if codes:
        console.say(
            f"This schedule is a demonstration and cannot be published: {len(codes)} hard rules that a plan must keep "
            "are not enforced by the solver yet."
        )
    for code in codes:
        console.say(f"not enforced by the solver yet: {code}")
