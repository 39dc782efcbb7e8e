"""Whatever a source sends becomes posts that tagging admits, requests, or a reason: nothing makes a converter raise.

LISTENER_FUZZ_INPUTS=1000000 is the long form: as many frames of each source, some minutes of each.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence

import msgspec
import pytest

from listener.files.replay import END_OF_TIME
from listener.sources import SOURCES, Drop, People, to_record
from listener.sources.http.sent_lines import read_lines
from listener.sources.http.sent_outcomes import read_outcomes
from listener.sources.interest import Interest
from models.outcomes import HeardOutcome
from models.posts import Post
from models.rejections import Rejection
from pipelines.posts import Admission
from tests.contracts.senders import FURTHER, sender_of
from tests.contracts.senders.jetstream import ANN
from tests.fuzzing import mutate_bytes, mutate_record
from tests.making import AUTHOR_KEY, campaign
from tests.unit.listener.sources.http.test_posts_api import LINES

INPUTS = int(os.environ.get("LISTENER_FUZZ_INPUTS", "2000"))
PEOPLE = People(AUTHOR_KEY, {ANN: "brand", "fund.example": "brand"})
CASES = {**{name: name for name in SOURCES}, **FURTHER}  # the source of each sender
OUTCOMES = (
    b'{"id":"d1","at":"2026-11-21T06:00:00Z","kind":"donation","amount":25,"currency":"EUR","codes":["sat"]}',
    b'{"id":"a1","at":"2026-11-21T06:00:00+01:00","kind":"attendance","count":2,"campaign":"relief","author":"5f0c"}',
)


def mutate_frame(rng: random.Random, frames: Sequence[bytes]) -> bytes:
    """A frame with something wrong in its JSON, or among its bytes."""
    frame = rng.choice(frames)
    start = max(frame.find(b"{"), 0)
    if rng.random() < 0.7:
        try:
            return frame[:start] + mutate_record(rng, [frame[start:]])
        except msgspec.MsgspecError:  # it is none from the start
            return mutate_bytes(rng, frame)
    return mutate_bytes(rng, frame)


@pytest.mark.parametrize(
    ("name", "is_narrow"),
    [
        *(pytest.param(name, False, id=f"{name}-all of it") for name in CASES),
        *(pytest.param(name, True, id=f"{name}-narrowed") for name in CASES if SOURCES[CASES[name]].narrow),
    ],
)
def test_whatever_comes_is_a_post_that_tagging_admits_or_a_reason(name: str, is_narrow: bool) -> None:
    source, rng, frames = SOURCES[CASES[name]], random.Random(16), sender_of(name).frames
    source = source.narrow(Interest([campaign()])) if is_narrow and source.narrow else source
    for _ in range(INPUTS):
        for item in source.convert(mutate_frame(rng, frames), PEOPLE):
            if isinstance(item, Post):
                assert Admission().admit(to_record(item).value, END_OF_TIME) == item
            elif isinstance(item, Rejection):
                assert item.detail
                assert CASES[name] == "ndjson" or item.record == b""
            else:
                assert isinstance(item, Drop) or to_record(item).value


@pytest.mark.parametrize(
    ("lines", "read", "kind"),
    [
        (LINES, lambda line: read_lines([line], END_OF_TIME, PEOPLE), Post),
        (OUTCOMES, lambda line: read_outcomes([line], PEOPLE), HeardOutcome),
    ],
    ids=["posts", "outcomes"],
)
def test_whatever_a_program_sends_is_taken_or_has_a_reason(
    lines: Sequence[bytes], read: Callable[[bytes], Sequence[object]], kind: type
) -> None:
    rng, taken = random.Random(16), 0
    for _ in range(INPUTS):
        (item,) = read(mutate_frame(rng, lines))
        taken += isinstance(item, kind)
        assert isinstance(item, kind) or (isinstance(item, Rejection) and item.record == b"")
    assert 0 < taken < INPUTS
