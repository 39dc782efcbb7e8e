"""The other side of Bluesky, on the second wire: the same events."""

from tests.contracts.senders.bluesky import make_sender
from tests.contracts.senders.jetstream import second_wire

SENDER = make_sender(second_wire, is_second=True)
