"""Live board: changes are told once each, and silence is seen."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

import msgspec
import pytest
from msgspec.structs import replace

from listener.board.records.base import Said
from listener.board.records.in_memory import RecordsInMemory
from listener.board.views.board_state import BoardRecord
from listener.board.web import live_board
from listener.board.web.app import create_board_app
from listener.board.web.event_stream import BEAT_SECONDS
from listener.board.web.live_board import LiveBoard
from listener.board.web.server import serve_app
from models.decisions import LabelReport
from models.errors import InputError
from models.outcomes import OutcomeReport
from tests.unit.listener.board.browsing import reading
from tests.unit.listener.board.making import campaign, decision, served, signal


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_board, "PUBLISH_SECONDS", 0.02)


async def test_a_change_is_told_with_its_audience_and_its_signal() -> None:
    async with served([decision(0)]) as board, reading(board.url) as reader:
        listening = asyncio.create_task(reader.events(100, up_to=signal(1).id))
        await asyncio.sleep(0.3)
        board.source.add(signal(1))
        hello, *_, changed = await listening
        assert hello["event"] == "hello"
        assert changed["event"] == "changed"
        told = msgspec.json.decode(changed["data"])
        assert told["keys"] == ["relief|locals"]
        assert told["signals"] == [[signal(1).id, "relief, locals: Not yet ready, stay with this chapter"]]


async def test_what_there_was_at_the_start_is_no_news() -> None:
    async with served([signal(1)]) as board, reading(board.url) as reader:
        listening = asyncio.create_task(reader.events(2))
        async with asyncio.timeout(20):
            while not (board.live.events.readers or listening.done()):  # noqa: ASYNC110  # what is told before is no news for it
                await asyncio.sleep(0.02)
        board.source.add(signal(2))
        _, changed = await listening
        ids = {id for id, _ in msgspec.json.decode(changed["data"]).get("signals", [])}
        assert signal(1).id not in ids


class Broken:
    """A source that fails the first time, and then works."""

    def __init__(self) -> None:
        self.tries = 0

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Fails, then gives one decision."""
        self.tries += 1
        if self.tries == 1:
            raise InputError("no Kafka broker answers")
        yield [decision(0)]
        yield []
        await asyncio.Event().wait()

    async def send_command(self, command: Said) -> None:
        """Never."""
        raise InputError("no")


async def test_a_source_that_fails_is_seen_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_board, "RETRY_SECONDS", 0.1)
    live = LiveBoard(Broken())
    running = asyncio.create_task(live.run())
    await asyncio.sleep(0.05)
    assert live.pulse().problem == "no Kafka broker answers"
    async with asyncio.timeout(5):
        while live.pulse().problem:  # noqa: ASYNC110 - it has no event for this
            await asyncio.sleep(0.02)
    assert live.state.audiences
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_data_that_stops_is_stale() -> None:
    live = LiveBoard(RecordsInMemory([decision(0)]), stale_after=0.2)
    running = asyncio.create_task(live.run())
    await asyncio.sleep(0.05)
    assert live.pulse().problem == ""
    await asyncio.sleep(0.3)
    assert "nothing new" in live.pulse().problem
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


class Mistaken(RecordsInMemory):
    """A source with a mistake of ours in it."""

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """Gives one decision, and fails in a way that nobody foresaw."""
        yield [decision(0)]
        raise RuntimeError("nobody foresaw this")


async def test_a_mistake_of_ours_is_seen_and_does_not_stop_the_pages(caplog: pytest.LogCaptureFixture) -> None:
    live = LiveBoard(Mistaken())
    app = create_board_app(live.source, [campaign()], live=live)
    async with serve_app(app, "127.0.0.1", 0) as url, reading(url) as reader:
        await asyncio.sleep(0.1)
        answer = await reader.get("/")
        assert answer.status == 200
        assert "the board has stopped reading" in answer.text
    assert "nobody foresaw this" in caplog.text


class Fragile(RecordsInMemory):
    """A source that breaks when it is told to."""

    def __init__(self) -> None:
        super().__init__([decision(0)])
        self.break_now = asyncio.Event()

    async def updates(self) -> AsyncGenerator[Sequence[BoardRecord], None]:
        """One decision, and a failure."""
        yield [decision(0)]
        yield []
        await self.break_now.wait()
        raise InputError("no Kafka broker answers")


async def test_what_is_wrong_is_told_at_once_to_whoever_looks() -> None:
    source = Fragile()
    live = LiveBoard(source)
    async with (
        serve_app(create_board_app(source, [campaign()], live=live), "127.0.0.1", 0) as url,
        reading(url) as reader,
        asyncio.timeout(BEAT_SECONDS / 2),
    ):
        listening = asyncio.create_task(reader.events(100, beats=True, up_to="no Kafka broker answers"))
        await asyncio.sleep(0.3)
        source.break_now.set()
        hello, first, *_, last = await listening
    assert (hello["event"], first["event"], last["event"]) == ("hello", "beat", "beat")
    assert "problem" in last["data"]


async def test_its_figures_are_on_a_page_for_prometheus() -> None:
    async with served([decision(0)], stale_after=3600) as board, reading(board.url) as reader:
        page = (await reader.get("/metrics")).text
        for line in ("listener_board_stale 0.0", "listener_board_readers 0.0", "listener_board_quiet_seconds",
                     "process_resident_memory_bytes", "listener_build_info{"):  # fmt: skip
            assert line in page


async def test_outcomes_and_labels_of_the_campaign_files_are_on_it() -> None:
    read = LabelReport(counted=30, of_tagger=60)
    labelled = replace(decision(0), evidence=replace(decision(0).evidence, labels=read))
    reports = (("a", "donations"), ("b", "made-up"))
    told = [OutcomeReport(id, "relief", name, 40, decision(0).window.end) for id, name in reports]
    async with served([labelled, *told]) as board, reading(board.url) as reader:
        page = (await reader.get("/metrics")).text
    assert 'listener_outcomes{campaign="relief",outcome="donations"} 40.0' in page
    assert 'listener_labels{audience="locals",campaign="relief"} 60.0' in page
    assert "made-up" not in page
