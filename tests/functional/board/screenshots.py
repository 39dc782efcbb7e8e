"""`make screenshots`: every page of the board, found by its links, as PNG: on a desktop, on a phone, in the dark, in
Norwegian. Of the demo, signed in, and of a board with audiences of every kind. For people to look at."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.functional.board.conftest import FLAGS, SCREENSHOTS, find_chromium
from tests.functional.board.showing import RECORDS
from tests.unit.listener.board.making import TOKEN, served

_DESKTOP: Final[Mapping[str, Any]] = {"viewport": {"width": 1280, "height": 900}}
FORMS: Final[Mapping[str, Mapping[str, Any]]] = {
    "desktop": _DESKTOP,
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {**_DESKTOP, "color_scheme": "dark"},
    "norwegian": {**_DESKTOP, "locale": "nb-NO"},
}
_NO_PAGES = re.compile(r"\.(json|csv|png)$|^/language/|^/static/|^/signin")
_SAME_KIND = re.compile(r"(?<=/signals/)[^/]+$|(?<=/days/)[^/]+$")  # one of them stands for all
_LINKS = "links => links.map((each) => each.href)"


async def main() -> None:
    """Both boards, every form."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        async with served(RECORDS) as board:
            await shoot_board(browser, board.url, SCREENSHOTS / "every-kind")
        with demo() as url:
            await shoot_board(browser, url, SCREENSHOTS / "demo")
        await browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """A demo that has been played to its end: the URL of its board."""
    command = [sys.executable, "-m", "listener", "demo", "--stay"]
    secret = {"LISTENER_BOARD_TOKEN": TOKEN}
    playing = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **secret})
    assert playing.stdout is not None
    yield next(line.split("up at ")[1].split()[0] for line in playing.stdout if "The board stays up at" in line)
    playing.terminate()
    playing.wait()


async def shoot_board(browser: Browser, url: str, folder: Path) -> None:
    """Every page of a board, in every form."""
    async with signed_in(browser, url, _DESKTOP) as page:
        paths = [path async for path in find_pages(page, url)]
    for form, options in FORMS.items():
        async with signed_in(browser, url, options) as page:
            for path in ("/signin", *paths):
                await page.goto(url + path)
                await page.wait_for_timeout(800)  # until charts are drawn: these are pictures, no proof
                name = _SAME_KIND.sub("one", urlsplit(path).path).strip("/").replace("/", "-") or "board"
                await page.screenshot(path=folder / f"{name}-{form}.png", full_page=True)


@asynccontextmanager
async def signed_in(browser: Browser, url: str, options: Mapping[str, Any]) -> AsyncIterator[Page]:
    """A page of somebody who may do everything."""
    context: BrowserContext = await browser.new_context(**options)
    page = await context.new_page()
    await page.goto(f"{url}/signin")
    await page.locator("#token").fill(TOKEN)
    await page.locator("main button").click()
    yield page
    await context.close()


async def find_pages(page: Page, url: str) -> AsyncIterator[str]:
    """The paths of all pages that links lead to from the first, one of each kind."""
    seen, waiting = set[str](), ["/"]
    while waiting:
        path = waiting.pop(0)
        kind = _SAME_KIND.sub("one", urlsplit(path).path)
        if kind in seen or _NO_PAGES.search(urlsplit(path).path):
            continue
        seen.add(kind)
        yield path
        await page.goto(url + path)
        links: list[str] = await page.eval_on_selector_all("a[href]", _LINKS)
        here = [urlsplit(each) for each in links if each.startswith(url)]
        waiting += [f"{each.path}?{each.query}".removesuffix("?") for each in here]


if __name__ == "__main__":
    asyncio.run(main())
    print(f"{len(list(SCREENSHOTS.rglob('*.png')))} pictures in {SCREENSHOTS}")  # noqa: T201 - what it is run for
