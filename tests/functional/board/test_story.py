"""The whole of it: posts into Kafka, a real worker, the board in a browser, and a word from there to the worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from playwright.async_api import Page, expect

from listener.board import open_board
from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.kafka.feed import feed
from listener.settings import Settings
from models.decisions import DecisionKind
from models.signals import Signal
from tests.functional.board.conftest import Opening, Shoot, eventually
from tests.integration.crowd import CAMPAIGN, lines, posts
from tests.integration.working import Worker
from tests.making import run
from tests.unit.listener.board.making import TOKEN

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

POSTS = posts(authors=360, days=24)
PATIENCE_MS = 60_000


def first_advance() -> Signal:
    """What the in-memory flow tells first of an audience that is ready."""
    told = run(POSTS, campaigns=[CAMPAIGN]).signals
    return next(each for each in told if each.data.decision is DecisionKind.ADVANCE)


def split(at: Signal, hours: int) -> tuple[list[bytes], list[bytes]]:
    """The posts up to so many hours after a signal, and those after."""
    end = at.time.timestamp() + hours * 3600
    early = [line for line in POSTS if msgspec.json.decode(line, type=Stamped).created_at.timestamp() < end]
    return early, POSTS[len(early) :]


class Stamped(msgspec.Struct):
    """What we need of a post."""

    created_at: datetime


WENT_BACK = """async (path) => {
  const { chapters } = await (await fetch(path)).json();
  return chapters.slice(0, 3).map((each) => each[0]).join() === "who-it-hit,stand-with,who-it-hit";
}"""


async def sign_in(page: Page) -> None:
    await page.get_by_role("link", name="Sign in").first.click()
    await page.get_by_label("Token").fill(TOKEN)
    await page.get_by_role("button", name="Sign in").click()


@asynccontextmanager
async def working(folder: Path) -> AsyncIterator[Settings]:
    """A broker with a worker in a process of its own."""
    with EmbeddedBroker() as broker:
        settings = Settings(bootstrap=broker.bootstrap, session_timeout=6.0, board_token=TOKEN)
        await topics.create_on_embedded(settings)
        worker = Worker(settings, folder)
        try:
            worker.wait_until_ready()
            yield settings
            worker.stop()
        finally:
            worker.end()


async def test_the_board_tells_the_story_and_the_worker_obeys(opened: Opening, shoot: Shoot, tmp_path: Path) -> None:
    advance = first_advance()
    early, late = split(advance, 36)  # a replay waits for a quorum of authors in each partition
    audience = f"/audiences/relief/{advance.data.audience}"
    async with (
        working(tmp_path / "worker") as settings,
        open_board(settings, [CAMPAIGN], "127.0.0.1", 0) as url,
        opened(url) as page,
    ):
        await expect(page.locator("#pulse-words")).to_have_text("Live")
        await feed(settings, lines(early), end=False)
        told = page.locator(f'#latest .row[href="/signals/{advance.id}"]')
        await expect(told).to_contain_text("Advance", timeout=PATIENCE_MS)
        await shoot(page, "story")
        await page.goto(url + audience)
        await expect(page.locator(".strip.full .now .name")).to_have_text("stand-with", timeout=PATIENCE_MS)
        await sign_in(page)
        await page.locator("#chapter").select_option("who-it-hit")
        await page.get_by_role("button", name="See what that does").click()
        await page.get_by_role("button", name="Yes, go back to “who-it-hit”").click()
        await expect(page.locator("#released")).to_contain_text("“who-it-hit” begins")
        await feed(settings, lines(late))
        series = f"{audience}/series.json"
        await eventually(page, WENT_BACK, series, seconds=PATIENCE_MS / 1000)
