"""Nested values as the lines of a YAML document: what fits on one line stands on one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.export.scalars import paragraph, scalar

WIDTH: Final = 110
_STEP: Final = 2


def mapping(values: Mapping[str, object], indent: int = 0) -> Iterator[str]:
    """The entries of a mapping, each on lines of its own."""
    for name, value in values.items():
        yield from _put(f"{' ' * indent}{scalar(name, inside=True)}:", value, indent)


def entry(values: Mapping[str, object]) -> Iterator[str]:
    """One item of a top-level list, each of its fields on lines of its own."""
    first, *others = mapping(values, 2 * _STEP)
    yield f"{' ' * _STEP}- {first[2 * _STEP :]}"
    yield from others


def flow(value: object) -> str:
    """A value in brackets, on one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(name, inside=True)}: {flow(item)}" for name, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, inside=True)


def _put(head: str, value: object, indent: int) -> Iterator[str]:
    """A value after its name or its dash."""
    match value:
        case str() if lines := paragraph(value):
            yield f"{head} |{'' if value.endswith(chr(10)) else '-'}"
            yield from (f"{' ' * (indent + _STEP)}{line}" if line else "" for line in lines)
        case Mapping() | list() | tuple():
            yield from _nested(head, value, indent)
        case _:
            yield f"{head} {scalar(value)}"


def _nested(head: str, value: Mapping[str, object] | Sequence[object], indent: int) -> Iterator[str]:
    line = f"{head} {flow(value)}"
    if len(line) <= WIDTH or not value:
        yield line
        return
    yield head
    if isinstance(value, Mapping):
        yield from mapping(value, indent + _STEP)
        return
    for item in value:
        yield from _put(f"{' ' * (indent + _STEP)}-", item, indent + _STEP)
