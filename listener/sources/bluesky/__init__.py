"""Bluesky, by Jetstream: posts, likes and reposts of the whole network, JSON over a WebSocket, on either wire.

`frames` has what is sent, `bluesky_converter` what it means, `places` where a stream goes on, `connection` one
WebSocket, `bluesky_client` what lasts.
"""

from functools import partial

from listener.sources.base import SourceSpec
from listener.sources.bluesky.bluesky_client import JetstreamClient
from listener.sources.bluesky.bluesky_converter import BLUESKY, convert_event
from listener.sources.bluesky.frames import POST
from listener.sources.bluesky.places import COLLECTIONS
from listener.sources.interest import Interest


def narrow_bluesky(interest: Interest) -> SourceSpec:
    """Posts that somebody may want; likes and reposts are asked for where all posts are wanted."""
    collections = COLLECTIONS if interest.takes_activity else (POST,)
    convert = partial(convert_event, interest=interest)
    return SourceSpec(BLUESKY, convert, partial(JetstreamClient, collections=collections))


BLUESKY_SOURCE = SourceSpec(BLUESKY, convert_event, JetstreamClient, narrow_bluesky)

__all__ = ["BLUESKY_SOURCE", "JetstreamClient", "convert_event"]
