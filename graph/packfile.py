"""Reads one YAML file into plain values and remembers on which line each of them stands.

Stricter than YAML: duplicate keys and binary fractions are refused, and ``6:00`` is text, never a number.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

import yaml

from domain.errors import InputError

Place = tuple[str | int, ...]
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FRACTION: Final = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, where it is built: ten times as fast, and it reads the same."""
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}


def path_text(place: Place) -> str:
    """``rules[3].spec.rows[0]``: a place inside a file, counted from 0 as the values are."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(parts).lstrip(".") or "the top"


class PackFile:
    """One file: ``values`` and where they stand. Raises ``InputError`` with file, line, path and remedy."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lines: dict[Place, int] = {}
        try:
            node = yaml.compose(file.read_text("utf-8"), Loader=_LOADER)
        except OSError as missing:
            raise InputError(f"The pack {file} cannot be read ({missing.strerror}): check the path.") from missing
        except (yaml.YAMLError, UnicodeDecodeError) as wrong:
            raise InputError(f"{file}: this is no YAML: {_one_line(wrong)}. Correct it there.") from wrong
        self.values: object = None if node is None else self._value(node, ())

    def fail(self, loc: Sequence[str | int], what: str) -> NoReturn:
        """Raises ``InputError`` for a place."""
        raise InputError(self.told(loc, what))

    def told(self, loc: Sequence[str | int], what: str) -> str:
        """``file:line: path: what`` for a place as Pydantic names it: steps that the file does not have are skipped."""
        return f"{self.at(loc)}: {what}"

    def at(self, loc: Sequence[str | int]) -> str:
        """``file:line: path`` of a place."""
        place: Place = ()
        for step in loc:
            if (*place, step) in self._lines:
                place = (*place, step)
        return f"{self.file}:{self._lines.get(place, 1)}: {path_text(place)}"

    def _value(self, node: yaml.Node, place: Place) -> object:
        self._lines[place] = node.start_mark.line + 1
        match node:
            case yaml.MappingNode():
                return self._mapping(node, place)
            case yaml.SequenceNode():
                return [self._value(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, item in node.value:
            name = str(self._scalar(key, place)) if "\0" in str(key.value) else str(key.value)
            if name in found:
                self.fail((*place, name), f"the key stands twice, on line {key.start_mark.line + 1} again; keep one.")
            found[name] = self._value(item, (*place, name))
        return found

    def _scalar(self, node: yaml.Node, place: Place) -> object:
        text = str(node.value)
        if "\0" in text:
            self.fail(place, "there is a NUL character in the text, which no database keeps: take it out.")
        if node.style in ("'", '"', "|", ">"):  # type: ignore[attr-defined]
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FRACTION.fullmatch(text):
            self.fail(place, f"{text} is a binary fraction: write it in quotes, '{text}', so that it stays exact.")
        return self._date(text, place) if _DATE.fullmatch(text) else text

    def _date(self, text: str, place: Place) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(place, f"{text} is no day of the calendar: write year-month-day.")


def _one_line(wrong: Exception) -> str:
    return " ".join(str(wrong).split())
