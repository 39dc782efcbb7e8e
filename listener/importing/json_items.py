"""JSON items: the records of a document one by one, however long it is, as its pieces are read.

A piece of text is looked at for brackets and strings alone. What stands between the brackets of a record is decoded
by who asks for it.
"""

import re
from collections.abc import Iterable, Iterator

from listener.importing.nested import KNOWN_LISTS
from models.errors import UnreadableError
from models.rejections import Reason

ListPath = tuple[str, ...]  # the names that lead from the top of a document to a list; none where the list is the top

LONGEST_RECORD = 1 << 24  # characters
_DEEPEST = 1_000  # brackets in each other: no decoder reads more

# A string, with its end where that has come, or a bracket. No part of it gives back what it has taken.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(")?|[\[\]{}]', re.DOTALL)
_PAIRS = {"]": "[", "}": "{"}


def find_list(pieces: Iterable[str]) -> ListPath | None:
    """Where a document keeps its records, as `find_items` has it; None where it must be read whole to tell.

    Raises UnreadableError where it ends too soon.
    """
    nesting, found = _Nesting(), dict[ListPath, None]()
    for _, token in _tokens(pieces):
        nesting.read(token)
        if token == "[" and len(nesting.names) == 1:
            return ()
        if token == "[" and nesting.is_in_objects():
            found[tuple(nesting.names[1:])] = None
    nesting.check_end()
    return None if ("data", "children") in found else _first_known(found)


def split_items(pieces: Iterable[str], path: ListPath) -> Iterator[str]:
    """The texts of the objects in a list. Raises UnreadableError where the document, or one of them, has no end."""
    nesting, parts, length = _Nesting(), list[str](), 0
    for before, token in _tokens(pieces):
        nesting.read(token)
        is_inside = nesting.is_within(path)
        if is_inside or parts:
            parts += (before, token) if parts else (token,)
            length += len(before) + len(token)
        if parts and not is_inside:
            yield "".join(parts)
            parts, length = [], 0
        _check_length(length)
    nesting.check_end()


class _Nesting:
    """The brackets that are open, and the name before each; a list's items have none."""

    def __init__(self) -> None:
        self.names, self._open, self._string = list[str](), "", ""

    def read(self, token: str) -> None:
        if token[0] == '"':
            self._string = token
        elif token in _PAIRS:
            if self._open[-1:] != _PAIRS[token]:
                raise UnreadableError(Reason.NOT_JSON, f"`{token}` closes nothing")
            self._open = self._open[:-1]
            self.names.pop()
        else:
            if len(self._open) == _DEEPEST:
                raise UnreadableError(Reason.NOT_JSON, f"it has more than {_DEEPEST:,} brackets in each other")
            self.names.append(self._string[1:-1] if self._open[-1:] == "{" else "")
            self._open += token

    def is_in_objects(self) -> bool:
        """Whether a list was opened within one object, or two."""
        return self._open in ("{[", "{{[")

    def is_within(self, path: ListPath) -> bool:
        """Whether an object of the list at a path is open."""
        depth = len(path) + 1
        return self._open[depth - 1 : depth + 1] == "[{" and tuple(self.names[1:depth]) == path

    def check_end(self) -> None:
        """Raises UnreadableError where something is open still."""
        if self._open:
            raise UnreadableError(Reason.NOT_JSON, "it ends half-way")


def _tokens(pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each bracket and string, after what stands between it and the one before."""
    rest = ""
    for piece in pieces:
        rest, at = rest + piece, 0
        for found in _TOKEN.finditer(rest):
            if found[1] is None and found[0][0] == '"':
                break  # its end comes with a later piece
            yield rest[at : found.start()], found[0]
            at = found.end()
        rest = rest[at:]
        _check_length(len(rest))
    if rest.strip():
        raise UnreadableError(Reason.NOT_JSON, "it ends half-way")


def _check_length(length: int) -> None:
    if length > LONGEST_RECORD:
        raise UnreadableError(Reason.OVERSIZED, f"one record of it has more than {LONGEST_RECORD:,} characters")


def _first_known(found: Iterable[ListPath]) -> ListPath | None:
    """Of lists at the top that of the first known name, else that of the first object that has one."""
    known = [path for path in found if path[-1] in KNOWN_LISTS]
    holders = list(dict.fromkeys(path[:-1] for path in known))
    return min(
        known, key=lambda path: (len(path), holders.index(path[:-1]), KNOWN_LISTS.index(path[-1])), default=None
    )
