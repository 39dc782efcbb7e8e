"""Field words: what the comments beside the fields of our models say, as descriptions for the contract of the topics.

A comment is where whoever changes a field reads it, so it is kept once, there. It needs the source: only
`make schemas` asks.
"""

import ast
import inspect
import io
import textwrap
import tokenize

import msgspec


def describe_fields(struct: type[msgspec.Struct]) -> dict[str, str]:
    """The comment on the last line of each field, by the field's name on the wire; nothing of fields without one."""
    source = textwrap.dedent(inspect.getsource(struct))
    (found,) = ast.parse(source).body
    assert isinstance(found, ast.ClassDef), f"{struct} is not written as a class"
    comments = _comments(source)
    return {
        field.target.id: comments[field.end_lineno]
        for field in found.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.end_lineno in comments
    }


def find_structs() -> dict[str, type[msgspec.Struct]]:
    """Every type of `models/` that was imported, by its name: names of types stand once in the tree."""
    waiting, found = list(msgspec.Struct.__subclasses__()), dict[str, type[msgspec.Struct]]()
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("models."):
            found[each.__name__] = each
    return found


def _comments(source: str) -> dict[int | None, str]:
    """The comment of each line that has one, without its sign."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {each.start[0]: each.string.lstrip("# ") for each in tokens if each.type == tokenize.COMMENT}
