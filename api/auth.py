"""Who asks: the bearer token of a request."""

from typing import Final

from fastapi import HTTPException, Request

from domain.claims import Claims
from services.tokens import TokenError, Tokens

_MISSING: Final = "Sign in first: send a token in the header `Authorization: Bearer …`."


def bearer(request: Request, tokens: Tokens) -> Claims:
    """The claims of the request's token; 401 with one sentence where it is missing, expired, altered or foreign."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthorized(_MISSING)
    try:
        return tokens.verify(token.strip())
    except TokenError as refused:
        raise _unauthorized(str(refused)) from refused


def _unauthorized(sentence: str) -> HTTPException:
    return HTTPException(401, sentence, {"WWW-Authenticate": "Bearer"})
