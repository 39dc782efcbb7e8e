"""Tagger pool: tags in several processes, for machines with more cores. The tags are those of one tagger, of the
tier that the settings ask for."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context

from listener.settings import VARIABLE_PREFIX, Settings
from models.campaigns import Campaign
from models.errors import SettingsError
from models.posts import Post
from models.tags import Tags
from pipelines.accountability import PostTagger
from pipelines.tags import Tagger
from pipelines.tags.encoder import load_encoder

_PARENT_POLL_SECONDS = 1.0  # between two looks of a child whether its parent still lives
_HOW_TO_INSTALL = "Install it: pip install 'listener[encoder]'"

_tagger: Tagger | None = None  # of this child process


def make_tagger(campaigns: Sequence[Campaign], settings: Settings) -> Tagger:
    """The tagger of these settings. Raises SettingsError where the encoder that they ask for is not installed."""
    if settings.tagger == "fast":
        return Tagger(campaigns)
    try:
        return Tagger(campaigns, encoder=load_encoder())
    except ImportError as error:
        problem = f"the encoder cannot be loaded ({error}). {_HOW_TO_INSTALL}"
        raise SettingsError(f"{VARIABLE_PREFIX}TAGGER", problem) from error


@contextmanager
def open_tagger(campaigns: Sequence[Campaign], settings: Settings) -> Iterator[PostTagger]:
    """The tagger of these settings, working in as many processes as they say; with 0 it works in this one."""
    tagger, processes = make_tagger(campaigns, settings), settings.tagger_processes
    if not processes:
        yield tagger
        return
    context, arguments = get_context("spawn"), (tagger, os.getpid())
    with ProcessPoolExecutor(processes, context, initializer=_start_child, initargs=arguments) as pool:
        yield TaggerPool(pool, processes, tagger.version)


@contextmanager
def keep_tagger(settings: Settings) -> Iterator[Callable[[Sequence[Campaign]], PostTagger]]:
    """Makes the tagger of some campaigns; the one that it made before ends with that, the last one with the block."""
    with ExitStack() as kept:

        def make(campaigns: Sequence[Campaign]) -> PostTagger:
            kept.close()
            return kept.enter_context(open_tagger(campaigns, settings))

        yield make


class TaggerPool:
    """Spreads each batch over the processes, and returns its tags in order."""

    def __init__(self, pool: ProcessPoolExecutor, processes: int, version: str) -> None:
        self._pool, self._processes, self.version = pool, processes, version

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
