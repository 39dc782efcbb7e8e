"""The other side of Bluesky, on the first wire: posts of every form, likes, a delete, an account that is gone."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from listener.sources.bluesky import JetstreamClient
from tests.contracts.senders.base import IMPATIENT, Fault, SenderSpec, ServeWith
from tests.contracts.senders.jetstream import (
    ANN,
    BEN,
    JetstreamServer,
    account,
    commit,
    first_wire,
    post_record,
    serve_all,
)

_TEXT = "Øse vann 🚣 with Ann Roe and @ben.bsky.social, see carla.bsky.social #rebuild"
_SPAN = len("Øse vann 🚣 with ".encode())


def _facet(start: int, end: int, **feature: str) -> dict[str, Any]:
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


EVENTS = (
    commit(
        1,
        ANN,
        "post",
        post_record(
            _TEXT,
            facets=[
                _facet(_SPAN, _SPAN + 7, did=BEN),
                _facet(0, 3, tag="rebuild"),
                _facet(0, 4, uri="https://relief.example/help"),
                _facet(0, 4, uri="https://bsky.app/profile/ben.bsky.social"),
            ],
        ),
    ),
    commit(
        2, BEN, "post", post_record("count me in", reply={"parent": {"uri": f"at://{ANN}/app.bsky.feed.post/3m1"}})
    ),
    commit(3, BEN, "like", {"subject": {"uri": f"at://{ANN}/app.bsky.feed.post/3m1"}, "createdAt": "2026-11-21"}),
    commit(4, BEN, "post", operation="delete"),
    commit(5, ANN, "post", post_record("soon", created="2031-01-01T00:00:00Z")),
    commit(6, ANN, "post", post_record("not for all", labels={"values": [{"val": "!no-unauthenticated"}]})),
    commit(7, ANN, "post", {"text": 5}),
    account(8, BEN, "deleted"),
    account(9, ANN, "deactivated"),
    commit(10, ANN, "repost", {"subject": {"uri": f"at://{BEN}/app.bsky.feed.post/3m2"}, "createdAt": ""}),
    commit(11, ANN, "post", post_record("Write to me: ann@roe.example or +47 912 34 567")),
    commit(12, ANN, "post", post_record("the end")),
)
PRIVATE = ("Ann Roe", "ben.bsky", "carla", ANN, BEN, "roe.example", "912", "not for all")


def serve_with(make: Callable[[dict[str, Any]], bytes], *, is_second: bool) -> ServeWith:
    """Serves frames with a fault on the first connection."""

    @asynccontextmanager
    async def serve(folder: Path, frames: Sequence[bytes], fault: Fault) -> AsyncIterator[Sequence[str]]:
        first = [fault] * (50 if fault is Fault.GONE else 1)
        servers = [JetstreamServer(frames, faults, is_second=is_second) for faults in (first, [])]
        async with serve_all(servers if fault is Fault.GONE else servers[:1]) as addresses:
            yield addresses

    return serve


def make_sender(make: Callable[[dict[str, Any]], bytes], *, is_second: bool = False) -> SenderSpec:
    """The sender on one of the wires."""

    def serve(folder: Path, frames: Sequence[bytes]) -> AbstractAsyncContextManager[Sequence[str]]:
        return serve_all([JetstreamServer(frames, is_second=is_second)])

    frames = [make(event) for event in EVENTS]
    frames.insert(6, b'{"did":"did:plc:x","time_us":')
    return SenderSpec(
        tuple(frames),
        serve,
        PRIVATE,
        is_live=True,
        serve_with=serve_with(make, is_second=is_second),
        open=lambda addresses: JetstreamClient(addresses, IMPATIENT),
    )


SENDER = make_sender(first_wire)
