"""What a sender is: frames as the real other side sends them, and what serves them to the source's client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

# In a folder of its own, with frames to serve: the addresses at which a client finds them.
Serve = Callable[[Path, Sequence[bytes]], AbstractAsyncContextManager[Sequence[str]]]


@dataclass(frozen=True)
class SenderSpec:
    """The other side of one source. The frames are whole, in order, with at least two posts and one that is bad."""

    frames: tuple[bytes, ...]
    serve: Serve
    private: tuple[str, ...] = ()  # what stands in the frames and must never enter: names, handles, direct messages
