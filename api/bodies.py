"""Reads the bodies of requests as strictly as files are read."""

import json

from fastapi import HTTPException
from strawberry.fastapi import GraphQLRouter

from api.context import Context
from domain.errors import InputError
from domain.timelines.plain import once


class Router(GraphQLRouter[Context, None]):
    """The GraphQL endpoint. A body that says a thing twice, or cannot be read, is a 400 with one sentence."""

    def decode_json(self, data: str | bytes) -> object:
        """The value of a body: of two keys alike in one place JSON would silently take the later."""
        try:
            return json.loads(data, object_pairs_hook=once)
        except InputError as twice:
            raise HTTPException(400, str(twice)) from twice
        except ValueError as wrong:  # no JSON, no UTF-8, or a number of thousands of digits
            raise HTTPException(400, "The body is no JSON that can be read: correct it.") from wrong
        except RecursionError as deep:
            raise HTTPException(400, "The body is nested too deep: write its parts in lists.") from deep
