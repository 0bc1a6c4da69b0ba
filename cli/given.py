"""What is given in a file, or on the standard input, and what is put into one."""

import sys
from pathlib import Path

from domain.errors import InputError


def text_of(file: str) -> str:
    """The text of a file, or of the standard input for ``-``; ``InputError`` where it cannot be read."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except OSError as missing:
        raise InputError(f"{file} cannot be read: {missing.strerror}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is no text in UTF-8: save it as plain text.") from None


def put(file: str, text: str) -> None:
    """Writes a file, as it stands; ``InputError`` where it cannot be written."""
    try:
        Path(file).write_bytes(text.encode())
    except OSError as wrong:
        raise InputError(f"{file} cannot be written ({wrong.strerror}): check the path.") from wrong
