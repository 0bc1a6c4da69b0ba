"""JSON or YAML as people write it: from a text to a value, and what a form refuses as one sentence with its path."""

import json
import re
from collections.abc import Collection, Sequence
from typing import Final

import yaml
from pydantic import ValidationError

from domain.errors import InputError
from domain.timelines import plain

_REMEDIES: Final = {
    "extra_forbidden": "there is no such key here: remove it or correct its spelling",
    "missing": "it is missing: add it",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "bool_type": "write true or false",
    "string_type": "write it as text, in quotes",
    "dict_type": "write keys and values",
    "model_type": "write keys and values",
    "model_attributes_type": "write keys and values",
    "string_too_long": "it is too long: shorten it",
    "too_long": "it has too many entries: leave out what nobody needs",
    "too_short": "it is empty: leave it out, or fill it",
    "string_unicode": "it holds half a character: correct it",
    "tuple_type": "write a list",
    "union_tag_not_found": "it has no kind: say what it is",
}


def parsed(text: str | bytes, noun: str, most: int) -> object:
    """What a text says, as JSON if it is that, or else as YAML, which may begin with a brace too.

    ``InputError`` where it is neither, or where a YAML list has more than ``most`` items.
    """
    said = _decoded(text, noun)
    broken: json.JSONDecodeError | None = None
    try:
        if said.lstrip()[:1] == "{":
            return json.loads(said, object_pairs_hook=plain.once)
    except json.JSONDecodeError as wrong:
        broken = wrong
    except ValueError:  # Python reads no number of thousands of digits
        raise InputError(f"The {noun} has a number with far too many digits: correct it.") from None
    except RecursionError:
        raise InputError(f"The {noun} is nested too deep to be one: write its parts in lists.") from None
    try:
        return plain.value(said, most)
    except yaml.YAMLError as wrong:
        if broken is not None:
            raise InputError(f"Line {broken.lineno}: this is no JSON: {broken.msg}. Correct it there.") from None
        raise InputError(f"This is no YAML: {' '.join(str(wrong).split())}. Correct it there.") from None


def _decoded(text: str | bytes, noun: str) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputError(f"The {noun} is no UTF-8 text (byte {wrong.start}): save it as UTF-8.") from None


def refusal(faulty: ValidationError, kinds: Collection[str] = ()) -> InputError:
    """What is wrong first. ``kinds`` are names of forms, which stand in pydantic's path and not in the file."""
    wrong = faulty.errors(include_url=False, include_input=False)[0]
    kind, said, place = wrong["type"], wrong["msg"], list(wrong["loc"])
    for at in range(len(place) - 1, 0, -1):
        if isinstance(place[at - 1], int) and place[at] in kinds:  # the kind that was read, no key
            del place[at]
    if kind == "union_tag_invalid":
        said, place = f"use {_plainly(wrong['ctx']['expected_tags'])}", [*place, "kind"]
    if kind in ("literal_error", "enum"):
        said = f"use {_plainly(wrong['ctx']['expected'])}"
    said = said.removeprefix("Value error, ").replace("Input should be", "it must be")
    return InputError(f"{path(place)}: {_REMEDIES.get(kind, said).rstrip('.')}.")


def _plainly(choices: str) -> str:
    """``<Kind.FDP: 'FDP'>, …`` as ``FDP, …``."""
    return ", ".join(re.findall(r"'([^']*)'", choices))


def path(place: Sequence[str | int]) -> str:
    """``events[3].legs[0].out``, counted from 0 as the values are."""
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(steps).lstrip(".") or "the top"
