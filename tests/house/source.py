"""The project's own files, read once, for the linters of the house."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "api", "cli", "cypher", "domain", "etl", "graph", "legality",
    "payroll", "rulepacks", "servers", "services", "solver", "store",
)  # fmt: skip
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".txt",
    ".ini",
    ".cfg",
    ".cypher",
    ".sql",
    ".lock",
    ".mako",
    ".json",
    "",
}
SKIPPED = {"build", "dist", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, with forward slashes, and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The first folder of the path, or the file's name at the root."""
        return self.path.split("/")[0]

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed module."""
        return ast.parse(self.text, self.path)

    @cached_property
    def docstrings(self) -> set[int]:
        """The ids of nodes that are prose: strings standing alone as a statement."""
        return {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}

    def at(self, node: ast.expr | ast.stmt | ast.arg | int, why: str) -> str:
        """``path:line: why``."""
        return f"{self.path}:{node if isinstance(node, int) else node.lineno}: {why}"


def files(*tops: str) -> list[Source]:
    """Every text file below these folders (or of the whole project), without what is installed or cached."""
    starts = [ROOT / top for top in tops] if tops else sorted(ROOT.iterdir())
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for start in starts
        for path in ([start] if start.is_file() else sorted(start.rglob("*")))
        if path.is_file() and path.suffix in TEXT and _ours(path)
    ]


def python(*tops: str) -> list[Source]:
    """The Python files below these folders."""
    return [source for source in files(*tops) if source.path.endswith(".py")]


def _ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
    private = parts[-1] == ".env" or parts[-1].startswith(".coverage")
    return not hidden and not private and not SKIPPED.intersection(parts) and not parts[0].endswith(".egg-info")
