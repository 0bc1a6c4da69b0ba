"""A file with rules to add, in the form of a rule pack: the rules, and what they bring along.

A file may also be one rule by itself, as it stands under ``rules`` in a pack.
"""

from pathlib import Path

from domain.documents import Document
from domain.rules.fields import Frozen
from domain.rules.rule import Clause
from graph.pack import PackInterpretation, PackRule, PackScenario
from graph.packfile import PackFile
from graph.packfolder import read_as


class Fragment(Frozen):
    """What a file adds. Its worked cases stay in the packs."""

    document: Document | None = None
    clauses: tuple[Clause, ...] = ()
    scenarios: tuple[PackScenario, ...] = ()
    rules: tuple[PackRule, ...] = ()
    interpretations: tuple[PackInterpretation, ...] = ()


def read_fragment(path: Path) -> Fragment:
    """The file's content; ``InputError`` names each thing that is wrong in it: file, line, place and remedy."""
    file = PackFile(path)
    if isinstance(file.values, dict) and "code" in file.values:
        file.values = {"rules": [file.values]}
    return read_as(file, Fragment)
