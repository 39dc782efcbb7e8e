"""Recognising: what a file that should hold posts looks like instead, and what one does about it.

We read NDJSON: one JSON object a line, UTF-8. People have tables, archives and pages, and deserve to hear which.
"""

import re

SHOWN_BYTES = 4_096  # of a file's first line: enough to tell what it is

_PACKED = {
    b"\x1f\x8b\x08": "is packed by gzip, and its name does not end in .gz: rename it, or unpack it",
    b"\x28\xb5\x2f\xfd": "is packed by zstd, and its name does not end in .zst: rename it, or unpack it",
    b"BZh91AY": "is packed by bzip2, which is not read: unpack it, or pack it with gzip or zstd",
    b"\xfd7zXZ": "is packed by xz, which is not read: unpack it, or pack it with gzip or zstd",
    b"7z\xbc\xaf": "is a 7z archive: unpack it and name the files in it",
    b"Rar!": "is a RAR archive: unpack it and name the files in it",
    b"PK\x03\x04": "is a zip archive or a workbook (.xlsx): unpack it; save a workbook's sheet as text",
    b"\xd0\xcf\x11\xe0": "is an old Office file (.xls, .doc): save its table as text",
    b"\x7fELF": "is a program, which holds no posts",
    b"%PDF": "is a PDF, which holds no posts that can be read",
    b"PAR1": "is Parquet, which is not read",
    b"SQLite format 3": "is an SQLite database, which is not read",
}
_WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
PLAIN_TEXT = "plain text"  # nothing that we know: some line of it may be a post all the same
_EXPECTED = "posts are read as NDJSON, one JSON object a line in UTF-8"


def recognise_binary(start: bytes) -> str:
    """What a file without lines of UTF-8 is, from its first bytes, and what to do; empty where it may have them."""
    packed = next((words for mark, words in _PACKED.items() if start.startswith(mark)), "")
    if packed:
        return packed
    wide = recognise_wide(start)
    return f"looks like text in {wide}: save it as UTF-8" if wide else ""


def recognise_wide(start: bytes) -> str:
    """`UTF-16` or `UTF-32` where the first bytes are text in one of them, with or without a mark; else empty."""
    marked = next((name for mark, name in _WIDE.items() if start.startswith(mark)), "")
    if marked or len(start) < 4 or b"\0" not in start[:64]:
        return marked
    even, odd = start[0:64:2], start[1:64:2]
    if start[1:4] == b"\0\0\0" or start[:3] == b"\0\0\0":
        return "UTF-32"
    return "UTF-16" if any(even) != any(odd) else ""


def recognise(start: bytes) -> str:
    """What a file's text looks like where that is not NDJSON, from its first line, and what to do; else empty."""
    line = start.decode("utf-8", "replace").lstrip("\ufeff \t").rstrip()
    found = _name_format(line)
    return f"this looks like {found}; {_EXPECTED}" if found else ""


def _name_format(line: str) -> str:
    if line.startswith("["):
        return "a JSON array: listener import makes posts of other tools' exports, jq -c '.[]' lines of its items"
    if line in ("{", "}"):
        return "JSON over several lines: write each object on one line (jq -c .)"
    if re.match(r"<!doctype html|<html", line, re.IGNORECASE):
        return "HTML, a page for people"
    if line.startswith("<"):
        return "XML"
    if re.match(r"(---|campaign:|#)", line):
        return "YAML, a campaign file perhaps"
    return "" if line.startswith("{") else _name_table(line)


def _name_table(line: str) -> str:
    by_separator = {
        "\t": "TSV, a table with tabs",
        ";": "CSV, a table with semicolons",
        ",": "CSV, a table with commas",
    }
    separator = next((each for each in by_separator if each in line), None)
    return f"{by_separator[separator]}: listener import makes posts of it" if separator else PLAIN_TEXT
