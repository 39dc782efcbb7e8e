"""Source: the public names of the tree, read from its modules without importing them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("models", "pipelines", "listener")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Definition:
    """A public name, and where it stands. `method_of` is the class of a method, empty for a name of the module."""

    name: str
    path: str
    line: int
    is_function: bool
    method_of: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as editors take it."""
        return f"{self.path}:{self.line}"


def definitions() -> list[Definition]:
    """Every public class, function, constant and method of the three folders."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [each for path in paths for each in of_module(path.read_text("utf-8"), str(path.relative_to(ROOT)))]


def of_module(text: str, path: str) -> Iterator[Definition]:
    """The public names that a module's text defines; what it only imports is another's."""
    for node in ast.parse(text).body:
        for name in _names(node):
            if not name.startswith("_"):
                yield Definition(name, path, node.lineno, isinstance(node, Function))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _methods(node, path)


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, Function | ast.ClassDef):
        return [node.name]
    targets = (
        node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    )
    return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]


def _methods(node: ast.ClassDef, path: str) -> Iterator[Definition]:
    """Public methods. A property is a noun or an adjective, and may be a participle."""
    for each in node.body:
        if isinstance(each, Function) and not each.name.startswith("_") and not _is_property(each):
            yield Definition(each.name, path, each.lineno, True, node.name)


def _is_property(function: Function) -> bool:
    decorators = {ast.unparse(each).split("(")[0].split(".")[-1] for each in function.decorator_list}
    return bool(decorators & {"property", "cached_property", "setter"})
