"""Webhooks for other people's services: our own JSON, or the signals as CloudEvents over HTTP."""

import time
from collections.abc import Callable

import aiohttp
import msgspec

from listener.sinks.http import post
from listener.sinks.signing import headers
from models.alerts import Alert

Clock = Callable[[], float]  # seconds since 1970

encode = msgspec.json.Encoder(order="deterministic").encode


class Webhook:
    """The whole alert as JSON: signed, dated, and with a key by which a repeat is known."""

    def __init__(self, client: aiohttp.ClientSession, url: str, secret: str = "", clock: Clock = time.time) -> None:
        self._client, self._url, self._secret, self._clock = client, url, secret, clock

    async def __call__(self, alert: Alert) -> None:
        body = encode(alert)
        signed = headers(self._secret, alert.id, int(self._clock()), body)
        await post(self._client, self._url, body, {"Content-Type": "application/json", **signed})


class CloudEvents:
    """Each signal as it is, in structured mode of CloudEvents 1.0 over HTTP; a repeat is known by its id."""

    def __init__(self, client: aiohttp.ClientSession, url: str, secret: str = "", clock: Clock = time.time) -> None:
        self._client, self._url, self._secret, self._clock = client, url, secret, clock

    async def __call__(self, alert: Alert) -> None:
        for item in alert.items:
            body = encode(item.signal)
            signed = headers(self._secret, item.signal.id, int(self._clock()), body)
            kind = {"Content-Type": "application/cloudevents+json; charset=UTF-8"}
            await post(self._client, self._url, body, {**kind, **signed})
