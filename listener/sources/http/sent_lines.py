"""Sent lines: what a program sends, one post a line: the fields of a file, with the channel's own ids of people.

Authors and ids become pseudonyms here, so a program sends what it has; the same line is the same post, however often.
"""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from listener.importing.masking import is_html, read_html
from listener.sources.http.answers import LineResult
from listener.sources.people import People
from models.decoding import json_decoder
from models.errors import UnreadableError
from models.posts import Millis, Post
from models.rejections import Reason, Rejection
from pipelines.posts import Admission, rejection

MOST_LINES = 5_000  # of one request

_decode_array = json_decoder(list[msgspec.Raw])


def split_body(body: bytes, *, is_array: bool) -> list[bytes]:
    """The lines of a body: of NDJSON, or the items of an array. Raises UnreadableError."""
    lines = [bytes(each) for each in _decode_array(body)] if is_array else body.splitlines()
    found = [line for line in lines if line.strip()]
    if len(found) > MOST_LINES:
        raise UnreadableError(Reason.OVERSIZED, f"{len(found)} lines; at most {MOST_LINES}")
    return found


def read_lines(lines: Sequence[bytes], received: Millis, people: People) -> list[Post | Rejection]:
    """The post of each line, or why it is none. A line that stands twice in a request is taken once."""
    admission = Admission()
    return [_read(admission.admit(line, received), people) for line in lines]


def _read(found: Post | Rejection, people: People) -> Post | Rejection:
    if isinstance(found, Rejection):
        return replace(found, record=b"")  # people may be named in it
    text = found.text and people.mask(read_html(found.text) if is_html(found.text) else found.text)
    if found.text and not text:
        return rejection(Reason.NO_TEXT, "nothing but people and links to them", b"", None)
    flags = people.flags(found.author, f"{found.channel}:{found.author}")
    return replace(
        found,
        id=people.post(found.channel, found.id),
        author=people.author(found.channel, found.author),
        text=text,
        hashtags=people.hashtags(found.hashtags),
        links=people.links(found.links),
        in_reply_to=people.post(found.channel, found.in_reply_to) if found.in_reply_to else None,
        author_flags=tuple(dict.fromkeys((*found.author_flags, *flags))),
    )


def results_of(items: Sequence[Post | Rejection]) -> list[LineResult]:
    """What is told of each line, in their order; lines count from 1."""
    return [
        LineResult(number, id=item.id)
        if isinstance(item, Post)
        else LineResult(number, reason=item.reason, detail=item.detail)
        for number, item in enumerate(items, start=1)
    ]
