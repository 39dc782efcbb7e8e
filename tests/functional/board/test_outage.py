"""Who looks at the board is not lied to: within a minute of losing its broker it says that it is not live."""

import time

import aiohttp
import pytest
from playwright.async_api import expect

from listener.board import open_board
from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.settings import Settings
from tests.functional.board.conftest import Opening, Shoot
from tests.functional.board.showing import live
from tests.unit.listener.board.making import campaign

pytestmark = pytest.mark.asyncio(loop_scope="session")

WITHIN_SECONDS = 60


async def test_the_board_says_within_a_minute_that_its_broker_is_gone(opened: Opening, shoot: Shoot) -> None:
    with EmbeddedBroker() as broker:
        settings = Settings(bootstrap=broker.bootstrap)
        await topics.create_on_embedded(settings)
        async with open_board(settings, [campaign()], "127.0.0.1", 0) as url, opened(url) as page:
            await live(page)
            broker.__exit__(None, None, None)
            lost = time.monotonic()
            await expect(page.locator("#pulse")).to_have_class("pulse stale", timeout=WITHIN_SECONDS * 1000)
            print("seconds until the board said so:", round(time.monotonic() - lost, 1))  # noqa: T201 - a figure
            await expect(page.locator("#pulse-words")).to_contain_text("Not live: ")
            await shoot(page, "outage")
            async with aiohttp.ClientSession() as client:
                async with client.get(url + "/readyz") as ready:
                    assert ready.status == 503
                async with client.get(url + "/metrics") as figures:
                    assert "listener_board_stale 1.0" in await figures.text()
