"""What one request carries: who asks, the doors, and what was looked up so far."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from api.live import Live
from domain.claims import Claims
from domain.crew import Role
from domain.errors import RefusedError
from services.doors import Doors
from store.database import ReadSession

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Context(BaseContext):
    """One request. Loaders and answers asked for once live as long as it does, so nothing leaks to the next asker."""

    def __init__(self, doors: Doors, live: Live, claims: Claims) -> None:
        super().__init__()
        self.doors = doors
        self.live = live
        self.claims = claims
        self._loaders: dict[object, DataLoader[Any, Any]] = {}
        self._once: dict[object, asyncio.Future[Any]] = {}

    @property
    def airline_id(self) -> UUID:
        """The airline whose things are asked for; ``RefusedError`` where the token names none."""
        if self.claims.airline_id is None:
            raise RefusedError("Your token names no airline: take one with `crewlex token --airline`.")
        return self.claims.airline_id

    @property
    def acting(self) -> Claims:
        """Who asks, inside one airline: a platform administrator is there what its own administrator is."""
        if self.claims.role is Role.PLATFORM:
            return replace(self.claims, role=Role.ADMIN, airline_id=self.airline_id)
        return self.claims

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[ReadSession]:
        """A short transaction of its own for one batch: resolvers run side by side and cannot share one."""
        async with self.doors.database.reading(self.acting) as session:
            yield session

    def loader(self, make: "Callable[[Context], DataLoader[_K, _V]]") -> DataLoader[_K, _V]:
        """This request's loader of one kind, made when it is first asked for."""
        if make not in self._loaders:
            self._loaders[make] = make(self)
        return self._loaders[make]

    async def once(self, ask: "Callable[[Context], Awaitable[_V]]") -> _V:
        """What ``ask`` answers, asked once a request however many resolvers want it."""
        if ask not in self._once:
            self._once[ask] = asyncio.ensure_future(ask(self))
        # Shielded: one resolver that is given up must not take the answer from the others.
        answer: _V = await asyncio.shield(self._once[ask])
        return answer


Info = strawberry.Info[Context, None]
