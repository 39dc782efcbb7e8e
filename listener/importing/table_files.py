"""Tables: the rows of a file that another tool wrote, each a value by the name of its column.

Read are CSV with any of four separators, lines before the header passed over, JSON arrays and documents that hold
one, and NDJSON; in UTF-8, UTF-16 or Windows-1252; packed by gzip or zstd, or plain.
"""

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from listener.files.compression import DECOMPRESSION_ERRORS, decompress
from listener.files.lines import STANDARD
from listener.files.recognising import recognise_binary, recognise_wide
from listener.importing.nested import find_items, flatten_record
from models.decoding import json_decoder
from models.errors import InputError, UnreadableError

_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 30  # lines: tools write up to a dozen of their own before the header
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 24  # characters
_START = 65_536  # bytes of a file that show what it is

_NO_NAME = re.compile(r"\d{1,4}[-./]\d|\w+://")  # a cell that is a date or an address stands in a row of values

_decode_json = json_decoder(Any)


class Row(NamedTuple):
    """One row: its line in the file (of JSON, the number of the item), and its values, all of them text."""

    number: int
    values: Mapping[str, str]
    has_slipped: bool = False  # it has more cells than the table has columns: a name may stand anywhere


class TableFile:
    """A file of rows. `rows` may be called again: standard input is kept meanwhile.

    Raises InputError where the file cannot be read, or holds no table.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._kept = io.BytesIO(sys.stdin.buffer.read()) if path == STANDARD else None
        with _readable(path), self._open() as stream:
            start = stream.read(_START)
            self._is_json, self._encoding = _looks_like_json(start), _find_encoding(start, stream)
        if refusal := _refuse(start):
            raise InputError(f"{path}: {refusal}")
        self._separator, self._header_line, self.columns = ("", 0, ()) if self._is_json else self._read_header()
        if self._is_json:
            self.columns = tuple(dict.fromkeys(name for row in islice(self.rows(), 200) for name in row.values))
        if not self.columns:
            raise InputError(f"{path}: no table was found in it: no row of names of columns, and no JSON objects")

    def rows(self) -> Iterator[Row]:
        """The rows, in the order of the file; what is no row of the table (too few cells) has what it has."""
        with _readable(self.path), self._open() as stream:
            yield from self._json_rows(stream) if self._is_json else self._table_rows(stream)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if self._kept is not None:
            self._kept.seek(0)
            yield self._kept
            return
        with open(self.path, "rb") as raw, decompress(self.path, raw) as stream:
            yield stream

    def _text(self, stream: BinaryIO) -> io.TextIOWrapper:
        return io.TextIOWrapper(stream, encoding=self._encoding, errors="replace", newline="")

    def _read_header(self) -> tuple[str, int, tuple[str, ...]]:
        """The separator, the line of the header, and the names of columns."""
        with _readable(self.path), self._open() as stream:
            text = self._text(stream)
            lines = list(islice(text, _HEADER_WITHIN))
            text.detach()
        found = [each for separator in _SEPARATORS if (each := _find_header(lines, separator))]
        return max(found, default=_Header(0, 0, ",", 0, ()))[2:]

    def _table_rows(self, stream: BinaryIO) -> Iterator[Row]:
        csv.field_size_limit(_LONGEST_CELL)
        text = self._text(stream)
        reader = csv.reader((line.replace("\0", "") for line in text), delimiter=self._separator)
        try:
            for _ in islice(reader, self._header_line + 1):
                pass
            for cells in reader:
                if any(cells):
                    values = dict(zip(self.columns, cells, strict=False))
                    yield Row(reader.line_num, values, any(cells[len(self.columns) :]))
        except csv.Error as error:
            raise InputError(f"{self.path}, line {reader.line_num}: {error}") from None
        finally:
            text.detach()

    def _json_rows(self, stream: BinaryIO) -> Iterator[Row]:
        start = stream.readline()
        if _is_object(start):
            yield from self._ndjson_rows(start, stream)
            return
        try:
            document = _decode_json(_as_utf8(start + stream.read(), self._encoding))
        except UnreadableError as error:
            raise InputError(f"{self.path}: is no JSON that can be read: {error}") from None
        yield from (
            Row(n, flatten_record(item)) for n, item in enumerate(find_items(document), 1) if isinstance(item, dict)
        )

    def _ndjson_rows(self, start: bytes, stream: BinaryIO) -> Iterator[Row]:
        number, line = 1, start
        while line:
            if line.strip():
                yield Row(number, flatten_record(_object_of(line) or {}))
            number, line = number + 1, stream.readline()


class _Header(NamedTuple):
    """A line of names, if a separator is the right one: the better fits more cells."""

    fitting_cells: int
    width: int
    separator: str
    row: int  # of the table, from 0
    names: tuple[str, ...]


def _find_header(lines: Sequence[str], separator: str) -> _Header | None:
    """The row that most of the cells after it are as wide as; of equals the first."""
    csv.field_size_limit(_LONGEST_CELL)
    cells = list(csv.reader(lines, delimiter=separator))
    headers = [
        _Header(_count_fitting(cells[n + 1 :], len(each)), len(each), separator, n, names)
        for n, each in enumerate(cells)
        if (names := _names_of(each))
    ]
    return max(headers, key=lambda each: (each.fitting_cells, -each.row), default=None)


def _count_fitting(rows: Sequence[Sequence[str]], width: int) -> int:
    """Cells of the rows that are as wide as a header; of a header alone, its own."""
    return width * (sum([len(row) == width for row in rows]) if rows else 1)


def _names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of columns that a row gives: none where it is no row of names, most of them words and no dates.

    A name that comes twice gets a number, so that the first keeps it; so does a column without one.
    """
    names = [cell.strip() for cell in cells]
    bare = [name for name in names if name]
    if len(bare) < 2 or 2 * len(bare) <= len(names) or not all(map(_may_be_name, bare)):
        return ()
    if 2 * len(set(bare)) <= len(bare):
        return ()
    return tuple(
        name if name and name not in names[:n] else f"{name or 'column'} ({n + 1})" for n, name in enumerate(names)
    )


def _may_be_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not _NO_NAME.match(cell)


def _looks_like_json(start: bytes) -> bool:
    wide = recognise_wide(start[:64])
    text = start.decode(wide, "ignore") if wide == "UTF-16" else start.decode("utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{")


def _find_encoding(start: bytes, rest: BinaryIO) -> str:
    """UTF-8 where the whole file is that, UTF-16 by its bytes, else what Windows writes in the west."""
    if recognise_wide(start[:64]) == "UTF-16":
        return "utf-16" if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else _order_of_utf16(start)
    decoder, chunk = codecs.getincrementaldecoder("utf-8")(), start
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = rest.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _order_of_utf16(start: bytes) -> str:
    return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"


def _as_utf8(content: bytes, encoding: str) -> bytes:
    return content.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def _refuse(start: bytes) -> str:
    """Why a file holds no rows of text; empty where it may. Text in UTF-16 is read here."""
    return "" if recognise_wide(start[:64]) == "UTF-16" else recognise_binary(start[:64])


def _object_of(line: bytes) -> dict[str, Any] | None:
    try:
        found = _decode_json(line.removeprefix(codecs.BOM_UTF8))
    except UnreadableError:
        return None
    return found if isinstance(found, dict) else None


def _is_object(line: bytes) -> bool:
    """Whether the first line is a whole record of NDJSON, and not a document that holds a list of them."""
    found = _object_of(line)
    return found is not None and find_items(found) == [found]


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except (*DECOMPRESSION_ERRORS, ValueError) as error:
        reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
        reason = "is a folder" if path != STANDARD and Path(path).is_dir() else reason
        raise InputError(f"{path}: cannot be read: {reason}") from None
