"""Log erasing: what a request asks to forget is taken out of the log itself, as the request is appended.

Posts go by their author or their id. Outcomes stay, and lose the author. Decisions and signals stay, with their
numbers, and lose their quotes of what a redaction names. What comes later under an erased name is for who writes it
to leave out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

import msgspec

from listener.kafka import topics, wire
from listener.sources.runner import SourceRecord
from models.decisions import Decision
from models.decoding import json_decoder
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.outcomes import OutcomeReport
from models.posts import Post
from models.redactions import REDACTION_TYPE, Redaction
from models.signals import Signal
from pipelines.quote_redaction import redact_decision, redact_signal

_PREFIX: Final = 64  # bytes of an id that the index has
_REDACTION: Final = REDACTION_TYPE.encode()
_ID_AT: Final = 8  # where the id begins in a post as we write it: `{"id":"`
ERASING_SCHEMA: Final = f"""
CREATE INDEX IF NOT EXISTS posts_by_author ON records (key) WHERE topic = 'posts';
CREATE INDEX IF NOT EXISTS posts_by_id ON records (substr(value, {_ID_AT}, {_PREFIX})) WHERE topic = 'posts';
"""

_decode_request = json_decoder(ErasureRequest)
_decode_post = json_decoder(Post)
_decode_decision = json_decoder(Decision)
_decode_outcome = json_decoder(OutcomeReport)


def erase_from_log(file: sqlite3.Connection, records: Iterable[SourceRecord]) -> None:
    """Does what these records ask, of all that is in the file. One that cannot be read asks for nothing."""
    for each in records:
        with suppress(UnreadableError):
            if each.topic == topics.ERASURES:
                _erase(file, _decode_request(each.value))
            elif each.topic == topics.SIGNALS and _REDACTION in each.value:
                told = wire.decode_any_signal(each.value)
                if isinstance(told, Redaction):
                    _redact(file, told)


def _erase(file: sqlite3.Connection, request: ErasureRequest) -> None:
    if request.author:
        file.execute("DELETE FROM records WHERE topic = 'posts' AND key = ?", (request.author.encode(),))
        _forget_who_gave(file, request.author)
    if request.post:
        numbers = [(number,) for number in _find_post(file, request.post)]
        file.executemany("DELETE FROM records WHERE number = ?", numbers)


def _forget_who_gave(file: sqlite3.Connection, author: str) -> None:
    """Takes an author out of outcomes: how many there were stays."""
    sql = "SELECT number, value FROM records WHERE topic = ? AND instr(value, ?)"
    for number, value in file.execute(sql, (topics.OUTCOMES, msgspec.json.encode(author))).fetchall():
        with suppress(UnreadableError):
            told = _decode_outcome(value)
            if told.author == author:
                nameless = wire.encode(msgspec.structs.replace(told, author=None))
                file.execute("UPDATE records SET value = ? WHERE number = ?", (nameless, number))


def _find_post(file: sqlite3.Connection, id: str) -> Sequence[int]:
    """The numbers of a post's records."""
    first = (msgspec.json.encode(id)[1:])[:_PREFIX]  # with the quotation mark that ends it
    beyond = first[:-1] + bytes([first[-1] + 1])
    place = f"substr(value, {_ID_AT}, {_PREFIX})"
    rows = file.execute(
        f"SELECT number, value FROM records WHERE topic = 'posts' AND {place} >= ? AND {place} < ?", (first, beyond)
    )
    return [number for number, value in rows.fetchall() if _is_post(value, id)]


def _is_post(value: bytes, id: str) -> bool:
    try:
        return _decode_post(value).id == id
    except UnreadableError:
        return False


def _redact(file: sqlite3.Connection, told: Redaction) -> None:
    """Takes quotes out of an audience's decisions and signals."""
    rows = file.execute(
        "SELECT number, topic, value FROM records WHERE topic IN (?, ?) AND key = ?",
        (topics.DECISIONS, topics.SIGNALS, told.partitionkey.encode()),
    ).fetchall()
    for number, topic, value in rows:
        if any(each.encode() in value for each in told.data.posts):
            file.execute("UPDATE records SET value = ? WHERE number = ?", (_without(topic, value, told), number))


def _without(topic: str, value: bytes, told: Redaction) -> bytes:
    try:
        if topic == topics.DECISIONS:
            return wire.encode(redact_decision(_decode_decision(value), told.data.posts))
        found = wire.decode_any_signal(value)
    except UnreadableError:
        return value
    return wire.encode(redact_signal(found, told.data.posts)) if isinstance(found, Signal) else value
