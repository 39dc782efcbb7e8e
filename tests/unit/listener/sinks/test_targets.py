"""Alerts go to public addresses, and to networks that were allowed, whatever name leads there."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from listener.sinks import DeliveryError
from listener.sinks.http import post_body
from listener.sinks.targets import is_allowed_target, open_client
from models.errors import SettingsError

PRIVATE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # where clouds keep a machine's secrets
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "::7f00:1",  # IPv4-compatible, as it once was
    "::ffff:0:10.0.0.1",  # translated by SIIT
    "64:ff9b:1::a00:1",  # a network's own translation
    "fec0::1",  # local to a site, as it once was
    "192.0.0.8",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_only_our_machines_reach_is_no_target(address: str) -> None:
    assert not is_allowed_target(address, ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_what_everybody_reaches_is_one(address: str) -> None:
    assert is_allowed_target(address, ())


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_an_alert_does_not_reach_this_machine_by_address_or_name_unless_it_may(name: str) -> None:
    taken: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(await request.read())
        return web.Response()

    pages = web.Application()
    pages.router.add_post("/in", take)
    async with TestServer(pages) as server:
        url = f"http://{name}:{server.port}/in"
        async with open_client("") as client:
            with pytest.raises(DeliveryError, match="a private address, which LISTENER_PRIVATE_TARGETS") as caught:
                await post_body(client, url, b"x", {})
        assert not caught.value.again
        async with open_client("127.0.0.0/8, ::1") as client:
            await post_body(client, url, b"x", {})
    assert taken == [b"x"]


async def test_what_is_no_network_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="expected networks such as"):
        open_client("alertmanager")
