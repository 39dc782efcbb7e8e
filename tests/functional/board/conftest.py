"""A real browser: Debian's Chromium, driven by Playwright. Every page that a test opens is watched.

Whatever a page does that it must not - an error, a breach of its policy, a request to another host - fails the test.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
SCREENSHOTS = Path(__file__).parents[3] / ".cache" / "screenshots"

Shoot = Callable[[Page, str], Awaitable[None]]


class Opening(Protocol):
    """Opens a page in a window of its own; named arguments are Playwright's for a context."""

    def __call__(self, url: str, **options: Any) -> AbstractAsyncContextManager[Page]:
        """The page, once it has loaded."""
        ...


@dataclass
class Watch:
    """What a page did that it must not."""

    host: str
    broken: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """From now on."""
        page.on("pageerror", lambda error: self.broken.append(f"error: {error}"))
        page.on("console", self._heard)
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        is_outage = "ERR_CONNECTION_REFUSED" in message.text or "ERR_INCOMPLETE_CHUNKED" in message.text
        if message.type == "error" and not is_outage:
            self.broken.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.broken.append(f"another host: {url}")


def find_chromium() -> str | None:
    """Where Chromium is; None where there is none."""
    return os.environ.get("LISTENER_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium. Skips without one, and fails where CI=true promises one."""
    path = find_chromium()
    if path is None:
        reason = "no Chromium: install the package chromium, or name one in LISTENER_TEST_CHROMIUM"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        await chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Opening:
    """Opens pages, and looks after what they do."""

    @asynccontextmanager
    async def opening(url: str, **options: Any) -> AsyncIterator[Page]:
        context: BrowserContext = await browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        watch = Watch(urlsplit(url).netloc)
        page = await context.new_page()
        watch.follow(page)
        await page.goto(url)
        yield page
        await context.close()
        assert watch.broken == []

    return opening


async def eventually(page: Page, expression: str, argument: object = None, *, seconds: float = 15) -> None:
    """Waits until an expression is true. (Playwright's own way evaluates text in the page: our policy forbids it.)"""
    async with asyncio.timeout(seconds):
        while not await page.evaluate(expression, argument):  # noqa: ASYNC110 - the page is another process
            await asyncio.sleep(0.2)


@pytest.fixture
def shoot() -> Shoot:
    """Keeps a picture of a page, for people."""

    async def shooting(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return shooting
