"""The other side of Mastodon over a WebSocket: the same instance, and the same events."""

from collections.abc import Sequence

from listener.sources import SourceClient
from listener.sources.mastodon import MastodonClient
from tests.contracts.senders.base import IMPATIENT, SenderSpec
from tests.contracts.senders.mastodon import FRAMES, ONCE, PRIVATE, serve_town, serve_town_with


def open_sockets(addresses: Sequence[str]) -> SourceClient:
    """The client of these towns, by their sockets."""
    return MastodonClient([each.replace("http", "ws") for each in addresses], IMPATIENT)


SENDER = SenderSpec(FRAMES, serve_town, PRIVATE, ONCE, is_live=True, serve_with=serve_town_with, open=open_sockets)
