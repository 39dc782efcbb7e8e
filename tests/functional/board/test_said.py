"""What was said, in a real browser: a day is clicked, a span asked for, a chart saved, the language changed."""

import asyncio
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from listener.board.views.board_state import BoardRecord
from models.decisions import Context, Example
from models.heard import Heard, HeardGroup
from tests.functional.board.conftest import Opening
from tests.functional.board.showing import AUDIENCE
from tests.unit.listener.board.making import decision, served

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = {"viewport": {"width": 360, "height": 740}}
QUOTE = Example("bluesky:1f0c36c1a8c9d2e4", "pledge", "I come on Saturday.")


def loud(people: int) -> Context:
    """A day of so many people for it, and 20 against."""
    groups = (
        HeardGroup(people, "bluesky", "en", ("money",), "positive", "support"),
        HeardGroup(20, "reddit", "no", (), "negative", "oppose"),
    )
    return Context(heard=Heard(posts=2 * people, new_authors=people // 2, first_today=groups))


RECORDS: list[BoardRecord] = [
    *(decision(24 * day, context=loud(20 + 10 * day), examples=(QUOTE,)) for day in range(9)),
    decision(24 * 9 + 3),
]


async def test_a_day_is_clicked_on_the_chart_and_shows_what_may_be_quoted(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url + AUDIENCE) as page:
        await page.locator(".bars-chart svg a").first.click()
        await expect(page).to_have_url(f"{board.url}{AUDIENCE}/days/2025-11-03")
        await expect(page.locator("#day-quotes")).to_contain_text(QUOTE.span)
        await page.get_by_role("link", name="The day after").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Tue 4 Nov 2025")


async def test_a_span_and_a_part_are_asked_for_and_set_beside_the_days_before(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(f"{board.url}{AUDIENCE}/said") as page:
        await page.get_by_label("From", exact=True).fill("2025-11-09")
        await page.get_by_label("To", exact=True).fill("2025-11-10")
        await page.get_by_label("Only").select_option("channel:bluesky")
        await page.get_by_label("Beside the days before").check()
        await page.get_by_role("button", name="Show").click()
        row = page.locator("#changes tr", has_text="People, each once a day")
        await expect(row).to_contain_text("170")
        await expect(row).to_contain_text("130")
        await expect(page.locator("#said")).to_contain_text("Only people of the channel “bluesky”")


@pytest.mark.parametrize(("path", "charts"), [(AUDIENCE, 5), (f"{AUDIENCE}/said", 3)])
async def test_every_chart_is_saved_as_a_picture(opened: Opening, tmp_path: Path, path: str, charts: int) -> None:
    async with served(RECORDS) as board, opened(board.url + path) as page:
        await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3 if path == AUDIENCE else 0)
        buttons = page.get_by_role("button", name="As a picture (PNG)")
        await expect(buttons).to_have_count(charts)
        for number in range(charts):
            assert (await save(page, number, tmp_path / f"{number}.png")).startswith(b"\x89PNG")


async def save(page: Page, number: int, path: Path) -> bytes:
    """What the button beneath a chart gives."""
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="As a picture (PNG)").nth(number).click()
    await (await saving.value).save_as(path)
    return await asyncio.to_thread(path.read_bytes)


async def test_the_language_is_changed_and_stays(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url + AUDIENCE) as page:
        await page.get_by_role("link", name="Norsk").click()
        await expect(page).to_have_url(board.url + AUDIENCE)
        await expect(page.get_by_role("heading", name="Det som ble sagt, dag for dag")).to_be_visible()
        await expect(page.locator("#pulse-words")).to_have_text("Direkte")
        await page.goto(board.url)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Hvem er klare for neste kapittel?")
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Who is ready for the next chapter?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
async def test_everybody_can_use_these_pages(opened: Opening, scheme: str, size: str) -> None:
    """axe-core finds nothing, and nothing is wider than the window; in Norwegian, too."""
    options = {**(PHONE if size == "phone" else {}), "locale": "nb-NO" if scheme == "dark" else "en-GB"}
    found: list[str] = []
    async with served(RECORDS) as board, opened(board.url, color_scheme=scheme, **options) as page:
        for path in ("/", AUDIENCE, f"{AUDIENCE}/said?compare=1", f"{AUDIENCE}/days/2025-11-05", "/outcomes/relief"):
            await page.goto(board.url + path)
            results = await Axe().run(page)
            found += [f"{path}: {each['id']} ({each['impact']})" for each in results.response["violations"]]
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    assert found == []
