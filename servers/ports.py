"""Free ports on loopback."""

import socket
from collections.abc import Iterator

LOOPBACK = "127.0.0.1"


def candidates(fixed: int | None, attempts: int = 4) -> Iterator[int]:
    """The ports to try, in turn: the fixed one only, or several that were free when asked."""
    if fixed is not None:
        yield fixed
        return
    for _ in range(attempts):
        yield free()


def free() -> int:
    """A port that nobody listens on now; somebody may take it before we do, so callers try again."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False
