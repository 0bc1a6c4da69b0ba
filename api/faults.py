"""Errors as clients see them: ours with their sentence and a code; anything else hidden, and in the log."""

import logging
from collections.abc import Iterator
from typing import Final
from uuid import uuid4

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from domain.errors import (
    ConflictError,
    CrewlexError,
    InputError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)

_LOG = logging.getLogger(__name__)
_CODES: Final[tuple[tuple[type[CrewlexError], str], ...]] = (
    (InputError, "BAD_INPUT"),
    (NotFoundError, "NOT_FOUND"),
    (ConflictError, "CONFLICT"),
    (RefusedError, "REFUSED"),
    (UnavailableError, "UNAVAILABLE"),
)
"""The first that fits counts."""


class Faults(SchemaExtension):
    """Rewrites the errors of an answer before it leaves."""

    def on_operation(self) -> Iterator[None]:
        """Runs around the whole operation."""
        yield
        result = self.execution_context.result
        errors = getattr(result, "errors", None)
        if errors:
            result.errors = [told(error) for error in errors]  # type: ignore[union-attr]


def told(error: GraphQLError) -> GraphQLError:
    """The error as it may be told."""
    cause = error.original_error
    if isinstance(cause, CrewlexError):
        return _like(error, str(cause), _code(cause))
    if cause is None or error.path is None:  # the query itself is wrong: its words come from the query
        return _like(error, error.message, "BAD_QUERY")
    reference = uuid4().hex[:8]
    _LOG.error("Unexpected, told to the client as %s", reference, exc_info=cause)
    return _like(error, f"Something went wrong here. The log tells more under {reference}.", "INTERNAL")


def _code(cause: CrewlexError) -> str:
    return next((code for kind, code in _CODES if isinstance(cause, kind)), "FAILED")


def _like(error: GraphQLError, message: str, code: str) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code},
    )
