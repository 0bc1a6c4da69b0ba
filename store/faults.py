"""What Postgres refuses, said as one of our errors: what happened, where, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

from domain.errors import CrewlexError, InputError, RefusedError, UnavailableError

_ADVICE: Final[dict[str, tuple[type[CrewlexError], str]]] = {
    "42501": (RefusedError, "You may not do this with your role in this airline: {detail}."),
    "23505": (InputError, "There is one like it already: {detail}."),
    "23503": (InputError, "It refers to something that is not there, or is another airline's: {detail}."),
    "23514": (InputError, "The record does not take this value: {detail}."),
    "23502": (InputError, "A value is missing: {detail}."),
    "22P02": (InputError, "A value is not one the record knows: {detail}."),
    "22003": (InputError, "A number is too large for the record: {detail}."),
    "22001": (InputError, "A text is too long for the record: {detail}."),
    "22P05": (InputError, "A text has a character that the record cannot hold: {detail}."),
    "25006": (RefusedError, "This transaction only reads: {detail}."),
    "57014": (UnavailableError, "Postgres stopped a statement that took too long. Ask for less, or try again later."),
    "55P03": (UnavailableError, "Somebody else holds what this needs, and did not let go in time. Try again."),
    "40P01": (UnavailableError, "Two changes waited for each other and this one was stopped. Try again."),
    "42P01": (UnavailableError, "The database lacks a table ({detail}). Run: crewlex migrate"),
    "42703": (UnavailableError, "The database lacks a column ({detail}). Run: crewlex migrate"),
    "42883": (UnavailableError, "The database lacks a function ({detail}). Run: crewlex migrate"),
    "53300": (UnavailableError, "Postgres has no connection left. Close other programs, or point at a pooler."),
    "53100": (UnavailableError, "The disk of Postgres is full. Make room, then try again."),
}
"""What each condition code of Postgres means here."""
_GONE: Final = ("08", "28", "3D", "53", "57", "58")
"""The classes of conditions that are the server's, and not the statement's."""


def translate(error: BaseException, where: str) -> CrewlexError:
    """Our error for one of the driver's. ``where`` is ``host:port/name``."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(cause, "sqlstate", None)
    if code == "42501" and "set role" in _detail(cause):
        return UnavailableError(f"The login of Postgres at {where} may not serve yet. Run: crewlex migrate")
    if code == "22023" and "crewlex_serving" in _detail(cause):
        return UnavailableError(f"Postgres at {where} is not set up for crewlex yet. Run: crewlex migrate")
    if isinstance(error, StaleDataError):
        return RefusedError("What you would change is not yours to change, or is gone: ask an administrator.")
    if code == "42501" and _is_ours(cause):
        return RefusedError(f"{_detail(cause)}.")
    if code in _ADVICE:
        kind, advice = _ADVICE[code]
        return kind(advice.format(detail=_detail(cause)))
    if isinstance(error, PoolTimeoutError):
        return UnavailableError(f"Every connection to Postgres at {where} is in use. Try again in a moment.")
    if isinstance(cause, psycopg.OperationalError) and (code or "08")[:2] in _GONE:
        return _unreachable(cause, where)
    if (code or "").startswith("22"):
        return InputError(f"A value does not fit the record: {_detail(cause)}.")
    return RefusedError(f"Postgres at {where} refused a statement: {_detail(cause)}.")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turns the driver's errors into ours. Ours pass as they are."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, StaleDataError, psycopg.Error) as error:
        raise translate(error, where) from error


def _unreachable(cause: BaseException, where: str) -> UnavailableError:
    said = str(cause).strip().splitlines()[-1] if str(cause).strip() else type(cause).__name__
    if "password" in said or "authentication" in said:
        return UnavailableError(f"Postgres at {where} does not accept the user or the password. Check DATABASE_URL.")
    if "does not exist" in said:
        return UnavailableError(f"Postgres at {where} answers, but: {said}. Check the name in DATABASE_URL.")
    return UnavailableError(
        f"Postgres at {where} does not answer ({said}). Start it with: crewlex up, or check DATABASE_URL."
    )


def _is_ours(cause: BaseException) -> bool:
    """Whether a trigger of ours refused, in its own sentence: a step out of order, say, and no question of roles."""
    return isinstance(cause, psycopg.Error) and cause.diag.source_function == "exec_stmt_raise"


def _detail(cause: BaseException) -> str:
    """The server's own words, on one line, without the caret and the statement."""
    told = getattr(cause, "diag", None)
    words = " ".join(filter(None, (told.message_primary, told.message_detail))) if told else ""
    return " ".join((words or str(cause)).split()).rstrip(".")
