"""Big graphs without the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Looks for no circular garbage meanwhile, in the whole process.

    Reading and resolving a graph makes many small values that stay, and next to none that are circular garbage: to
    look through them again and again takes as long as the work.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
