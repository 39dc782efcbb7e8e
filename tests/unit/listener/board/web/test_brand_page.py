"""The brand's page as it is served: what was promised is read as text, and no page is there without promises."""

import asyncio

from msgspec.structs import replace

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web.app import create_board_app
from listener.board.web.server import serve_app
from tests.unit.listener.board.browsing import reading
from tests.unit.pipelines.accountability.promises import campaign_of, day, promise, run

QUOTE = "<b>Four</b> reports & more"


async def test_a_brands_page_shows_each_promise_and_its_markup_is_text() -> None:
    campaign = campaign_of(promise(quote=QUOTE))
    _, signals, entries = run(campaign, [], day("2026-05-01"))
    app = create_board_app(RecordsInMemory([*entries, *signals]), [campaign, replace(campaign_of(), name="none")])
    async with serve_app(app, "127.0.0.1", 0) as url, reading(url) as reader:
        page = ""
        for _ in range(200):
            page = (await reader.get("/brands/fund")).text
            if "Silent on “books”" in page:
                break
            await asyncio.sleep(0.05)
        assert "&lt;b&gt;Four&lt;/b&gt; reports &amp; more" in page
        assert 'href="https://fund.example/books"' in page
        for name in ("none", "other"):
            assert (await reader.get(f"/brands/{name}")).status == 404
        assert 'href="/brands/fund"' in (await reader.get("/")).text
