"""What reading a network costs: frames of Jetstream in the mix of the network, decoded and converted, beside
`json.loads` of the same frames.

Shapes and shares are those of a network: half likes, a third posts, some reposts and deletes; of the posts half are
replies, a third show a picture or a page, a fifth have facets.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from statistics import median
from typing import Any

from listener.sources.bluesky import convert_event
from listener.sources.bluesky.frames import decode_event
from listener.sources.interest import Interest
from listener.sources.people import People
from models.posts import Millis, instant
from tests.benchmarks import material
from tests.benchmarks.report import Figure, seconds
from tests.contracts.senders.jetstream import commit, first_wire, post_record
from tests.making import AUTHOR_KEY

FRAMES, REPEATS = 10_000, 9
_AUTHORS = 300_000
_WORDS = [
    "the", "neighbours", "rebuild", "after", "storm", "we", "need", "more", "tents", "and", "boats", "tonight",
    "come", "along", "please", "share", "map", "of", "shelters", "it’s", "så", "🙏",
]  # fmt: skip
_CID = "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm"
_ENDS = ("", "", "", "", "", " @ben.bsky.social", " https://news.example/2026/storm", " 2026", " (soon)", " #rebuild")


def figures() -> Iterator[Figure]:
    """Frames a second of one core: decoding alone, then with all that makes a post of it."""
    network = jetstream_frames(random.Random(16))
    people, interest = People(AUTHOR_KEY), Interest(material.others(20))
    works: tuple[tuple[str, Callable[[bytes], object]], ...] = (
        ("Jetstream frames, decoded; baseline: json.loads", decode_event),
        ("Jetstream frames, all of them converted; baseline: json.loads", lambda frame: convert_event(frame, people)),
        (
            "Jetstream frames, converted for 20 campaigns; baseline: json.loads",
            lambda frame: convert_event(frame, people, interest),
        ),
    )
    for name, work in works:
        yield _measure(name, work, [list(islice(network, FRAMES)) for _ in range(REPEATS)])


def _measure(name: str, work: Callable[[bytes], object], repeats: Sequence[Sequence[bytes]]) -> Figure:
    """Each time of other frames, as what was read before is remembered here and there; the medians, and the range."""
    pairs = [[seconds(partial(_all, each, frames)) for each in (work, json.loads)] for frames in repeats]
    ours, theirs = zip(*pairs, strict=True)
    ratios = sorted(their / our for our, their in zip(ours, theirs, strict=True))
    told = f"{name} ({len(repeats)} times: {ratios[0]:.2f} to {ratios[-1]:.2f})"
    return Figure(told, FRAMES / median(ours), "frames/s", FRAMES / median(theirs))


def jetstream_frames(rng: random.Random) -> Iterator[bytes]:
    """Frames of the first wire, without an end."""
    number = 0
    while True:
        number += 1
        yield first_wire(_event(rng, number))


def _all(work: Callable[[bytes], object], frames: Sequence[bytes]) -> None:
    for frame in frames:
        work(frame)


def _did(number: int) -> str:
    return f"did:plc:{number:024x}"


def _event(rng: random.Random, number: int) -> dict[str, Any]:
    """A third are posts; most others are likes."""
    did, chance = _did(rng.randrange(_AUTHORS)), rng.random()
    if chance < 0.35:
        return _with_cid(commit(number, did, "post", _post(rng, _text(rng))))
    if chance < 0.4:
        return commit(number, did, "post", operation="delete")
    record = {
        "$type": "app.bsky.feed.like",
        "createdAt": "2026-11-21T06:00:00.000Z",
        "subject": _subject(rng),
    }
    return _with_cid(commit(number, did, "like" if chance < 0.9 else "repost", record))


def _with_cid(event: dict[str, Any]) -> dict[str, Any]:
    event["commit"]["cid"] = _CID
    return event


def post_frame(rng: random.Random, number: int, at: Millis, author: int, text: str) -> bytes:
    """The frame of one post, written and seen at that time."""
    record = {**_post(rng, text), "createdAt": instant(at).isoformat()}
    event = _with_cid(commit(number, _did(author), "post", record))
    return first_wire({**event, "time_us": at * 1_000})


def _text(rng: random.Random) -> str:
    """Half of them are ASCII alone."""
    words = _WORDS if rng.random() < 0.5 else _WORDS[:-3]
    return " ".join(rng.choices(words, k=rng.randint(4, 40))) + rng.choice(_ENDS)


def _post(rng: random.Random, text: str) -> dict[str, Any]:
    more = dict[str, Any]()
    if rng.random() < 0.5:
        more["reply"] = {"parent": _subject(rng), "root": _subject(rng)}
    if rng.random() < 0.35:
        more["embed"] = _embed(rng)
    if text.endswith(("#rebuild", "storm", "social")):
        more["facets"] = [_facet(text)]
    return post_record(text, **more)


def _subject(rng: random.Random) -> dict[str, str]:
    return {"cid": _CID, "uri": f"at://{_did(rng.randrange(2**40))}/app.bsky.feed.post/3k4duaz5vfs2b"}


def _embed(rng: random.Random) -> dict[str, Any]:
    blob = {"$type": "blob", "ref": {"$link": _CID}, "mimeType": "image/jpeg", "size": 412_345}
    if rng.random() < 0.3:
        page = {"uri": "https://news.example/storm", "title": "After the storm", "description": "What is needed now"}
        return {"$type": "app.bsky.embed.external", "external": {**page, "thumb": blob}}
    image = {"alt": "a boat", "aspectRatio": {"height": 1_500, "width": 2_000}, "image": blob}
    return {"$type": "app.bsky.embed.images", "images": [image] * rng.randint(1, 3)}


def _facet(text: str) -> dict[str, Any]:
    """What the last word of a text means, at its place in bytes."""
    word, kinds = text.rsplit(" ", 1)[1], "app.bsky.richtext.facet"
    feature = {
        "#": {"$type": f"{kinds}#tag", "tag": word[1:]},
        "h": {"$type": f"{kinds}#link", "uri": word},
        "@": {"$type": f"{kinds}#mention", "did": "did:plc:benbenben3benbenben3ben"},
    }.get(word[0], {"$type": f"{kinds}#tag", "tag": word})
    end = len(text.encode())
    return {"index": {"byteStart": end - len(word.encode()), "byteEnd": end}, "features": [feature]}
