"""Webhooks for other people's services: the whole alert as our own JSON, signed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url, check_url
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from listener.sinks.signing import signature_headers
from models.alerts import Alert

if TYPE_CHECKING:  # see base
    import aiohttp

_encode = msgspec.json.Encoder(order="deterministic").encode


class Webhook:
    """The whole alert as JSON: signed, dated, and with a key by which a repeat is known."""

    def __init__(
        self, client: aiohttp.ClientSession, url: str, secret: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        """`clock` gives seconds since 1970, which are signed with the body."""
        self._client, self._url, self._secret, self._clock = client, url, secret, clock

    async def __call__(self, alert: Alert) -> None:
        body = _encode(alert)
        signed = signature_headers(self._secret, alert.id, int(self._clock()), body)
        await post_body(self._client, self._url, body, {"Content-Type": "application/json", **signed})


def _open(destination: Destination) -> Webhook:
    return Webhook(destination.client, destination.addresses[0], destination.secret)


WEBHOOK_SINK = SinkSpec(
    kind="webhook",
    expects="an https:// address, or $NAME of a variable with it",
    check_address=check_url,
    check_filled=check_filled_url,
    open=_open,
    has_secret=True,
)
