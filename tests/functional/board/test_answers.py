"""From the link of a message to an answer that counts, in a real browser; in both languages, without axe findings."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from models.commands import SignalVerdict, Verdict
from tests.functional.board.conftest import Opening
from tests.functional.board.showing import RECORDS, TOLD
from tests.unit.listener.board.making import TOKEN, served

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENGLISH = ("en-GB", "Sign in", "Ask again later?", "Yes, later", "Snoozed")
NORWEGIAN = ("nb-NO", "Logg inn", "Spørre igjen senere?", "Ja, senere", "Utsatt")


@pytest.mark.parametrize(("locale", "sign_in", "question", "yes", "said"), [ENGLISH, NORWEGIAN])
async def test_a_link_asks_who_it_is_and_whether_that_is_meant(
    opened: Opening, locale: str, sign_in: str, question: str, yes: str, said: str
) -> None:
    async with served(RECORDS) as board:
        link = f"{board.url}/signals/{TOLD.id}/answers/snooze"
        async with opened(link, locale=locale) as page:
            await page.locator("main").get_by_role("link", name=sign_in).click()
            await page.locator("#token").fill(TOKEN)
            await page.locator("main button").click()
            await expect(page.get_by_role("heading", level=1)).to_have_text(question)
            assert [each["id"] for each in (await Axe().run(page)).response["violations"]] == []
            await page.get_by_role("button", name=yes).click()
            await expect(page.locator("#verdict")).to_contain_text(said)
        (command,) = board.source.commands
    assert isinstance(command, SignalVerdict)
    assert command.verdict is Verdict.SNOOZE
