"""Records to test readers with: a valid one of every kind that travels, and odd ones that stopped somebody once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from models.commands import ChapterRelease, ReleaseWithdrawal, SignalVerdict, Verdict
from models.erasures import ErasureRequest
from models.gaps import Gap, GapReason
from models.journeys import TaggedPost
from models.labels import LabelDraw, PostLabel
from models.marks import Activity, Mark, Progress
from models.outcomes import OutcomeReport
from models.posts import Kind, instant
from models.rejections import Origin, Reason, Rejection
from models.sketches import EMPTY_SKETCH
from models.tags import Span, Stage, Stance, Tags
from pipelines.intake import TrackedAuthor
from pipelines.quote_redaction import make_redaction
from tests.alerting import decision, signal_of
from tests.making import MONDAY, post

_encode = msgspec.json.Encoder().encode
_AT = instant(MONDAY)
_ERASURES = (ErasureRequest(_AT, author="a3f9"), ErasureRequest(_AT, post="bluesky:1"))
_TAGGED = (
    TaggedPost("1", "bluesky", "a1", Kind.REPLY, _AT, "relief", "locals", Tags(why={"act": Span(0, 3, "x")}), "why"),
    Progress(0, 1, _AT, 3, idle=True),
    Activity(_AT, EMPTY_SKETCH),
    Gap("bluesky", _AT, _AT, GapReason.NO_REPLAY),
    *_ERASURES,
)
_COMMANDS = (
    ChapterRelease("relief", "locals", "stand-with", _AT),
    ReleaseWithdrawal("relief", "locals", "stand-with", _AT),
    SignalVerdict("relief", "locals", "0123", Verdict.SNOOZE, _AT, "later"),
)

_LABELS = (
    LabelDraw("relief", "locals", "00f1a2b3c4d5e6f7", "bluesky", _AT, _AT, readers=2),
    PostLabel("relief", "locals", "00f1a2b3c4d5e6f7", "anna", _AT, Stage.DESIRE, Stance.SUPPORT),
    PostLabel("relief", "locals", "00f1a2b3c4d5e6f7", "bo", _AT, cannot_tell=True),
)

VALID: Final[Mapping[str, Sequence[bytes]]] = {
    "post": (post(1, "a1", MONDAY), post(2, "a2", MONDAY, tags=None, kind="reply", hashtags=["#rebuild"])),
    "mark": (_encode(Mark("feed", _AT, final=True)),),
    "gap": (_encode(Gap("bluesky", _AT, _AT, GapReason.NO_REPLAY)),),
    "tracked": (_encode(TrackedAuthor("relief|locals", 7, 2_870)),),
    "tagged": tuple(map(_encode, _TAGGED)),
    "command": tuple(map(_encode, _COMMANDS)),
    "label": tuple(map(_encode, _LABELS)),
    "outcome": (_encode(OutcomeReport("1", "relief", "donations", 3.5, _AT)),),
    "erasure": tuple(map(_encode, _ERASURES)),
    "signal": (_encode(signal_of()),),
    "redaction": (_encode(make_redaction("relief", "locals", _AT, ["00f1a2b3c4d5e6f7"])),),
    "decision": (_encode(decision()),),
    "rejection": (_encode(Rejection(Reason.NOT_JSON, "no JSON", b"{", Origin("posts", 1, 2))),),
}

_NESTED: Final = b"[" * 5_000 + b"]" * 5_000
_HUGE: Final = b"x" * 500_000
_RELEASED: Final = b'{"type":"released","campaign":"relief","audience":"locals","chapter":"stand-with","at":"%s"}'

# What stopped a worker, a board or an alerter, and its like.
NAMED: Final[Mapping[str, bytes]] = {
    "a mark without a zone": b'{"source":"feed","at":"2025-01-06T00:00:00"}',
    "a mark of the year 1": b'{"source":"feed","at":"0001-01-01T00:00:00+14:00"}',
    "a mark of the last second": b'{"source":"feed","at":"9999-12-31T23:59:59Z","final":true}',
    "a gap without a zone": (
        b'{"type":"gap","channel":"c","start":"2025-01-06T00:00:00","end":"2025-01-07T00:00:00","why":"no_replay"}'
    ),
    "a gap of all time": (
        b'{"type":"gap","channel":"c","start":"1970-01-01T00:00:00Z","end":"9998-01-01T00:00:00Z","why":"no_replay"}'
    ),
    "a command without a zone": _RELEASED % b"2025-01-06T00:00:00",
    "a command of the year 1": _RELEASED % b"0001-01-01T00:00:00+14:00",
    "a command after the last second": _RELEASED % b"9999-12-31T23:59:59-14:00",
    "an answer without a zone": (
        b'{"type":"judged","campaign":"relief","audience":"locals","signal":"1","verdict":"accept","at":"2025-01-06T00:00"}'
    ),
    "an erasure without a zone": b'{"type":"erased","at":"2025-01-06T00:00:00","author":"a3f9"}',
    "an erasure of nobody": b'{"type":"erased","at":"2025-01-06T00:00:00Z","author":"","post":null}',
    "an erasure of half a megabyte": b'{"type":"erased","at":"2025-01-06T00:00:00Z","post":"%s"}' % _HUGE,
    "an outcome without a zone": (
        b'{"id":"1","campaign":"relief","name":"donations","count":1,"at":"2025-01-06T00:00:00"}'
    ),
    "an outcome without end": (
        b'{"id":"1","campaign":"relief","name":"donations","count":1e999,"at":"2025-01-06T00:00:00Z"}'
    ),
    "ten kilobytes of nesting": _NESTED,
    "ten kilobytes of nesting in a field that nobody reads": b'{"x":' + _NESTED + b"}",
    "ten kilobytes of nesting in objects": b'{"":' * 5_000 + b"1" + b"}" * 5_000,
    "a kind that nobody knows": b'{"type":"label","at":"2025-01-06T00:00:00Z"}',
    "a kind of half a megabyte": b'{"type":"' + b"x" * 500_000 + b'"}',
    "a kind that is a number": b'{"type":7}',
    "a number of five thousand digits": b'{"at":' + b"9" * 5_000 + b"}",
    "no number": b'{"at":NaN}',
    "half of a pair": b'{"id":"\\ud800","campaign":"\\udfff"}',
    "bytes that are no text": b'{"id":"\xff\xfe"}',
    "a name that ends early": b'{"id":"a\\u0000b"}',
    "nothing": b"",
    "a null": b"null",
    "an empty object": b"{}",
    "an empty list": b"[]",
    "one opening": b"{",
}
