"""Decoding: the one place where bytes become values. Whatever the bytes are: a value, or an UnreadableError.

A test holds the rest of the tree to it: nothing else calls msgspec's decoders. They raise more than their own errors:
RecursionError for deep nesting, UnicodeDecodeError for bytes that are no text, ValueError for digits without end.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, overload

import msgspec

from models.errors import UnreadableError
from models.rejections import Reason

_Value = TypeVar("_Value")
Decode = Callable[[bytes | None], _Value]  # raises UnreadableError, and nothing else

# What bytes can make msgspec raise.
_RAISED: Final = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError)
_MOST_DIGITS: Final = 15  # of a number in a header or a cookie: always fits a float and 64 bits

# RFC 3339 times that we take: within them every sum of ours, and every zone a person reads them in, is a time, too.
EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9998, 12, 31, tzinfo=UTC)


@overload
def json_decoder(kind: type[_Value]) -> Decode[_Value]: ...
@overload
def json_decoder(kind: Any) -> Decode[Any]: ...
def json_decoder(kind: Any) -> Decode[Any]:
    """A decoder of JSON to a type of ours, or a union of them. It raises UnreadableError, and nothing else."""
    return _guard(kind, msgspec.json.Decoder(kind).decode)


@overload
def msgpack_decoder(kind: type[_Value]) -> Decode[_Value]: ...
@overload
def msgpack_decoder(kind: Any) -> Decode[Any]: ...
def msgpack_decoder(kind: Any) -> Decode[Any]:
    """The same of MessagePack."""
    return _guard(kind, msgspec.msgpack.Decoder(kind).decode)


def _guard(kind: Any, decode: Callable[[bytes], Any]) -> Decode[Any]:
    def decode_timed(record: bytes) -> Any:
        value = decode(record)
        if (times := getattr(value, "times", None)) is not None:
            check_times(*times())
        return value

    has_no_times = isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not hasattr(kind, "times")
    read = decode if has_no_times else decode_timed  # a whole network's frames are read: what is not needed costs

    def guarded(record: bytes | None) -> Any:
        if record is None:
            raise UnreadableError(Reason.TOMBSTONE, "a record without a value")
        try:
            return read(record)
        except _RAISED as error:
            raise UnreadableError(*_reason(record, error)) from None

    return guarded


def _reason(record: bytes, error: Exception) -> tuple[Reason, str]:
    """The reason for bytes that do not decode, and the decoder's message."""
    detail = str(error)
    if not _is_utf8(record):
        return Reason.NOT_UTF8, detail
    if not isinstance(error, msgspec.ValidationError):
        return (Reason.BAD_FIELD if type(error) is ValueError else Reason.NOT_JSON), detail
    if detail.startswith("Invalid value ") and detail.endswith(" - at `$.type`"):
        return Reason.UNKNOWN_KIND, detail
    if "unknown field" in detail:
        return Reason.UNKNOWN_FIELD, detail
    return (Reason.MISSING_FIELD if "missing required field" in detail else Reason.BAD_FIELD), detail


def _is_utf8(record: bytes) -> bool:
    try:
        record.decode()
    except UnicodeDecodeError:
        return False
    return True


def check_times(*times: datetime | None) -> None:
    """Raises ValueError for a time that cannot be reckoned with. Decoders ask it of the `times` of a record."""
    for at in times:
        if at is not None and at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no zone")
        if at is not None and not EARLIEST <= at <= LATEST:
            raise ValueError(f"{at.isoformat()} lies before {EARLIEST:%Y} or after {LATEST:%Y}")


def parse_digits(text: str | bytes) -> int | None:
    """The number that ASCII digits stand for, at most 15 of them; None for anything else that is called a digit."""
    return int(text) if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit() else None
