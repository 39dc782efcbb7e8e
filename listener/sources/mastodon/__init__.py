"""Mastodon: the public posts of an instance, or those with a hashtag, from its stream.

`statuses` has what is sent, `mastodon_converter` what it means, `streams` the events of a stream over server-sent
events or a WebSocket, `instance` one server, `mastodon_client` several.
"""

from listener.sources.base import SourceSpec
from listener.sources.mastodon.mastodon_client import MastodonClient
from listener.sources.mastodon.mastodon_converter import convert_status

MASTODON_SOURCE = SourceSpec("mastodon", convert_status, MastodonClient)

__all__ = ["MASTODON_SOURCE", "MastodonClient", "convert_status"]
