"""What a check returns when a limit is not kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """Both sides of one comparison, in minutes. Not ``certain``: it is broken on one reading only, policy must say."""

    limit: int
    actual: int
    message: str
    certain: bool = True

    @property
    def excess(self) -> int:
        """By how much, in minutes; always positive, whether the limit is a maximum or a minimum."""
        return abs(self.actual - self.limit)
