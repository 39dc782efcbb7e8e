"""CloudEvents over HTTP, for services that take them: each signal of an alert as it is on the topic, signed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url, check_url
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from listener.sinks.signing import signature_headers
from models.accountability import CommitmentSignal
from models.alerts import Alert
from models.signals import Signal

if TYPE_CHECKING:  # see base
    import aiohttp

_CONTENT_TYPE = {"Content-Type": "application/cloudevents+json; charset=UTF-8"}

_encode = msgspec.json.Encoder(order="deterministic").encode


class CloudEvents:
    """Each signal in structured mode of CloudEvents 1.0 over HTTP; a repeat is known by its id."""

    def __init__(
        self, client: aiohttp.ClientSession, url: str, secret: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        """`clock` gives seconds since 1970, which are signed with the body."""
        self._client, self._url, self._secret, self._clock = client, url, secret, clock

    async def __call__(self, alert: Alert) -> None:
        events: list[Signal | CommitmentSignal] = [*(item.signal for item in alert.items), *alert.notices]
        for event in events:
            body = _encode(event)
            signed = signature_headers(self._secret, event.id, int(self._clock()), body)
            await post_body(self._client, self._url, body, {**_CONTENT_TYPE, **signed})


def _open(destination: Destination) -> CloudEvents:
    return CloudEvents(destination.client, destination.addresses[0], destination.secret)


CLOUDEVENTS_SINK = SinkSpec(
    kind="cloudevents",
    expects="an https:// address, or $NAME of a variable with it",
    check_address=check_url,
    check_filled=check_filled_url,
    open=_open,
    has_secret=True,
)
