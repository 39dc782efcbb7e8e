"""Votes are read in a real browser, by keys alone or by a finger."""

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from msgspec.structs import replace
from playwright.async_api import Page, expect

from listener.local.said import LabelsOnLog
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.decisions import TagErrors
from tests.functional.board.conftest import Opening, Shoot
from tests.unit.listener.board.making import TOKEN, decision, evidence, served
from tests.unit.listener.labelling.keeping import TEXTS, keep_draws, kept_labels
from tests.unit.listener.wording.test_label_words import REPORT

pytestmark = pytest.mark.asyncio(loop_scope="session")
ERRORS = (
    TagErrors("interest", 0.6, (0.51, 0.68), 0.21, (0.17, 0.26)),
    TagErrors("support", 0.7, (0.6, 0.8), 0.1, (0.05, 0.2)),
    TagErrors("oppose"),
)
RECORDS = [decision(evidence=evidence(labels=replace(REPORT, tagger=ERRORS), own_tagged_share=1.0))]


async def begin(page: Page) -> None:
    """Signs in, and says who reads."""
    await page.get_by_label("Token").fill(TOKEN)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_label("Your pseudonym").fill("anna")
    await page.get_by_role("button", name="Begin").click()


async def test_posts_are_read_one_after_the_other_by_keys(opened: Opening, shoot: Shoot, tmp_path: Path) -> None:
    labels = LabelsOnLog(keep_draws(tmp_path / "log"), PUBLIC_AUTHOR_KEY)
    async with served(RECORDS, labels=labels) as board, opened(board.url + "/labels/relief") as page:
        await begin(page)
        for text, keys in zip(TEXTS, (("+", "2"), ("3",), ("?",), ("-",)), strict=True):
            await expect(page.locator("#post")).to_have_text(text)
            if text == TEXTS[0]:
                found = await Axe().run(page)
                assert found.response["violations"] == []
                await shoot(page, "labels")
            for key in keys:
                await page.keyboard.press(key)
        await expect(page.locator("#left")).to_contain_text("Nothing is left for anna")
    assert [(each.answer, each.side) for each in kept_labels(tmp_path / "log")] == [(1, 1), (2, 1), (4, 0), (0, -1)]


@pytest.mark.parametrize("look", ["phone", "dark"])
async def test_it_fits_a_phone_and_the_dark(opened: Opening, shoot: Shoot, tmp_path: Path, look: str) -> None:
    looks: dict[str, dict[str, object]] = {
        "phone": {"viewport": {"width": 360, "height": 740}},
        "dark": {"color_scheme": "dark"},
    }
    options = looks[look]
    labels = LabelsOnLog(keep_draws(tmp_path / "log"), PUBLIC_AUTHOR_KEY)
    url = "/labels/relief"
    async with served(RECORDS, labels=labels) as board, opened(board.url + url, **options) as page:
        await begin(page)
        await expect(page.locator("#post")).to_have_text(TEXTS[0])
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = await Axe().run(page)
        assert found.response["violations"] == []
        await shoot(page, f"labels-{look}")
        await page.get_by_role("button", name="cannot tell").click()
        await expect(page.locator("#post")).to_have_text(TEXTS[1])
