"""The page of a mail in a real browser: every kind of message that a route may carry, in both languages."""

import base64
import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from listener.alerts.samples import sample_alerts
from listener.campaign_file.loading import load_files
from listener.sinks.email import compose_mail
from models.alerts import Alert
from tests.functional.board.conftest import SCREENSHOTS
from tests.functional.run import ROOT
from tests.making import MONDAY

pytestmark = pytest.mark.asyncio(loop_scope="session")

CAMPAIGN = load_files([str(ROOT / "deploy" / "examples" / "garden-alerts.yaml")])[0]


def page_of(alert: Alert) -> str:
    """The page, with its pictures in it."""
    mail = compose_mail(alert, "us@example.org", ["ana@example.org"], "https://board.example.org")
    parts = {each["Content-ID"]: each for each in mail.walk() if each["Content-ID"]}
    html = mail.get_body(("html",))
    assert html is not None

    def inline(found: re.Match[str]) -> str:
        picture = parts[f"<{found[1]}>"].get_payload(decode=True)
        return f'src="data:image/png;base64,{base64.b64encode(picture).decode()}"'  # type: ignore[arg-type]

    return re.sub(r'src="cid:([^"]*)"', inline, str(html.get_content()))


@pytest.mark.parametrize("language", ["en", "nb"])
async def test_every_kind_of_mail_is_whole_and_everybody_can_read_it(browser: Browser, language: str) -> None:
    route = next(each for each in CAMPAIGN.alerts if each.sink == "email")
    context = await browser.new_context(viewport={"width": 390, "height": 800})
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for shown, alert in sample_alerts(CAMPAIGN, route, MONDAY):
        await page.set_content(page_of(_in(alert, language)))
        broken = "[...document.images].filter((each) => !each.naturalWidth).length"
        assert await page.evaluate(broken) == 0
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), shown
        assert [each["id"] for each in (await Axe().run(page)).response["violations"]] == [], shown
        await page.screenshot(path=SCREENSHOTS / f"mail-{shown.replace(' ', '-')}-{language}.png", full_page=True)
    await context.close()
    assert [each for each in asked if not each.startswith("data:")] == []


def _in(alert: Alert, language: str) -> Alert:
    from msgspec.structs import replace

    return replace(alert, language=language)
