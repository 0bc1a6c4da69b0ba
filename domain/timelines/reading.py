"""Reads a timeline as people write it, in JSON or YAML: strict, with the path to what is wrong."""

import json
import re
from collections.abc import Sequence
from typing import Final, NoReturn

import yaml
from pydantic import ValidationError

from domain.errors import InputError
from domain.timelines import plain
from domain.timelines.building import built
from domain.timelines.events import Kind
from domain.timelines.soundness import faults
from domain.timelines.timeline import Timeline
from domain.timelines.written import TimelineIn

MOST_BYTES: Final = 100_000_000
MOST_EVENTS: Final = 10_000
_REMEDIES: Final = {
    "extra_forbidden": "there is no such key here: remove it or correct its spelling",
    "missing": "it is missing: add it",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "bool_type": "write true or false",
    "string_type": "write it as text, in quotes",
    "dict_type": "write keys and values",
    "model_type": "write keys and values",
    "tuple_type": "write a list",
    "union_tag_not_found": "it has no kind: say what the event is",
}


def read(text: str | bytes) -> Timeline:
    """The timeline of a JSON or YAML text. ``InputError`` names the first thing wrong, by its path in the file.

    A text of more than 100 MB, or with more than 10,000 events, is refused before it is worked through.
    """
    size = len(text.encode()) if isinstance(text, str) else len(text)
    if size > MOST_BYTES:
        raise InputError(
            f"The timeline has more than {MOST_BYTES // 1_000_000} MB: give one crew member's events only."
        )
    return read_value(_parsed(_decoded(text)))


def read_value(value: object) -> Timeline:
    """The timeline of a value that JSON can say; ``InputError`` names the first thing wrong, by its path."""
    _few(value)
    try:
        given = TimelineIn.model_validate(value)
    except ValidationError as wrong:
        _refuse(wrong)
    timeline = built(given)
    fault = next(faults(timeline), None)
    if fault is not None:
        raise InputError(f"{fault.path}: {fault.what}.")
    return timeline


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputError(f"The timeline is no UTF-8 text (byte {wrong.start}): save it as UTF-8.") from None


def _parsed(text: str) -> object:
    """What the text says: as JSON if it is that, or else as YAML, which may begin with a brace too."""
    broken: json.JSONDecodeError | None = None
    try:
        if text.lstrip()[:1] == "{":
            return json.loads(text, object_pairs_hook=plain.once)
    except json.JSONDecodeError as wrong:
        broken = wrong
    except RecursionError:
        raise InputError("The timeline is nested too deep to be one: write events in one list.") from None
    try:
        return plain.value(text, MOST_EVENTS)
    except yaml.YAMLError as wrong:
        if broken is not None:
            raise InputError(f"Line {broken.lineno}: this is no JSON: {broken.msg}. Correct it there.") from None
        raise InputError(f"This is no YAML: {' '.join(str(wrong).split())}. Correct it there.") from None


def _few(value: object) -> None:
    events, history = (value.get("events"), value.get("history")) if isinstance(value, dict) else (None, None)
    ledger = history.get("ledger") if isinstance(history, dict) else None
    for listed in (events, ledger):
        if isinstance(listed, list | tuple) and len(listed) > MOST_EVENTS:
            _too_many()


def _too_many() -> NoReturn:
    raise InputError(
        f"events: there are more than {MOST_EVENTS:,}: judge a shorter part, with history for what is past."
    )


def _refuse(faulty: ValidationError) -> NoReturn:
    """Raises what is wrong first."""
    wrong = faulty.errors(include_url=False)[0]
    kind, said, place = wrong["type"], wrong["msg"], list(wrong["loc"])
    if place[:1] == ["events"] and len(place) > 2 and place[2] in set(Kind):  # the kind that was read, no key
        del place[2]
    if kind == "union_tag_invalid":
        said, place = f"use {_plainly(wrong['ctx']['expected_tags'])}", [*place, "kind"]
    if kind in ("literal_error", "enum"):
        said = f"use {_plainly(wrong['ctx']['expected'])}"
    said = said.removeprefix("Value error, ").replace("Input should be", "it must be")
    raise InputError(f"{_path(place)}: {_REMEDIES.get(kind, said)}.")


def _plainly(choices: str) -> str:
    """``<Kind.FDP: 'FDP'>, …`` as ``FDP, …``."""
    return ", ".join(re.findall(r"'([^']*)'", choices))


def _path(place: Sequence[str | int]) -> str:
    """``events[3].legs[0].out``, counted from 0 as the values are."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(steps).lstrip(".") or "the top"
