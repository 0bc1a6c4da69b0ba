"""The way to one value inside a rule's content: ``rows[06:00].limits[4]``, ``steps[CAPTAIN,2].rate``, ``percent``.

A bracket picks from a list: a row by its start time, a pay step by position and years, anything else by its place,
counted from 1 as people count columns. In a map it picks by key.
"""

import re
from typing import Final

from domain.errors import InputError

Step = str | int
_PART: Final = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<pick>[^\[\]]+)\])?")


def put(content: object, path: str, value: object, where: str) -> None:
    """Sets the value at a path inside plain lists and maps; ``InputError`` says which step leads nowhere."""
    steps = _steps(path, where)
    for step in steps[:-1]:
        content = _item(content, _place(content, step, where), step, where)
    place = _place(content, steps[-1], where)
    content[place] = fitting(_item(content, place, steps[-1], where), value)  # type: ignore[index]


def fitting(old: object, value: object) -> object:
    """A number that was typed as text is a number where one stands."""
    return int(value) if isinstance(old, int) and isinstance(value, str) and value.isdigit() else value


def _steps(path: str, where: str) -> list[str]:
    """The names and picks of a path in order, picks with their bracket."""
    steps: list[str] = []
    for part in path.split("."):
        found = _PART.fullmatch(part)
        if found is None:
            raise InputError(f"{where}: {path!r} is no path: write it like rows[06:00].limits[4] or percent.")
        steps.append(found["name"])
        if found["pick"]:
            steps.append(f"[{found['pick']}]")
    return steps


def _item(content: object, place: Step | None, step: str, where: str) -> object:
    if isinstance(content, dict) and place in content:
        return content[place]
    if isinstance(content, list) and isinstance(place, int) and 0 <= place < len(content):
        return content[place]
    raise InputError(f"{where}: there is no {step}; {_choice(content)}.")


def _place(content: object, step: str, where: str) -> Step | None:
    """Where a step leads in its list or map; None if nowhere."""
    pick = step.strip("[]")
    if isinstance(content, list):
        return _nth(content, pick)
    return pick


def _nth(content: list[object], pick: str) -> int | None:
    if pick.isdigit():
        return int(pick) - 1
    named = [place for place, item in enumerate(content) if isinstance(item, dict) and _name(item) == _plain(pick)]
    return named[0] if named else None


def _name(item: dict[str, object]) -> str | None:
    """What an item of a list is picked by: a band's start, a pay step's position and years."""
    if "start" in item:
        return str(item["start"])
    return f"{item['position']},{item['years']}" if "position" in item else None


def _plain(pick: str) -> str:
    """A clock time as minutes of the day, as the content has it; anything else without blanks."""
    hours, colon, minutes = pick.partition(":")
    return str(int(hours) * 60 + int(minutes)) if colon and (hours + minutes).isdigit() else pick.replace(" ", "")


def _choice(content: object) -> str:
    match content:
        case dict():
            return f"choose from {', '.join(map(str, content))}"
        case list():
            names = [_shown(item, place) for place, item in enumerate(content)]
            return f"choose from {', '.join(names)}"
    return "the path ends one step before"


def _shown(item: object, place: int) -> str:
    name = _name(item) if isinstance(item, dict) else None
    if name is None:
        return str(place + 1)
    return f"{int(name) // 60:02}:{int(name) % 60:02}" if name.isdigit() else name
