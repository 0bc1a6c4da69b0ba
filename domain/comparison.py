"""Two values held against each other: each part that differs, by its readable path (``rows[06:00].limits[4]``)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from domain.spelling import hints_of, pick, spelled

Items = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, as people write it; None where there was nothing."""

    path: str
    before: str | None
    after: str | None


def changes(before: object, after: object, path: str, hint: Any = None) -> Iterator[Change]:
    """What differs between two values, in the order of their fields; nothing for equal ones.

    ``path`` is the way to both, in the path language of edits: an item of a list is picked by its start, by position
    and years, or by its place counted from 1, in a map by its key.
    """
    if before == after:
        return
    if isinstance(before, BaseModel) and type(before) is type(after):
        yield from fields(before, after, path)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _items(dict(before), dict(after), path, hint)
    elif isinstance(before, tuple | list) and isinstance(after, tuple | list) and _by_item(before, after):
        yield from _lists(before, after, path, hint)
    else:
        yield Change(path, _told(before, hint), _told(after, hint))


def fields(before: BaseModel, after: object, path: str = "", leave_out: Collection[str] = ()) -> Iterator[Change]:
    """What differs between the fields of two records of one kind."""
    hints = hints_of(type(before))
    for name in type(before).model_fields:
        if name not in leave_out:
            way = f"{path}.{name}" if path else name
            yield from changes(getattr(before, name), getattr(after, name), way, hints[name])


def _by_item(before: Items, after: Items) -> bool:
    """Whether two lists are compared item by item: records, and rows of figures that are as long as each other."""
    every = [*before, *after]
    figures = len(before) == len(after) and all(isinstance(item, int) for item in every)
    return figures or all(isinstance(item, BaseModel) for item in every)


def _lists(before: Items, after: Items, path: str, hint: Any) -> Iterator[Change]:
    old, new = _by_name(before), _by_name(after)
    if old is None or new is None:
        old, new = _by_place(before), _by_place(after)
    found = list(_items(old, new, path, hint))
    yield from found or [Change(f"{path} in order", ", ".join(old), ", ".join(new))]


def _by_name(items: Items) -> dict[str, Any] | None:
    """The items by what each is picked by; None unless every one has a name of its own."""
    named = {pick(vars(item)) if isinstance(item, BaseModel) else None: item for item in items}
    return named if len(named) == len(items) and None not in named else None  # type: ignore[return-value]


def _by_place(items: Items) -> dict[str, Any]:
    return {str(place): item for place, item in enumerate(items, start=1)}


def _items(before: Mapping[str, Any], after: Mapping[str, Any], path: str, hint: Any) -> Iterator[Change]:
    """What differs between two maps; an item that only one of them has is told whole."""
    for name in dict.fromkeys((*before, *after)):
        way = f"{path}[{spelled(name)}]"
        if name not in after:
            yield Change(way, _told(before[name], hint), None)
        elif name not in before:
            yield Change(way, None, _told(after[name], hint))
        else:
            yield from changes(before[name], after[name], way, hint)


def _told(value: object, hint: Any) -> str | None:
    return None if value is None else spelled(value, hint)
