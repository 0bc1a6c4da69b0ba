"""The two forms of an export, told apart by how a file's name ends."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from domain.errors import InputError
from graph.export import cypher_file, yaml_file
from graph.export.bundle import Bundle


class Form(StrEnum):
    """How an export is written."""

    YAML = "yaml"
    CYPHER = "cypher"


_ENDINGS: Final = {".yaml": Form.YAML, ".yml": Form.YAML, ".cypher": Form.CYPHER}


def form_of(file: Path) -> Form:
    """The form that a file's ending names; ``InputError`` for another one."""
    if file.suffix not in _ENDINGS:
        raise InputError(f"{file.name} ends neither in .yaml nor in .cypher: name it so, or give the format.")
    return _ENDINGS[file.suffix]


def write(bundle: Bundle, form: Form) -> str:
    """The text of a bundle; equal bundles have equal bytes."""
    return cypher_file.write(bundle) if form is Form.CYPHER else yaml_file.write(bundle)


def read(file: Path, *, altered: bool = False) -> Bundle:
    """The bundle of a file. ``InputError`` says where it is wrong; ``RefusedError``: somebody changed it since."""
    if form_of(file) is Form.CYPHER:
        return cypher_file.read(file, altered=altered)
    return yaml_file.read(file, altered=altered)
