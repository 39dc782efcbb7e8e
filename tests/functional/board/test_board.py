"""The board in a real browser: it is live, it draws, it is filtered, it says why, it is quick."""

import math
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from listener.board import write_report
from tests.functional.board.conftest import Opening, Shoot, eventually
from tests.functional.board.showing import AUDIENCE, RECORDS, TOLD, hourly, live, one_hour
from tests.unit.listener.board.making import TOKEN, campaign, many, ready, served, signal

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAINT_MS = 1_000
FRAME_MS = 60  # median, while scrolling: the machine of a test is busy with others


async def test_a_signal_appears_without_reload(opened: Opening, shoot: Shoot) -> None:
    async with served(RECORDS) as board, opened(board.url) as page:
        await live(page)
        await page.evaluate("window.stayed = true")
        new = signal(130, 3, of=ready(130))
        board.source.add(new)
        await expect(page.locator("#latest .row").first).to_have_attribute("href", f"/signals/{new.id}")
        await expect(page.locator("#news")).to_contain_text("New signal: relief, locals: Ready")
        await expect(page.locator("#cards .card", has_text="locals")).to_contain_text("Ready for the next chapter")
        assert await page.evaluate("window.stayed")
        await shoot(page, "board")


DRAWN = """() => [...document.querySelectorAll('figure.chart canvas')].map((canvas) => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4) if (data[at + 3]) colours.add(data.slice(at, at + 4).join());
  return colours.size;
})"""


async def test_the_charts_draw_and_grow(opened: Opening, shoot: Shoot) -> None:
    async with served(RECORDS) as board, opened(board.url + AUDIENCE) as page:
        await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3)
        assert all(colours > 10 for colours in await page.evaluate(DRAWN))
        before = int(await page.locator("figure.chart").first.get_attribute("data-drawn") or 0)
        await live(page)
        board.source.add(one_hour(120, 240))
        await expect(page.locator("figure.chart").first).not_to_have_attribute("data-drawn", str(before))
        await page.locator("figure.chart .u-over").first.hover()
        await expect(page.locator(".readout").first).to_contain_text("of those who come back")
        await shoot(page, "audience")


SHADED = """(at) => {
  const figure = document.querySelector('figure.chart');
  const canvas = figure.querySelector('canvas'), over = figure.querySelector('.u-over').getBoundingClientRect();
  const box = canvas.getBoundingClientRect(), scale = canvas.width / box.width;
  const left = (over.left - box.left + over.width * at) * scale, top = (over.top - box.top + 24) * scale;
  return [...canvas.getContext('2d').getImageData(left, top, 1, 1).data];
}"""


async def test_events_and_gaps_are_shaded(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url + AUDIENCE) as page:
        await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3)

        async def shade(hour: float) -> list[int]:
            colour: list[int] = await page.evaluate(SHADED, (hour - 1) / 119)
            return colour

        plain, event, gap = await shade(25.5), await shade(31.7), await shade(46.3)
        assert len({tuple(plain), tuple(event), tuple(gap)}) == 3


async def test_signals_are_filtered(opened: Opening, shoot: Shoot) -> None:
    async with served([*many(40), *many(8, "diaspora")]) as board, opened(board.url + "/signals") as page:
        await expect(page.locator("#total")).to_have_text("48 signals")
        await page.get_by_label("Decision").select_option("ADVANCE")
        await page.get_by_label("Audience").select_option("relief|diaspora")
        await page.get_by_role("button", name="Show").click()
        await expect(page.locator("#total")).to_have_text("2 signals")
        await expect(page.locator("#feed .row")).to_have_count(2)
        assert set(await page.locator("#feed .row .badge").all_inner_texts()) == {"Advance"}
        await shoot(page, "signals-filtered")


async def test_a_signal_has_a_permalink_that_says_why(opened: Opening, shoot: Shoot) -> None:
    async with served(RECORDS) as board:
        async with opened(board.url) as page:
            await page.locator("#latest .row", has_text="diaspora").click()
            await expect(page).to_have_url(f"{board.url}/signals/{TOLD.id}")
            link = page.url
        async with opened(link) as page:
            await expect(page.get_by_role("heading", level=1)).to_have_text("What was told, and why")
            await expect(page.locator(".reckoned")).to_have_text("ADVANCE")
            await shoot(page, "why")


async def test_a_verdict_shows_at_once(opened: Opening, shoot: Shoot) -> None:
    async with served(RECORDS) as board, opened(f"{board.url}/signals/{TOLD.id}") as page:
        await page.get_by_role("link", name="Sign in").first.click()
        await page.get_by_label("Token").fill(TOKEN)
        await page.get_by_role("button", name="Sign in").click()
        await page.get_by_label("Reason").fill("we were there")
        await page.get_by_role("button", name="Snooze").click()
        await expect(page.locator("#verdict")).to_contain_text("Snoozed")
        await expect(page.locator("#verdict")).to_contain_text("we were there")
        await shoot(page, "verdict")


async def test_the_page_comes_back_after_the_server_restarts(opened: Opening) -> None:
    async with served(RECORDS) as board:
        port = urlsplit(board.url).port or 0
        opening = opened(board.url)
        page = await opening.__aenter__()
        await live(page)
        await page.evaluate("window.stayed = true")
    await expect(page.locator("#pulse-words")).to_contain_text("connection lost")
    await expect(page.locator("#pulse")).to_have_class("pulse stale")
    new = signal(130, 3, of=ready(130))
    async with served([*RECORDS, new], port=port):
        await live(page)
        await expect(page.locator("#latest .row").first).to_have_attribute("href", f"/signals/{new.id}")
        assert await page.evaluate("window.stayed")
        await opening.__aexit__(None, None, None)


async def test_data_that_stops_is_seen(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("listener.board.web.event_stream.BEAT_SECONDS", 0.2)
    async with served(RECORDS, stale_after=1.5) as board, opened(board.url) as page:
        await expect(page.locator("#pulse-words")).to_contain_text("nothing new")
        board.source.add(one_hour(121, 240))
        await live(page)


async def test_a_page_that_nobody_sees_does_not_listen_and_catches_up_when_seen(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url) as page:
        await live(page)
        await page.evaluate(HIDE, True)
        new = signal(130, 3, of=ready(130))
        board.source.add(new)
        await page.wait_for_timeout(1_500)
        assert await page.locator("#latest .row").first.get_attribute("href") != f"/signals/{new.id}"
        await page.evaluate(HIDE, False)
        await expect(page.locator("#latest .row").first).to_have_attribute("href", f"/signals/{new.id}")


HIDE = """(hidden) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


PAINTED = "performance.getEntriesByName('first-contentful-paint')"


async def first_paint(opened: Opening, url: str) -> float:
    """Milliseconds from asking for a page until it shows something."""
    async with opened(url) as page:
        await eventually(page, f"{PAINTED}.length > 0")
        return float(await page.evaluate(f"{PAINTED}[0].startTime"))


async def quickest_paint(opened: Opening, url: str, tries: int = 4) -> float:
    """The first that is quick enough, or the quickest: what else runs on a machine can only make one slower."""
    quickest = math.inf
    for _ in range(tries):
        quickest = min(quickest, await first_paint(opened, url))
        if quickest < PAINT_MS:
            break
    return quickest


async def test_the_first_paint_is_quick(opened: Opening) -> None:
    async with served([*RECORDS, *many(10_000)]) as board:
        painted = {path: await quickest_paint(opened, board.url + path) for path in ("/", AUDIENCE, "/signals")}
    print("first contentful paint, ms:", painted)  # noqa: T201 - a figure to report
    assert max(painted.values()) < PAINT_MS


SCROLL = """async () => {
  const feed = document.getElementById('feed'), times = [];
  let last = performance.now();
  for (let step = 0; step < 120; step++) {
    feed.scrollTop += 700;
    await new Promise((done) => requestAnimationFrame(done));
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times.sort((a, b) => a - b)[60];
}"""


async def test_ten_thousand_signals_stay_smooth(opened: Opening) -> None:
    signals = many(10_000)
    async with served(signals) as board, opened(board.url + "/signals") as page:
        await expect(page.locator("#total")).to_have_text("10,000 signals", timeout=30_000)
        await page.reload()
        frame = await page.evaluate(SCROLL)
        print("median frame while scrolling, ms:", round(frame, 1))  # noqa: T201 - a figure to report
        assert frame < FRAME_MS
        assert await page.locator("#feed .row").count() <= 300
        await page.evaluate("document.getElementById('feed').scrollTop = 1e9")
        await expect(page.locator("#feed .row").last).to_have_attribute("href", f"/signals/{signals[0].id}")
        await page.evaluate("document.getElementById('feed').scrollTop = 0")
        await expect(page.locator("#feed .row").first).to_have_attribute("href", f"/signals/{signals[-1].id}")
        new = signal(10_001, 10_001)
        board.source.add(new)
        await expect(page.locator("#feed .row").first).to_have_attribute("href", f"/signals/{new.id}")


FIRST_IN_SIGHT = """() => {
  const top = document.getElementById('feed').getBoundingClientRect().top;
  return [...document.querySelectorAll('#feed .row')].find((row) => row.getBoundingClientRect().bottom > top)?.href;
}"""


async def test_what_is_read_stays_in_place_when_signals_come(opened: Opening) -> None:
    async with served(many(500)) as board, opened(board.url + "/signals") as page:
        await live(page)
        await page.evaluate("document.getElementById('feed').scrollTop = 8000")
        await page.wait_for_timeout(500)
        before = await page.evaluate(FIRST_IN_SIGHT)
        board.source.add(signal(900, 900))
        await expect(page.locator("#total")).to_have_text("501 signals")
        await page.wait_for_timeout(500)
        assert await page.evaluate(FIRST_IN_SIGHT) == before


async def test_the_report_draws_from_a_file_alone(opened: Opening, shoot: Shoot, tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", [campaign()], hourly(120), [signal(60, 1)])
    async with opened((tmp_path / "report.html").as_uri()) as page:
        await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3)
        assert all(colours > 10 for colours in await page.evaluate(DRAWN))
        await page.get_by_text("How this was decided").first.click()
        results = await Axe().run(page)
        assert [each["id"] for each in results.response["violations"]] == []
        await shoot(page, "report")


PLOT_SIZE = """() => {
  const plot = document.querySelector('figure.chart .u-over');
  return [plot.clientWidth, plot.clientHeight];
}"""


async def test_a_signal_on_a_chart_leads_to_why(opened: Opening) -> None:
    async with served(RECORDS) as board, opened(board.url + AUDIENCE) as page:
        await expect(page.locator("figure.chart[data-drawn]")).to_have_count(3)
        wide, high = await page.evaluate(PLOT_SIZE)
        over = page.locator(
            "figure.chart .u-over"
        ).first  # drawn anew when the stream begins: found again by each use
        await over.click(position={"x": wide * 60 / 119, "y": high / 2})  # of hours 0 to 119
        await expect(page).to_have_url(f"{board.url}/signals/{signal(60, 1).id}")
