"""Tables: the rows of a file that another tool wrote, each a value by the name of its column.

Read are CSV with any of four separators, lines before the header passed over, JSON arrays and documents that hold
one, and NDJSON; in UTF-8, UTF-16 or Windows-1252; packed by gzip or zstd, or plain. A file is read piece by piece,
as often as it is asked for: its size costs time, and no memory.
"""

import codecs
import csv
import io
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple, cast

from listener.files.compression import DECOMPRESSION_ERRORS, decompress
from listener.files.lines import STANDARD
from listener.files.recognising import recognise_binary, recognise_wide
from listener.importing.json_items import find_list, split_items
from listener.importing.nested import find_items, flatten_record, is_listing
from listener.importing.table_headers import LONGEST_CELL, find_header, unwrap_cell
from models.decoding import json_decoder
from models.errors import InputError, UnreadableError

_HEADER_WITHIN = 30  # lines: tools write up to a dozen of their own before the header
_NAMED_WITHIN = 1_000  # records of JSON that are looked at for the names that they have
_CHUNK = 1 << 18  # bytes, or characters, that are read at once
_LONGEST_LINE = 2 * LONGEST_CELL
_LONGEST_FIRST_LINE = 1 << 20  # characters of NDJSON's first record: a longer line begins a document
_LARGEST_WHOLE = 1 << 26  # characters of a document that has no list, or one in another
_START = 65_536  # bytes of a file that show what it is
_KEPT_IN_MEMORY = 1 << 24  # bytes of standard input; the rest is in a file that nobody else can open

_ASCII, _REPLACED = bytes(range(128)), "\ufffd"
_MOST_WRONG = 0.1  # of a file's bytes beyond ASCII: one that was cut or joined wrongly is UTF-8 still
WESTERN = "cp1252"

_decode_json = json_decoder(Any)


class Row(NamedTuple):
    """One row: its line in the file (of JSON, the number of the item), and its values, all of them text."""

    number: int
    values: Mapping[str, str]
    has_slipped: bool = False  # it has more cells than the table has columns, or rows in one: a name may be anywhere


class TableFile:
    """A file of rows. `rows` may be called again: standard input is kept meanwhile.

    `encoding` is what the user knows of it. Raises InputError where the file cannot be read, or holds no table.
    """

    def __init__(self, path: str, encoding: str | None = None) -> None:
        self.path = path
        self._kept = _keep(sys.stdin.buffer) if path == STANDARD else None
        if self._kept is not None:
            weakref.finalize(self, self._kept.close)
        with _readable(path), self._open() as stream:
            start = stream.read(_START)
            self._is_json, self.encoding = _looks_like_json(start), encoding or _find_encoding(start, stream)
        self.is_encoding_guessed = encoding is None and self.encoding == WESTERN
        if refusal := _refuse(start):
            raise InputError(f"{path}: {refusal}")
        self._separator, self._header_line, self.columns = ("", 0, ()) if self._is_json else self._read_header()
        if self._is_json:
            self.columns = tuple(
                dict.fromkeys(name for row in islice(self.rows(), _NAMED_WITHIN) for name in row.values)
            )
        if not self.columns:
            raise InputError(f"{path}: no table was found in it: no row of names of columns, and no JSON objects")

    def rows(self) -> Iterator[Row]:
        """The rows, in the order of the file; what is no row of the table (too few cells) has what it has."""
        yield from self._json_rows() if self._is_json else self._table_rows()

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if self._kept is not None:
            self._kept.seek(0)
            yield self._kept
            return
        with open(self.path, "rb") as raw, decompress(self.path, raw) as stream:
            yield stream

    @contextmanager
    def _text(self, newline: str) -> Iterator[io.TextIOWrapper]:
        """The file's text, from its beginning. Raises InputError where it cannot be read."""
        with _readable(self.path), self._open() as stream:
            text = io.TextIOWrapper(stream, encoding=self.encoding, errors="replace", newline=newline)
            try:
                yield text
            finally:
                text.detach()

    def _lines(self, text: io.TextIOWrapper) -> Iterator[str]:
        """The lines that are left of a text. Raises InputError for one that is no line of any table."""
        for number, line in enumerate(iter(partial(text.readline, _LONGEST_LINE), ""), 1):
            if len(line) == _LONGEST_LINE:
                raise InputError(f"{self.path}, line {number}: it has more than {_LONGEST_LINE:,} characters")
            yield line

    def _read_header(self) -> tuple[str, int, tuple[str, ...]]:
        """The separator, the line of the header, and the names of columns."""
        with self._text("") as text:
            return find_header(list(islice(self._lines(text), _HEADER_WITHIN)))[2:]

    def _table_rows(self) -> Iterator[Row]:
        csv.field_size_limit(LONGEST_CELL)
        with self._text("") as text:
            reader = csv.reader((line.replace("\0", "") for line in self._lines(text)), delimiter=self._separator)
            try:
                for cells in islice(reader, self._header_line + 1, None):
                    if any(cells):
                        has_slipped = any(cells[len(self.columns) :]) or any(map(self._holds_rows, cells))
                        values = dict(zip(self.columns, map(unwrap_cell, cells), strict=False))
                        yield Row(reader.line_num, values, has_slipped)
            except csv.Error as error:
                raise InputError(f"{self.path}, line {reader.line_num}: {error}") from None

    def _holds_rows(self, cell: str) -> bool:
        """Whether a cell holds whole rows: a quote was never closed. Its first line is its own."""
        lines = cell.splitlines()[1:] if "\n" in cell or "\r" in cell else []
        return len(lines) > 1 and all(line.count(self._separator) >= len(self.columns) - 1 for line in lines)

    def _json_rows(self) -> Iterator[Row]:
        with self._text("\n") as text:
            first = text.readline(_LONGEST_FIRST_LINE)
            if _is_object(first):
                yield from self._ndjson_rows(chain([first], self._lines(text)))
                return
        try:
            for number, item in enumerate(self._items(), 1):
                if isinstance(item, dict):
                    yield Row(number, flatten_record(item))
        except UnreadableError as error:
            raise InputError(f"{self.path}: is no JSON that can be read: {error}") from None

    def _ndjson_rows(self, lines: Iterator[str]) -> Iterator[Row]:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Row(number, flatten_record(_object_of(line) or {}))

    def _items(self) -> Iterator[Any]:
        """The records of a document. Raises UnreadableError."""
        with self._text("\n") as text:
            path = find_list(_pieces(text))
        with self._text("\n") as text:
            items = map(_decode_text, split_items(_pieces(text), path)) if path is not None else iter(())
            first = next(items, None)
            if first is not None and not is_listing(first):
                yield from chain([first], items)
                return
        yield from self._items_of_whole()

    def _items_of_whole(self) -> Iterator[Any]:
        """The records of a document that is none but a list of records."""
        with self._text("\n") as text:
            document = text.read(_LARGEST_WHOLE + 1)
        if len(document) > _LARGEST_WHOLE:
            raise InputError(f"{self.path}: no list of records was found in it, and it is too long to be read whole")
        yield from find_items(_decode_text(document))


def _pieces(text: io.TextIOWrapper) -> Iterator[str]:
    return iter(partial(text.read, _CHUNK), "")


def _keep(stream: IO[bytes]) -> BinaryIO:
    """All that a stream has, to be read more than once: of much of it, in a file without a name."""
    kept = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY)  # noqa: SIM115 - it is kept for as long as it is read
    shutil.copyfileobj(stream, kept)
    return cast(BinaryIO, kept)


def _looks_like_json(start: bytes) -> bool:
    wide = recognise_wide(start[:64])
    text = start.decode(wide, "ignore") if wide == "UTF-16" else start.decode("utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{")


def _find_encoding(start: bytes, rest: BinaryIO) -> str:
    """UTF-8 where nearly all of the file is that, UTF-16 by its bytes, else what Windows writes in the west."""
    if recognise_wide(start[:64]) == "UTF-16":
        return "utf-16" if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else _order_of_utf16(start)
    decoder, odd, wrong = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
    for chunk in chain([start], iter(partial(rest.read, _CHUNK), b"")):
        odd += len(chunk.translate(None, _ASCII))
        wrong += decoder.decode(chunk).count(_REPLACED) - chunk.count(_REPLACED.encode())
    return "utf-8-sig" if wrong <= odd * _MOST_WRONG else WESTERN


def check_encoding(name: str | None) -> str | None:
    """An encoding that the user told. Raises InputError for a name that is none of text."""
    try:
        if name is not None:
            "".encode(name)
    except (LookupError, ValueError):
        raise InputError(f"--encoding: `{name}` is none that is known: expected a name such as cp1256") from None
    return name


def _order_of_utf16(start: bytes) -> str:
    return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"


def _refuse(start: bytes) -> str:
    """Why a file holds no rows of text; empty where it may. Text in UTF-16 is read here."""
    return "" if recognise_wide(start[:64]) == "UTF-16" else recognise_binary(start[:64])


def _decode_text(text: str) -> Any:
    return _decode_json(text.encode("utf-8", "replace"))


def _object_of(line: str) -> dict[str, Any] | None:
    try:
        found = _decode_text(line)
    except UnreadableError:
        return None
    return found if isinstance(found, dict) else None


def _is_object(line: str) -> bool:
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
