"""Bounds what is read of a request, before anything is made of it."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from fastapi import HTTPException

from domain.timelines.reading import MOST_BYTES

TOO_LONG: Final = f"The body has more than {MOST_BYTES // 1_000_000} MB: send one crew member's events only."

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Message, Receive, Send], Awaitable[None]]


class Bounded:
    """An application whose requests have no more than 100 MB: 413 with one sentence, as soon as it is known."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers a request."""
        await self._app(scope, _counted(scope, receive) if scope["type"] == "http" else receive, send)


def _counted(scope: Message, receive: Receive) -> Receive:
    """Receives the body in parts, up to the limit; one that tells a greater length is not begun."""
    told = dict(scope["headers"]).get(b"content-length", b"")
    size = int(told[:20]) if told.isdigit() else 0  # no number of thousands of digits
    read = 0

    async def counted() -> Message:
        nonlocal read
        _check(size)
        message = await receive()
        read += len(message.get("body", b""))
        _check(read)
        return message

    return counted


def _check(size: int) -> None:
    if size > MOST_BYTES:
        raise HTTPException(413, TOO_LONG)
