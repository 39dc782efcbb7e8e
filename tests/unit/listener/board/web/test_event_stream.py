"""Event stream: who comes back is told what it missed, who is slow holds nobody up, and who goes is let go."""

import asyncio
from typing import Any

import msgspec
import pytest

from listener.board.web import event_stream, live_board
from listener.board.web.event_stream import CHANGES_KEPT as KEPT
from listener.board.web.event_stream import BoardChange, BoardPulse, EventStream
from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import decision, served


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_board, "PUBLISH_SECONDS", 0.02)


async def test_who_comes_back_is_told_what_was_missed() -> None:
    async with served([decision(0)]) as board, reading(board.url) as reader:
        await asyncio.sleep(0.3)
        (hello,) = await reader.events(1)
        board.source.add(decision(1))
        await asyncio.sleep(0.3)
        again, missed = await reader.events(2, hello["id"])
        assert (again["event"], again["id"]) == ("hello", hello["id"])
        assert missed["event"] == "changed"
        (up_to_date,) = await reader.events(1, missed["id"])
        assert (up_to_date["event"], up_to_date["id"]) == ("hello", missed["id"])


@pytest.mark.parametrize("last", ["0badf00d-3", "nonsense", "-", "ffffffff-99999999", "\u00b2", "-\u0663"])
async def test_who_comes_back_after_a_restart_is_told_to_look_anew(last: str) -> None:
    async with served([decision(0)]) as board, reading(board.url) as reader:
        (first,) = await reader.events(1, last)
        assert first["event"] == "anew"


async def test_a_beat_says_that_we_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "BEAT_SECONDS", 0.05)
    async with served([decision(0)]) as board, reading(board.url) as reader:
        *_, beat = await reader.events(4, beats=True)
        assert beat["event"] == "beat"
        assert msgspec.json.decode(beat["data"])["problem"] in ("", "reading what there is")


async def test_stopping_lets_every_reader_go() -> None:
    async with served([decision(0)]) as board, reading(board.url) as reader:
        listening = asyncio.create_task(reader.events(100))
        await asyncio.sleep(0.3)
        await board.live.events.stop()
        async with asyncio.timeout(5):
            await listening


async def test_a_reader_too_many_is_turned_away_until_one_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "MAX_READERS", 1)
    async with served([decision(0)]) as board, reading(board.url) as reader:
        watching = asyncio.create_task(reader.events(100))
        await asyncio.sleep(0.3)
        assert (await reader.get("/events")).status == 503
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        async with asyncio.timeout(5):
            while board.live.events.is_full():  # noqa: ASYNC110 - it has no event for this
                await asyncio.sleep(0.02)
        assert len(await reader.events(1)) == 1


async def test_who_asks_for_the_headers_alone_is_no_reader() -> None:
    async with served([decision(0)]) as board, reading(board.url) as reader, asyncio.timeout(5):
        answer = await reader.session.head(board.url + "/events")
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert await answer.read() == b""


async def test_who_falls_behind_all_that_is_kept_goes_on_with_the_oldest_of_it() -> None:
    events = EventStream()
    stream = events.follow("", lambda: BoardPulse(0.0))
    assert b"event: hello" in await anext(stream)
    assert b"event: beat" in await anext(stream)
    for number in range(KEPT + 10):
        await events.publish(BoardChange((str(number),)))
    assert b'"keys":["10"]' in await anext(stream)
    await stream.aclose()


async def test_a_reader_that_stops_reading_holds_no_other_up() -> None:
    events = EventStream()
    slow, quick = (events.follow("", lambda: BoardPulse(0.0)) for _ in range(2))
    for _ in ("hello", "beat"):
        await anext(slow)
        await anext(quick)
    for number in range(3):
        await events.publish(BoardChange((str(number),)))
    assert [json_of(await anext(quick))["keys"] for _ in range(3)] == [["0"], ["1"], ["2"]]
    assert json_of(await anext(slow))["keys"] == ["0"]
    await slow.aclose()
    await quick.aclose()


def json_of(event: bytes) -> dict[str, Any]:
    data = next(line for line in event.decode().splitlines() if line.startswith("data: "))
    decoded: dict[str, Any] = msgspec.json.decode(data.removeprefix("data: "))
    return decoded


@pytest.mark.parametrize("number", ["\u00b2", "\u0663", "9" * 5_000, "-1", " 1"])
async def test_a_number_that_is_none_is_no_place_to_go_on_from(number: str) -> None:
    events = EventStream(_boot="0badf00d")
    reader = events.follow(f"0badf00d-{number}", lambda: BoardPulse(0.0))
    assert b"event: anew" in await anext(reader)
    await reader.aclose()
