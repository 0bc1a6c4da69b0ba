"""One value as YAML spells it, so that ``graph.packfile`` reads exactly that value again.

The spelling is ours: the bytes of an export must not change with the version of a library.
"""

import re
from datetime import date
from typing import Final

_BARE: Final = re.compile(r"(?:[^\W\d]|[0-9]+ ?[A-Z]{2})[\w .()/+*=<>;$%§-]*")
"""Text that means itself anywhere, quotes left out."""
_PROSE: Final = re.compile(r"(?:[^\W\d]|[0-9]+ ?[A-Z]{2})(?:[\w .,()/+*=<>;$%§?!'\"\[\]-]|:(?=\S))*")
"""The same where no bracket is open."""
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(value: object, *, inside: bool = False) -> str:
    """A value on one line; ``inside`` brackets fewer texts go without quotes. Text that looks like a date has them."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            pattern = _BARE if inside else _PROSE
            bare = pattern.fullmatch(value) and value[-1] != " " and value.lower() not in _WORDS
            return value if bare and value.isprintable() else _quoted(value)
    raise TypeError(f"{type(value).__name__} has no spelling in YAML.")


def paragraph(text: str) -> list[str] | None:
    """The lines of a text that may stand as they are below a ``|``; None where quotes are needed."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) == 1 or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return None
    return lines if all(line.isprintable() and not line.endswith(" ") for line in lines) else None


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped if escaped.isprintable() else "".join(map(_escaped, escaped))}"'


def _escaped(letter: str) -> str:
    if letter.isprintable():
        return letter
    if letter == "\n":
        return "\\n"
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
