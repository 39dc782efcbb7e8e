"""Senders: the other side of every source, one module a source and named for it. `base` says what they are.

A module says `SENDER = SenderSpec(...)`, and the contract suite finds it by the name of the source.
"""

from importlib import import_module

from tests.contracts.senders.base import SenderSpec

# Other sides of a source that has several, each a module of its own.
FURTHER = {"bluesky_events": "bluesky", "mastodon_socket": "mastodon"}


def sender_of(name: str) -> SenderSpec:
    """The sender of a source. Raises ModuleNotFoundError where nobody wrote one."""
    found: SenderSpec = import_module(f"tests.contracts.senders.{name}").SENDER
    return found
