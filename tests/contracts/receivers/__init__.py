"""Receivers: the other side of every sink, one module a kind and named for it. `base` has what they share.

A module says `RECEIVER = ReceiverSpec(...)`, and the contract suite finds it by the kind of the sink.
"""

from importlib import import_module

from tests.contracts.receivers.base import ReceiverSpec


def receiver_of(kind: str) -> ReceiverSpec:
    """The receiver of a sink. Raises ModuleNotFoundError where nobody wrote one."""
    found: ReceiverSpec = import_module(f"tests.contracts.receivers.{kind}").RECEIVER
    return found
