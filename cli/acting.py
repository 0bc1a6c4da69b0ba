"""Who a command acts as: the person whose token is set, else whoever can read the passwords of the servers."""

from domain.claims import Claims
from domain.errors import RefusedError
from services.airlines import OPERATOR
from services.doors import Doors
from services.settings import settings
from services.tokens import TokenError


def actor(doors: Doors) -> Claims:
    """The holder of ``CREWLEX_TOKEN``, or the platform's operator where it is not set.

    ``RefusedError`` for a token that lets nobody in: nobody acts as somebody else by mistake.
    """
    token = settings().token
    if token is None:
        return OPERATOR
    try:
        return doors.tokens.verify(token.get_secret_value())
    except TokenError as wrong:
        said = str(wrong).removesuffix(": sign in again.")
        raise RefusedError(
            f"CREWLEX_TOKEN: {said}. Print a new one with `crewlex token`, or unset it to act as the operator."
        ) from wrong
