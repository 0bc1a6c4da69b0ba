"""What is given in a file, or on the standard input, and what is put into one."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from domain.errors import InputError


def text_of(file: str) -> str:
    """The text of a file, or of the standard input for ``-``; ``InputError`` where it cannot be read."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except OSError as missing:
        raise InputError(f"{file} cannot be read: {missing.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is no text in UTF-8: save it as plain text.") from None


def opened(file: Path, what: str) -> BinaryIO:
    """The bytes of a file with ``what``, or of the standard input for ``-``; ``InputError`` where it cannot be read."""
    if str(file) == "-":
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as wrong:
        raise InputError(f"{file} cannot be read ({wrong.strerror}): name a file with {what}.") from wrong


def lines_of(source: BinaryIO, most: int) -> Iterator[bytes]:
    """Line after line; of one of more than ``most`` bytes the first of them and one more, and never its rest."""
    while line := source.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = source.readline(most + 1)


def put(file: str, text: str) -> None:
    """Writes a file, as it stands; ``InputError`` where it cannot be written."""
    try:
        Path(file).write_bytes(text.encode())
    except OSError as wrong:
        raise InputError(f"{file} cannot be written ({wrong.strerror}): check the path.") from wrong
