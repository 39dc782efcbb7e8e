"""The board in a real browser: everybody can use it, by eye, ear or keyboard, on a phone, without scripts."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.functional.board.conftest import Opening, Shoot
from tests.functional.board.showing import AUDIENCE, RECORDS, TOLD, live
from tests.unit.listener.board.making import many, ready, served, signal

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = {"viewport": {"width": 360, "height": 740}}
PAGES = {
    "board": "/",
    "audience": AUDIENCE,
    "signals": "/signals",
    "why": f"/signals/{TOLD.id}",
    "signin": "/signin",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
async def test_everybody_can_use_every_page(opened: Opening, shoot: Shoot, scheme: str, size: str) -> None:
    """axe-core finds nothing, and nothing is wider than the window."""
    options = PHONE if size == "phone" else {}
    found: list[str] = []
    async with served(RECORDS) as board, opened(board.url, color_scheme=scheme, **options) as page:
        for name, path in PAGES.items():
            await page.goto(board.url + path)
            await page.wait_for_load_state("load")
            if path == AUDIENCE:
                await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3)
            results = await Axe().run(page)
            found += [f"{name}: {each['id']} ({each['impact']})" for each in results.response["violations"]]
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
            await shoot(page, f"{name}-{scheme}-{size}")
    assert found == []


async def test_the_schemes_differ(opened: Opening) -> None:
    seen = set()
    async with served(RECORDS) as board:
        for scheme in ("light", "dark"):
            async with opened(board.url, color_scheme=scheme) as page:
                seen.add(await page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(seen) == 2


async def test_the_keyboard_is_enough(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url) as page:
        await page.keyboard.press("Tab")
        await expect(page.get_by_text("Skip to the content")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("main")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(page.locator(".card a").first).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(re.compile("/audiences/relief/"))


async def test_focus_stays_where_it_is_when_the_page_is_brought_up_to_date(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url) as page:
        await live(page)
        link = page.get_by_role("link", name="locals", exact=True)
        await link.focus()
        board.source.add(signal(130, 3, of=ready(130)))
        await expect(page.locator("#cards .card", has_text="locals")).to_contain_text("Ready for the next chapter")
        await expect(page.get_by_role("link", name="locals", exact=True)).to_be_focused()


async def test_without_scripts_everything_can_be_read(opened: Opening) -> None:
    async with served([*RECORDS, *many(120)]) as board, opened(board.url, java_script_enabled=False) as page:
        await expect(page.locator(".card")).to_have_count(3)
        await page.goto(board.url + "/signals")
        await expect(page.locator("#feed .row")).to_have_count(50)
        await page.get_by_role("link", name="Older").click()
        await expect(page.get_by_role("link", name="Newer")).to_be_visible()
        await page.goto(board.url + AUDIENCE)
        await page.get_by_text("How this was decided").first.click()
        await expect(page.locator("table")).to_contain_text("stand-with")
