"""Values as Cypher spells them, and back. What is read is exactly what is written: a value, never an expression."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

_SHORT: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LONG: Final = {written[1]: letter for letter, written in _SHORT.items()}
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
_TEXT: Final = re.compile(r"'((?:[^'\\]|\\.)*)'")
_DAY: Final = re.compile(r"date\('([0-9]{4}-[0-9]{2}-[0-9]{2})'\)")
_NUMBER: Final = re.compile(r"-?[0-9]+")
_NAME: Final = re.compile(r"[A-Za-z]\w*")
_WORDS: Final = re.compile(r"[A-Za-z_]+(?::[A-Za-z]+)*")


def literal(value: object) -> str:
    """A value as a literal: text, whole number, truth, day, or a list or map of them."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{_written(value)}'"
        case int():
            return str(value)
        case date():
            return f"date('{value.isoformat()}')"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            return "{" + ", ".join(f"{name}: {literal(value[name])}" for name in sorted(value)) + "}"
    raise TypeError(f"{type(value).__name__} has no literal in Cypher.")


class Cursor:
    """Reads literals from a line, left to right. ``ValueError`` says what was expected at which column."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0

    def expect(self, text: str) -> None:
        """Passes over exactly this text."""
        if not self._take(text):
            raise self._wrong(repr(text))

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._line):
            raise self._wrong("the end of the line")

    def words(self) -> str:
        """Labels or the name of a relationship, such as ``Rule:FaaRule``."""
        return self._match(_WORDS, "a name")[0]

    def map(self) -> dict[str, object]:
        """A map of names and values."""
        found: dict[str, object] = {}
        self.expect("{")
        while not self._take("}"):
            if found:
                self.expect(", ")
            name = self._match(_NAME, "a property's name")[0]
            self.expect(": ")
            found[name] = self.value()
        return found

    def value(self) -> object:
        """One literal."""
        if found := _TEXT.match(self._line, self._at):
            self._at = found.end()
            return _meant(found[1])
        if found := _DAY.match(self._line, self._at):
            self._at = found.end()
            return date.fromisoformat(found[1])
        for word, meant in (("true", True), ("false", False)):
            if self._take(word):
                return meant
        return self._list() if self._take("[") else int(self._match(_NUMBER, "a value")[0])

    def _list(self) -> list[object]:
        found: list[object] = []
        while not self._take("]"):
            if found:
                self.expect(", ")
            found.append(self.value())
        return found

    def _take(self, text: str) -> bool:
        taken = self._line.startswith(text, self._at)
        self._at += len(text) if taken else 0
        return taken

    def _match(self, pattern: re.Pattern[str], what: str) -> re.Match[str]:
        found = pattern.match(self._line, self._at)
        if found is None:
            raise self._wrong(what)
        self._at = found.end()
        return found

    def _wrong(self, what: str) -> ValueError:
        return ValueError(f"column {self._at + 1}: expected {what}, found {self._line[self._at : self._at + 20]!r}")


def _written(text: str) -> str:
    """Neo4j reads ``\\u`` escapes before it knows what is a string: only what cannot be seen is written so."""
    if text.isprintable() and "\\" not in text and "'" not in text:
        return text
    return "".join(_SHORT.get(letter) or (letter if letter.isprintable() else _units(letter)) for letter in text)


def _units(letter: str) -> str:
    """The UTF-16 units of a letter."""
    units = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _meant(written: str) -> str:
    if "\\" not in written:
        return written
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else _letter(found[2]), written)
    if "\0" in text:
        raise ValueError("a text has a NUL character, which no database keeps: take it out")
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def _letter(short: str) -> str:
    if short not in _LONG:
        raise ValueError(f"\\{short} is no escape that crewlex writes")
    return _LONG[short]
