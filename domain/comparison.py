"""Two values held against each other: each part that differs, by its readable path (``rows[06:00].limits[4]``)."""

from collections import Counter
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
    elif _listed(before, after):
        yield from _lists(before, after, path, hint)  # type: ignore[arg-type]  (both are lists: asked above)
    else:
        yield Change(path, _told(before, hint), _told(after, hint))


def fields(before: BaseModel, after: object, path: str = "", leave_out: Collection[str] = ()) -> Iterator[Change]:
    """What differs between the fields of two records of one kind."""
    hints = hints_of(type(before))
    for name in type(before).model_fields:
        if name not in leave_out:
            way = f"{path}.{name}" if path else name
            yield from changes(getattr(before, name), getattr(after, name), way, hints[name])


def _listed(before: object, after: object) -> bool:
    """Whether two lists are compared item by item: records, and rows of figures that are as long as each other."""
    if not isinstance(before, tuple | list) or not isinstance(after, tuple | list):
        return False
    every = [*before, *after]
    return all(isinstance(item, BaseModel) for item in every) or (
        len(before) == len(after) and all(isinstance(item, int) for item in every)
    )


def _lists(before: Items, after: Items, path: str, hint: Any) -> Iterator[Change]:
    old, new = _named(before), _named(after)
    if not _all_picked(old, new):
        old, new = (dict(enumerate(map(str, range(1, len(each) + 1)))) for each in (before, after))
    found = list(
        _items(
            {name: before[place] for place, name in old.items()},
            {name: after[place] for place, name in new.items()},
            path,
            hint,
        )
    )
    yield from found or [Change(f"{path} in order", ", ".join(old.values()), ", ".join(new.values()))]


def _named(items: Items) -> dict[int, str]:
    """What each item that has a name of its own is picked by, by its place."""
    names = {place: pick(vars(item)) for place, item in enumerate(items) if isinstance(item, BaseModel)}
    times = Counter(names.values())
    return {place: name for place, name in names.items() if name is not None and times[name] == 1}


def _all_picked(old: Mapping[int, str], new: Mapping[int, str]) -> bool:
    raise NotImplementedError
