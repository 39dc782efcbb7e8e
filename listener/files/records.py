"""Records in files: one JSON object a line, of one kind. A line that is another thing is told with its place."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from listener.files.lines import Line
from models.decoding import Decode
from models.errors import InputError, UnreadableError
from models.rejections import DETAIL_LIMIT

_Value = TypeVar("_Value")


def decode_lines(lines: Iterable[Line], decode: Decode[_Value], problem: str) -> Iterator[_Value]:
    """What each line holds. Raises InputError for one that does not decode, which `problem` names: `not a label`."""
    for line in lines:
        try:
            yield decode(line.value)
        except UnreadableError as error:
            where = f"{line.source}, line {line.number}"
            raise InputError(f"{where}: {problem}: {str(error)[:DETAIL_LIMIT]}") from None
