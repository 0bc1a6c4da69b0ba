"""Money and law in integers: nothing near them may be a binary fraction."""

import ast
from collections.abc import Iterator

from tests.house.source import Source

EXACT = ("domain", "legality", "payroll", "solver", "store")
WHY = "money and minutes are integers, Decimal at the border: a binary fraction pays a cent too few somewhere"
EXEMPT = {("solver/model.py", "solve"): "search effort: the solver library counts its deterministic time in fractions"}
"""(path, name of the function, class or module-level variable) and why a fraction there is neither money nor law."""

_FRACTIONS = {"truediv", "mean", "Float32", "Float64", "float32", "float64", "double"}


def no_float(source: Source) -> Iterator[str]:
    """Float literals, ``float(…)``, values annotated float, true division and fractional column types."""
    if source.room not in EXACT:
        return
    for top in source.tree.body:
        for scope in [top, *(top.body if isinstance(top, ast.ClassDef) else [])]:
            if isinstance(scope, ast.ClassDef) or (source.path, _name(scope)) in EXEMPT:
                continue
            for node in ast.walk(scope):
                what = _fraction(node)
                if what:
                    yield source.at(node, f"{what}: {WHY}")  # type: ignore[arg-type]


def _name(scope: ast.stmt) -> str:
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        return scope.name
    target = scope.targets[0] if isinstance(scope, ast.Assign) else getattr(scope, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def _fraction(node: ast.AST) -> str:
    """What is fractional about a node; empty when nothing is."""
    match node:
        case ast.Constant(value=float() as value):
            return f"float literal {value!r}"
        case ast.Call(func=ast.Name(id="float")):
            return "float()"
        case ast.BinOp(op=ast.Div()) if not _is_path(node):
            return "true division"
        case ast.AugAssign(op=ast.Div()):
            return "true division"
        case ast.Attribute(attr=name) if name in _FRACTIONS:
            return name
        case ast.arg(annotation=ast.expr() as kind) | ast.AnnAssign(annotation=kind):
            return "annotated float" if _says_float(kind) else ""
        case ast.FunctionDef(returns=ast.expr() as kind) | ast.AsyncFunctionDef(returns=ast.expr() as kind):
            return "returns float" if _says_float(kind) else ""
    return ""


def _says_float(kind: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "float" for part in ast.walk(kind))


def _is_path(node: ast.expr) -> bool:
    """``folder / "name"`` joins paths: a string on the right, or something named after a place on the left."""
    if not isinstance(node, ast.BinOp):
        named = ast.unparse(node).lower()
        return any(word in named for word in ("path", "folder", "root", "home", "__file__", "files("))
    text = isinstance(node.right, ast.JoinedStr) or (
        isinstance(node.right, ast.Constant) and isinstance(node.right.value, str)
    )
    return text or _is_path(node.left)
