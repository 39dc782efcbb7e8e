"""Bluesky, by Jetstream: posts, likes and reposts of the whole network, JSON over a WebSocket, on either wire.

`frames` has what is sent, `converter` what they mean, `places` where a stream goes on, `client` the connection.
"""

from listener.sources.base import SourceSpec
from listener.sources.bluesky.client import JetstreamClient
from listener.sources.bluesky.converter import convert_event

BLUESKY_SOURCE = SourceSpec("bluesky", convert_event, JetstreamClient)

__all__ = ["BLUESKY_SOURCE", "JetstreamClient", "convert_event"]
