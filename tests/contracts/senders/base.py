"""What a sender is: frames as the real other side sends them, and what serves them to the source's client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aiohttp import web

from listener.sources import SourceClient
from listener.sources.hosts import Patience

IMPATIENT = Patience(quiet=0.15, connect=2.0, pause=0.01, longest_pause=0.05)


class Fault(StrEnum):
    """What goes wrong once, half way; the next connection is sound."""

    CUT = "cut"  # in the middle of a frame
    FROZEN = "frozen"  # nothing more is sent, and no ping is answered
    SLOW = "slow"  # a frame now and then
    REPEATS = "repeats"  # each frame comes twice
    LARGE = "large"  # a frame of a megabyte comes between
    WRONG = "wrong"  # a frame that is no JSON comes between
    SKEWED = "skewed"  # a post comes between that is dated five years ahead
    GONE = "gone"  # the first of two hosts does not answer, and then refuses


# In a folder of its own, with frames to serve: the addresses at which a client finds them.
Serve = Callable[[Path, Sequence[bytes]], AbstractAsyncContextManager[Sequence[str]]]
ServeWith = Callable[[Path, Sequence[bytes], Fault], AbstractAsyncContextManager[Sequence[str]]]


@dataclass(frozen=True)
class SenderSpec:
    """The other side of one source. The frames are whole, in order, with at least two posts and one that is bad."""

    frames: tuple[bytes, ...]
    serve: Serve
    private: tuple[str, ...] = ()  # what stands in the frames and must never enter: names, handles, direct messages
    once: tuple[bytes, ...] = ()  # frames that are not sent again, whatever the cursor: never the last
    is_live: bool = False  # it never ends: a client waits for more
    serve_with: ServeWith | None = None  # of a live one: the same with a fault
    open: Callable[[Sequence[str]], SourceClient] | None = None  # an impatient client, where the usual one is patient


@asynccontextmanager
async def serve_applications(applications: Sequence[web.Application], last_port: int = 0) -> AsyncIterator[list[str]]:
    """Host and port of each of these, while the block runs; the last is on that port, the others on free ones."""
    async with AsyncExitStack() as stack:
        hosts = []
        for each in applications:
            runner = web.AppRunner(each, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            port = last_port if each is applications[-1] else 0
            await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
            hosts.append(f"127.0.0.1:{runner.addresses[0][1]}")
        yield hosts
