"""The other side of NDJSON: a file of lines."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.contracts.senders.base import SenderSpec

_FRAMES = (
    b'{"id":"a:1","channel":"forum","author":"5f0c","created_at":"2026-11-21T06:00:00Z","text":"count me in"}',
    b'{"id":"a:2","channel":"forum","author":"a3f9","created_at":"2026-11-21T06:01:00Z","kind":"like"}',
    b'{"id":"a:3","channel":"forum","author":"a3f9","created_at":"2026-11-21T06:02:00Z","handle":"@jo.example"}',
    b'{"id":"a:4","channel":"forum","author":"77aa","created_at":"yesterday","text":"soon"}',
    b"not a post",
    b'{"id":"a:5","channel":"forum","author":"77aa","created_at":"2026-11-21T06:03:00+01:00","text":"\xc3\xa5 ja"}',
)


@asynccontextmanager
async def _serve(folder: Path, frames: Sequence[bytes]) -> AsyncIterator[Sequence[str]]:
    path = folder / "posts.ndjson"
    path.write_bytes(b"".join(frame + b"\n" for frame in frames))
    yield (str(path),)


SENDER = SenderSpec(_FRAMES, _serve)
