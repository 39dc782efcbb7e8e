"""What is no NDJSON is called by its name, and one hears what to do."""

import gzip
import io
import zipfile

import pytest
import zstandard

from listener.files.recognising import recognise, recognise_binary


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"id,text,likes\n", "CSV, a table with commas"),
        (b'"id";"text"\n', "CSV, a table with semicolons"),
        (b"id\ttext, likes\n", "TSV"),
        (b'[{"id": 1}, {"id": 2}]\n', "a JSON array"),
        (b"[\n", "a JSON array"),
        (b"\xef\xbb\xbf  {\r\n", "JSON over several lines"),
        (b"<!DOCTYPE html>\n", "HTML"),
        (b"<html lang=en>\n", "HTML"),
        (b'<?xml version="1.0"?>\n', "XML"),
        (b"campaign: relief-fund\n", "YAML"),
        (b"dear diary\n", "plain text"),
    ],
)
def test_text_is_called_by_its_kind_and_the_kind_that_is_read_is_named(start: bytes, says: str) -> None:
    assert f"this looks like {says}" in recognise(start)
    assert "NDJSON, one JSON object a line" in recognise(start)
    assert recognise_binary(start) == ""


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (gzip.compress(b"{}"), "does not end in .gz"),
        (zstandard.compress(b"{}"), "does not end in .zst"),
        (zipped(), "a zip archive or a workbook"),
        ("{}\n".encode("utf-16"), "UTF-16: save it as UTF-8"),
        ("\ufeff{}\n".encode("utf-16-be"), "UTF-16"),
        ("{}\n".encode("utf-16-le"), "UTF-16"),
        ('{"id"'.encode("utf-16-be"), "UTF-16"),
        ("{}\n".encode("utf-32"), "UTF-32"),
        ("{}\n".encode("utf-32-be"), "UTF-32"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x7fELF\x02\x01", "a program"),
    ],
)
def test_what_holds_no_lines_of_text_is_told(start: bytes, says: str) -> None:
    assert says in recognise_binary(start)


@pytest.mark.parametrize(
    "start", [b'{"id": "1"}\n', b'\xef\xbb\xbf{"a": 1}', b"", b"\n", b'{"id": "\x00"}', b"\x00", b"\x00\n"]
)
def test_what_may_be_posts_is_let_be(start: bytes) -> None:
    assert recognise_binary(start) == ""
