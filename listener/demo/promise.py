"""The demo's second act: a fund that promised its books each quarter, falls silent, is asked, and answers.

Written by us.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge

import msgspec

from models.decoding import json_decoder
from models.posts import Post

_ACCOUNT, _CHANNEL = "demo-fund", "bluesky"

# What happens to the promise, beside what happens to the audience: day, and words.
PROMISE_EVENTS = (
    (0.1, "in October the fund promised its books every quarter; none have come so far"),
    (20.9, "the 90th day after its promise ends, and the fund has said nothing of its books"),
    (22.4, "people begin to ask where the books are"),
    (35.3, "the fund publishes the books of its first quarter"),
)

_ASKED = (
    "Where are the books of the relief fund?",
    "When will the relief fund publish its books?",
    "Does anybody know what became of the books that the relief fund promised?",
    "Relief fund, where did the money go? You promised us your books.",
    "Why has the relief fund not published its books yet?",
    "Has the relief fund forgotten its books? We are still waiting.",
    "Can the relief fund tell us when its books are coming?",
    "I gave in October. Where can I read the books of the relief fund?",
    "How much did the relief fund spend, and where are its books?",
)
_ASKING_DAYS = range(22, 27)
_ANSWER = "1 of 4 books is out: what came in and where each gift of the relief fund went, to the end of December."
_ANSWER_DAY, _EVIDENCE = 35.4, "https://relief-fund.example/books/1"

_decode_post = json_decoder(Post)


def add_promise_posts(posts: Iterable[bytes], start: datetime) -> Iterator[bytes]:
    """The posts with those of the second act among them, by their time."""
    theirs = sorted(_promise_posts(start), key=time_of_line)
    return merge(posts, theirs, key=time_of_line)


def _promise_posts(start: datetime) -> Iterator[bytes]:
    for day in _ASKING_DAYS:
        for number, words in enumerate(_ASKED):
            at = start + timedelta(days=day, hours=10, minutes=17 * number)
            yield _encode(f"ask-{day}-{number}", f"demo-asker-{day}-{number}", at, words)
    at = start + timedelta(days=_ANSWER_DAY)
    yield _encode("books-1", _ACCOUNT, at, _ANSWER, links=(_EVIDENCE,), author_flags=("brand",))


def _encode(name: str, author: str, at: datetime, text: str, **others: tuple[str, ...]) -> bytes:
    post = {"id": f"{_CHANNEL}:{name}", "channel": _CHANNEL, "author": author, "created_at": at.isoformat()}
    return msgspec.json.encode({**post, "text": text, "lang": "en", **others})


def time_of_line(line: bytes) -> datetime:
    """When a post was written."""
    return _decode_post(line).created_at
