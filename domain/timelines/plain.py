"""YAML that says no more than JSON can, built without recursion: instants and ``12:00`` stay text, keys stand once."""

import re
from collections.abc import Sequence
from typing import Any, Final

import yaml

from domain.errors import InputError

DEEPEST: Final = 32
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")


def once(pairs: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """A mapping of pairs; a key that stands twice, or that is no text, is an ``InputError``."""
    found: dict[str, Any] = {}
    for key, item in pairs:
        if not isinstance(key, str):
            raise InputError(f"The key {str(key)[:40]} is no text: remove it or correct its spelling.")
        if key in found:
            raise InputError(f"The key {key[:40]} stands twice in one place: keep one of them.")
        found[key] = item
    return found


class _Nested:
    """One list or mapping while it is built; a mapping's keys and values come in turn."""

    def __init__(self, mapping: bool) -> None:
        self.mapping = mapping
        self.items: list[Any] = []

    def value(self) -> object:
        return once(list(zip(self.items[::2], self.items[1::2], strict=True))) if self.mapping else self.items


def value(text: str, most: int) -> object:
    """What a YAML text says. A list of more than ``most`` items, or what JSON cannot say, is an ``InputError``."""
    stack = [_Nested(mapping=False)]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        match event:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                stack.append(_Nested(isinstance(event, yaml.MappingStartEvent)))
                if len(stack) > DEEPEST:
                    raise _at(event, "this is nested too deep: write its parts in lists")
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = stack.pop()
                stack[-1].items.append(done.value())
            case yaml.ScalarEvent():
                stack[-1].items.append(_scalar(event))
            case yaml.AliasEvent():
                raise _at(event, "there are no aliases here: write the value out")
        if len(stack[-1].items) > 2 * most or (not stack[-1].mapping and len(stack[-1].items) > most):
            raise _at(event, f"this list has more than {most:,} items: give a shorter one")
    return _only(stack[0].items)


def _only(documents: list[object]) -> object:
    if len(documents) != 1:
        raise InputError(f"There are {len(documents)} documents: give one.")
    return documents[0]


def _scalar(event: yaml.ScalarEvent) -> object:
    text: str = event.value
    if event.tag is not None:
        raise _at(event, f"the tag {event.tag} says nothing here: remove it")
    if event.style:  # quoted
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return text


def _at(event: yaml.Event, what: str) -> InputError:
    line = 0 if event.start_mark is None else event.start_mark.line
    return InputError(f"Line {line + 1}: {what}.")
