"""Source words: what a source says beside posts - how far it has come, and what it missed."""

from models.decoding import check_times, json_decoder
from models.errors import UnreadableError
from models.gaps import Gap
from models.marks import Mark
from models.posts import Millis, millis
from models.rejections import Origin, Reason, Rejection
from pipelines.posts import Admission, rejection

_decode_mark = json_decoder(Mark)
_decode_gap = json_decoder(Gap)


def read_gap(value: bytes | None, received: Millis, origin: Origin | None, admission: Admission) -> Gap | Rejection:
    """The gap. One that does not decode, lies in the future or ends before it starts is rejected."""
    try:
        gap = _decode_gap(value)
    except UnreadableError as error:
        return rejection(Reason.BAD_FIELD, f"gap: {error}", value or b"", origin)
    if admission.is_ahead(millis(gap.end), received):
        return rejection(Reason.FUTURE, "gap: lies in the future", value or b"", origin)
    if gap.end < gap.start:
        return rejection(Reason.BAD_FIELD, "gap: ends before it starts", value or b"", origin)
    return gap


def read_mark(value: bytes | None, received: Millis, origin: Origin | None, admission: Admission) -> Mark | Rejection:
    """A source's mark. One that does not decode, or lies in the future, is rejected."""
    try:
        mark = _decode_mark(value)
    except UnreadableError as error:
        return rejection(Reason.BAD_FIELD, f"mark: {error}", value or b"", origin)
    if admission.is_ahead(millis(mark.at), received):
        return rejection(Reason.FUTURE, "mark: lies in the future", value or b"", origin)
    try:
        check_times(mark.at)
    except ValueError as error:
        return rejection(Reason.BAD_FIELD, f"mark: {error}", value or b"", origin)
    return mark
