"""Reads the pack files of a folder, each by itself; what is wrong in any of them is told with all the rest."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import ValidationError

from domain.errors import InputError
from domain.rules.fields import Frozen
from graph.pack import Pack
from graph.packfile import PackFile
from graph.problems import Problems, meant

_F = TypeVar("_F", bound=Frozen)
_QUOTED: Final = re.compile(r"'([^']*)'")
_REMEDIES: Final = {
    "extra_forbidden": "there is no such key here: remove it or correct its spelling.",
    "union_tag_not_found": "name its family.",
    "int_type": "write a whole number, or a length as 'H:MM'.",
    "date_type": "write a day as 2026-01-31.",
}


class Loaded(NamedTuple):
    """One pack with the file it came from, which knows the line of everything."""

    file: PackFile
    pack: Pack


def read_folder(source: Path | None = None) -> list[Loaded]:
    """Every pack below a folder (by default those that come with crewlex), by name of its file.

    ``InputError`` tells everything that is wrong inside the files.
    """
    folder = source or Path(str(resources.files("rulepacks")))
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        raise InputError(f"There is no rule pack (*.yaml) below {folder}: name the folder that holds them.")
    problems, loaded = Problems(), []
    for file in files:
        with problems.collecting():
            loaded.append(read_pack(file))
    problems.refuse()
    return loaded


def read_pack(path: Path) -> Loaded:
    """One pack file; ``InputError`` names what is wrong in it."""
    file = PackFile(path)
    return Loaded(file, read_as(file, Pack))


def read_as(file: PackFile, kind: type[_F]) -> _F:
    """What a file says, as a type; ``InputError`` names what is wrong in it, each on its line."""
    problems = Problems()
    try:
        return kind.model_validate(file.values)
    except ValidationError as wrong:
        for error in wrong.errors():
            problems.add(file.told(error["loc"], _told(error)))
        problems.refuse()
        raise


def _told(error: Mapping[str, Any]) -> str:
    """What is wrong, and what to write instead."""
    match error["type"]:
        case "missing":
            return f"{error['loc'][-1]} is missing: add it."
        case "union_tag_invalid":
            tag, listed = error["ctx"]["tag"], error["ctx"]["expected_tags"]
            return f"there is no family {tag}{_instead(tag, listed)}"
        case "enum":
            return f"there is no {error['input']} here{_instead(str(error['input']), error['ctx']['expected'])}"
    if error["type"] in _REMEDIES:
        return _REMEDIES[error["type"]]
    return f"{error['msg'].removeprefix('Value error, ').rstrip('.')}. Correct it there."


def _instead(written: str, listed: str) -> str:
    """The word that is meant, else all that there are (``listed``, each in quotes)."""
    known = _QUOTED.findall(listed)
    return meant(written, known) or f": use one of {', '.join(known)}."
