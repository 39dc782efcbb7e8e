"""What reading a network costs: frames of Jetstream in the mix of the network, decoded and converted, beside
`json.loads` of the same frames."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from listener.sources.bluesky import convert_event
from listener.sources.bluesky.frames import decode_event
from listener.sources.people import People
from tests.benchmarks.report import Figure, per_second
from tests.contracts.senders.jetstream import ANN, commit, first_wire, post_record
from tests.making import AUTHOR_KEY

FRAMES = 10_000
_WORDS = [
    "the", "neighbours", "rebuild", "after", "storm", "we", "need", "more", "tents", "and", "boats", "tonight",
    "come", "along", "please", "share", "map", "of", "shelters",
]  # fmt: skip
_SUBJECT = {
    "cid": "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm",
    "uri": f"at://{ANN}/x/3k4duaz5vfs2b",
}
_ENDS = ("", "", "", "", "", " @ben.bsky.social", " https://news.example/2026/storm", " 2026", " (soon)", " #rebuild")


def figures() -> Iterator[Figure]:
    """Frames a second of one core: decoding alone, then with all that makes a post of it."""
    people, frames = People(AUTHOR_KEY), _frames()
    works: tuple[tuple[str, Callable[[bytes], object]], ...] = (
        ("Jetstream frames, decoded; baseline: json.loads", decode_event),
        ("Jetstream frames, converted; baseline: json.loads", lambda frame: convert_event(frame, people)),
    )
    for name, work in works:
        ours, theirs = per_second(FRAMES, lambda: _all(work, frames), lambda: _all(json.loads, frames))  # noqa: B023
        yield Figure(name, ours, "frames/s", theirs)


def _all(work: Callable[[bytes], object], frames: Sequence[bytes]) -> None:
    for frame in frames:
        work(frame)


def _frames() -> list[bytes]:
    rng = random.Random(16)
    return [first_wire(_event(rng, number)) for number in range(FRAMES)]


def _event(rng: random.Random, number: int) -> dict[str, Any]:
    """A third are posts, of them half replies; most others are likes."""
    did, chance = f"did:plc:{rng.randrange(2**64):024x}", rng.random()
    if chance < 0.35:
        text = " ".join(rng.choices(_WORDS, k=rng.randint(8, 45))) + rng.choice(_ENDS)
        record = post_record(text)
        if rng.random() < 0.5:
            record["reply"] = {"root": _SUBJECT, "parent": _SUBJECT}
        return commit(number, did, "post", record)
    if chance < 0.4:
        return commit(number, did, "post", operation="delete")
    record = {"createdAt": "2026-11-21T06:00:00.000Z", "subject": _SUBJECT}
    return commit(number, did, "like" if chance < 0.9 else "repost", record)
