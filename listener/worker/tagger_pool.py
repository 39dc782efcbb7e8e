"""Tagger pool: tags in several processes, for machines with more cores. The tags are those of one tagger."""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from models.campaigns import Campaign
from models.posts import Post
from models.tags import Tags
from pipelines.intake import PostTagger
from pipelines.tags import Tagger

_PARENT_POLL_SECONDS = 1.0  # between two looks of a child whether its parent still lives

_tagger: Tagger | None = None  # of this child process


@contextmanager
def open_tagger(campaigns: Sequence[Campaign], processes: int) -> Iterator[PostTagger]:
    """A tagger that works in so many processes; with 0 it works in this one."""
    if not processes:
        yield Tagger(campaigns)
        return
    context = get_context("spawn")
    arguments = (Tagger(campaigns), os.getpid())
    with ProcessPoolExecutor(processes, context, initializer=_start_child, initargs=arguments) as pool:
        yield TaggerPool(pool, processes)


class TaggerPool:
    """Spreads each batch over the processes, and returns its tags in order."""

    version = Tagger.version

    def __init__(self, pool: ProcessPoolExecutor, processes: int) -> None:
        self._pool, self._processes = pool, processes

    def tag(self, posts: Sequence[Post], campaigns: Sequence[str | None]) -> list[Tags]:
        """Tags of each post, in order."""
        size = max(1, -(-len(posts) // self._processes))
        places = range(0, len(posts), size)
        parts = [self._pool.submit(_tag_in_child, posts[at : at + size], campaigns[at : at + size]) for at in places]
        return [tags for part in parts for tags in part.result()]


def _start_child(tagger: Tagger, parent: int) -> None:
    global _tagger  # a process of a pool has no other place for it
    _tagger = tagger
    threading.Thread(target=_exit_with, args=(parent,), daemon=True).start()


def _exit_with(parent: int) -> None:
    """Ends this process once its parent is gone: a parent that is killed cannot stop its children."""
    while os.getppid() == parent:
        time.sleep(_PARENT_POLL_SECONDS)
    os._exit(1)


def _tag_in_child(posts: Sequence[Post], campaigns: Sequence[str | None]) -> list[Tags]:
    assert _tagger is not None, "the pool starts its processes with a tagger"
    return _tagger.tag(posts, campaigns)
