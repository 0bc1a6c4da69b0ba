"""Gives the schema the words that the code has: what stands in a docstring is what a client reads."""

from inspect import cleandoc

from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField


def described(schema: GraphQLSchema) -> None:
    """Fills in the descriptions of types and fields that have none."""
    for kind in schema.type_map.values():
        found = kind.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            continue
        if isinstance(found, StrawberryObjectDefinition):
            kind.description = kind.description or _words(found.origin)
            _describe_fields(kind)


def _describe_fields(kind: GraphQLObjectType | GraphQLInputObjectType) -> None:
    for field in kind.fields.values():
        found = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if isinstance(found, StrawberryField) and found.base_resolver is not None:
            field.description = field.description or _words(found.base_resolver.wrapped_func)


def _words(thing: object) -> str | None:
    return cleandoc(thing.__doc__) if thing.__doc__ else None
