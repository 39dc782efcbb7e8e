"""A webhook's receiver can tell that it was us, when, and whether it is the first time."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from listener.sinks import DeliveryError
from listener.sinks.cloudevents import CloudEvents
from listener.sinks.signing import signature
from listener.sinks.webhook import Webhook
from models.alerts import Alert
from models.decisions import DecisionKind
from models.signals import Signal
from tests.alerting import alert, signal_of

SECRET = "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cw=="


class Desk:
    """A receiver that answers as it is told and keeps what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.headers = 204, dict[str, str]()

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        return web.Response(status=self.status, headers=self.headers)


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def url(desk: Desk) -> AsyncIterator[str]:
    pages = web.Application()
    pages.router.add_post("/{any:.*}", desk.take)
    async with TestServer(pages) as server:
        yield str(server.make_url("/in"))


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def test_the_signature_is_that_of_the_published_example() -> None:
    secret, identity = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    found = signature(secret, identity, 1614265330, b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_the_signature_covers_identity_time_and_every_byte(
    desk: Desk, url: str, client: aiohttp.ClientSession
) -> None:
    await Webhook(client, url, SECRET, clock=lambda: 1_700_000_000.9)(alert())
    ((headers, body),) = desk.got
    assert headers["webhook-timestamp"] == "1700000000"
    assert headers["webhook-signature"] == signature(SECRET, headers["webhook-id"], 1_700_000_000, body)
    assert headers["webhook-signature"] != signature(SECRET, headers["webhook-id"], 1_700_000_000, body + b" ")


async def test_each_try_is_dated_anew_and_keeps_its_key(desk: Desk, url: str, client: aiohttp.ClientSession) -> None:
    times = iter([1.0, 2.0])
    send = Webhook(client, url, SECRET, clock=lambda: next(times))
    await send(alert())
    await send(alert())
    first, second = (headers for headers, _ in desk.got)
    assert first["Idempotency-Key"] == second["Idempotency-Key"] == alert().id
    assert first["webhook-signature"] != second["webhook-signature"]


async def test_without_a_secret_there_is_no_signature(desk: Desk, url: str, client: aiohttp.ClientSession) -> None:
    await Webhook(client, url)(alert())
    assert "webhook-signature" not in desk.got[0][0]


async def test_the_body_is_the_alert_to_the_letter(desk: Desk, url: str, client: aiohttp.ClientSession) -> None:
    await Webhook(client, url)(alert())
    assert msgspec.json.decode(desk.got[0][1], type=Alert) == alert()


async def test_each_signal_travels_as_a_cloud_event(desk: Desk, url: str, client: aiohttp.ClientSession) -> None:
    both = signal_of(DecisionKind.ADVANCE, 1), signal_of(DecisionKind.STEP_BACK, 2)
    await CloudEvents(client, url)(alert(*both))
    kinds = {headers["Content-Type"] for headers, _ in desk.got}
    assert kinds == {"application/cloudevents+json; charset=UTF-8"}
    assert [msgspec.json.decode(body, type=Signal) for _, body in desk.got] == list(both)
    event: dict[str, Any] = msgspec.json.decode(desk.got[0][1])
    assert {"id", "source", "specversion", "type"} <= set(event)


async def test_a_redirect_is_not_followed(desk: Desk, url: str, client: aiohttp.ClientSession) -> None:
    desk.status, desk.headers = 307, {"Location": url + "/elsewhere"}
    with pytest.raises(DeliveryError, match="HTTP 307") as caught:
        await Webhook(client, url, SECRET)(alert())
    assert len(desk.got) == 1
    assert not caught.value.again


@pytest.mark.parametrize(("status", "again"), [(400, False), (404, False), (410, False), (429, True), (500, True)])
async def test_the_answer_says_whether_to_try_again(
    desk: Desk, url: str, client: aiohttp.ClientSession, status: int, again: bool
) -> None:
    desk.status = status
    with pytest.raises(DeliveryError, match=str(status)) as caught:
        await Webhook(client, url)(alert())
    assert caught.value.again is again


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 06 Jan 2025 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-1", None),
        ("\u00b2", None),
        ("\u0663", None),
        ("9" * 5_000, None),
        ("1e999", None),
        ("Mon, 06 Jan 99999999999999999999 00:00:00", None),
    ],
)
async def test_the_other_side_says_when_to_come_back(
    desk: Desk, url: str, client: aiohttp.ClientSession, header: str, seconds: float | None
) -> None:
    desk.status, desk.headers = 429, {"Retry-After": header}
    with pytest.raises(DeliveryError) as caught:
        await Webhook(client, url)(alert())
    assert caught.value.after == seconds


async def test_nobody_there_is_trouble_that_may_pass(client: aiohttp.ClientSession) -> None:
    with pytest.raises(DeliveryError) as caught:
        await Webhook(client, "http://127.0.0.1:1/secret-path")(alert())
    assert caught.value.again
    assert "secret-path" not in str(caught.value)
