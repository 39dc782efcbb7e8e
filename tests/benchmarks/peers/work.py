"""Work: what every peer does with a post - our tagger's tags, a count of its author's posts, one record out."""

from __future__ import annotations

import sys
import time
from typing import NamedTuple

import msgspec

from models.decoding import json_decoder
from models.errors import UnreadableError
from models.posts import Post
from models.tags import Tags
from pipelines.tags import Tagger
from tests.benchmarks import material

_decode = json_decoder(Post)
_encode = msgspec.json.Encoder().encode


class Tagged(NamedTuple):
    """A post's id, its author, and its tags."""

    id: str
    author: str
    tags: Tags


class Work:
    """The tagger, loaded, and what is done before and after the count."""

    def __init__(self) -> None:
        campaign = material.theirs()
        self._campaign, self._tagger = campaign.name, Tagger([campaign])

    def tag(self, value: bytes | None) -> Tagged | None:
        """The post with its tags; None for a mark, which is on the topic, too."""
        try:
            post = _decode(value)
        except UnreadableError:
            return None
        return Tagged(post.id, post.author, self._tagger.tag([post], [self._campaign])[0])

    def encode(self, tagged: Tagged, count: int) -> bytes:
        """The record that goes out."""
        return _encode({"id": tagged.id, "author": tagged.author, "tags": tagged.tags, "count": count})


def say_ready() -> None:
    """Tells who measures what all that is loaded once has taken."""
    sys.stdout.write(f"{time.process_time()}\n")
    sys.stdout.flush()
