"""Bluesky, by Jetstream: posts, likes and reposts of the whole network, JSON over a WebSocket, on either wire.

`frames` has what is sent, `bluesky_converter` what it means, `places` where a stream goes on, `connection` one
WebSocket, `bluesky_client` what lasts.
"""

from listener.sources.base import SourceSpec
from listener.sources.bluesky.bluesky_client import JetstreamClient
from listener.sources.bluesky.bluesky_converter import convert_event

BLUESKY_SOURCE = SourceSpec("bluesky", convert_event, JetstreamClient)

__all__ = ["BLUESKY_SOURCE", "JetstreamClient", "convert_event"]
