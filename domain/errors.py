"""The errors of crewlex: the message says what happened, where, and what to do about it."""

from collections.abc import Iterable


class CrewlexError(Exception):
    """What every error of ours is: shown to users as one sentence, never as a traceback.

    ``about``: the keys of the rules that cannot stand as they are, where it is about rules.
    """

    def __init__(self, message: str = "", about: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.about = tuple(about)


class InputError(CrewlexError):
    """Something a person or a feed gave us is wrong: the message names the place and the remedy."""


class NotFoundError(CrewlexError):
    """What was asked for is not there (or not there for this airline)."""


class RefusedError(CrewlexError):
    """The request is understood and not allowed, or not possible as things stand."""


class UnavailableError(CrewlexError):
    """A server, a file or a program that is needed cannot be had now; the message says what to do."""


class ConflictError(RefusedError):
    """Two rules that can hold together say different things and nothing settles it; both clauses are named."""
