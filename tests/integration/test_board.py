"""The board on Kafka: it shows what the topics hold, comes back from them, and what people say there arrives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager

import msgspec
import pytest
from aiokafka import AIOKafkaConsumer

from listener.board import open_board
from listener.board.records.on_kafka import RecordsOnKafka
from listener.board.views.board_state import apply_records
from listener.kafka import clients, topics, wire
from listener.kafka.clients import connection
from listener.settings import Settings
from models.commands import ChapterRelease, SignalVerdict, Verdict
from models.decisions import Decision
from models.errors import InputError
from models.outcomes import OutcomeReport
from models.signals import Signal
from tests.integration.conftest import Broker
from tests.unit.listener.board.browsing import Reader, caught_up, reading
from tests.unit.listener.board.making import TOKEN, campaign, decision, ready, signal

TOLD = signal(9, 1, of=ready(9))
KEY = b"relief|locals"


async def write(settings: Settings, topic: str, *values: Signal | Decision | bytes) -> None:
    """Writes values as the worker does."""
    producer = clients.producer(settings)
    await producer.start()
    for value in values:
        data = value if isinstance(value, bytes) else wire.encode(value)
        await producer.send_and_wait(settings.topic(topic), data, key=KEY)
    await producer.stop()


@asynccontextmanager
async def shown(settings: Settings) -> AsyncIterator[Reader]:
    """A reader of a board on these brokers, which has read all there is."""
    settings = msgspec.structs.replace(settings, board_token=TOKEN)
    async with open_board(settings, [campaign()], "127.0.0.1", 0) as url, reading(url) as reader:
        await caught_up(reader)
        yield reader


async def until(holds: Callable[[str], bool], reader: Reader, path: str) -> str:
    """The page, once something holds of it."""
    async with asyncio.timeout(10):
        while not holds(text := (await reader.get(path)).text):  # noqa: ASYNC110 - it is another's state
            await asyncio.sleep(0.05)
    return text


async def test_it_shows_what_the_topics_hold_and_what_comes(broker: Broker) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.DECISIONS, *(decision(hour) for hour in range(8)))
    async with shown(broker.settings) as reader:
        assert "Not yet ready, stay with this chapter" in (await reader.get("/")).text
        await write(broker.settings, topics.SIGNALS, TOLD)
        text = await until(lambda text: "Ready for the next chapter" in text, reader, "/")
        assert f"/signals/{TOLD.id}" in text


async def test_an_outcome_that_somebody_reports_is_counted_once(broker: Broker) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.DECISIONS, decision(1))
    async with shown(broker.settings) as reader:
        gifts = wire.encode(OutcomeReport("monday", "relief", "donations", 40, decision(1).window.end))
        more = wire.encode(OutcomeReport("tuesday", "relief", "donations", 2, decision(1).window.end))
        await write(broker.settings, topics.OUTCOMES, gifts, b"{", gifts, more)
        await until(lambda text: "<strong>42</strong>" in text, reader, "/")


async def test_it_comes_back_from_the_compacted_topic_alone(broker: Broker) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.READINESS, signal(3, 1), TOLD)
    async with shown(broker.settings) as reader:
        assert "Ready for the next chapter" in (await reader.get("/")).text
        assert "No signal yet" in (await reader.get("/signals")).text


async def test_a_verdict_goes_to_commands_and_comes_back_after_a_restart(broker: Broker) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.SIGNALS, TOLD)
    async with shown(broker.settings) as reader:
        await reader.sign_in()
        form_token = (await reader.get(f"/signals/{TOLD.id}")).page.field("form_token")
        fields = {"form_token": form_token, "signal": TOLD.id, "verdict": "reject", "reason": "it rained"}
        assert (await reader.post("/verdicts", fields)).status == 303
        assert "it rained" in (await reader.get(f"/signals/{TOLD.id}")).text
        about = {"campaign": "relief", "audience": "locals", "chapter": "stand-with"}
        assert (await reader.post("/releases", {"form_token": form_token, **about})).status == 303
    said = await first(broker.settings, 2)
    assert {key for key, _ in said} == {KEY}
    released, judged = sorted(
        (wire.decode_command(value or b"") for _, value in said), key=lambda each: type(each).__name__
    )
    assert isinstance(judged, SignalVerdict)
    assert (judged.signal, judged.verdict, judged.reason) == (TOLD.id, Verdict.REJECT, "it rained")
    assert isinstance(released, ChapterRelease)
    assert released.at == TOLD.data.window.end
    async with shown(broker.settings) as reader:
        assert "it rained" in (await reader.get(f"/signals/{TOLD.id}")).text


async def first(settings: Settings, number: int) -> list[tuple[bytes | None, bytes | None]]:
    """Keys and values of the first commands."""
    name = settings.topic(topics.COMMANDS)
    consumer = AIOKafkaConsumer(name, **connection(settings), auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(20):
            records = [await consumer.getone() for _ in range(number)]
    finally:
        await consumer.stop()
    return [(record.key, record.value) for record in records]


async def test_a_record_that_cannot_be_read_is_passed_over(broker: Broker, caplog: pytest.LogCaptureFixture) -> None:
    await broker.make_topics()
    await write(broker.settings, topics.DECISIONS, b"{", b"\xff", decision(1))
    async with shown(broker.settings) as reader:
        assert "Not yet" in (await reader.get("/")).text
    assert caplog.text.count("cannot be read and is not shown") == 2


async def test_topics_that_are_not_there_are_named() -> None:
    """On no broker at all: the board serves its page, and says what is wrong."""
    settings = Settings(bootstrap="127.0.0.1:1")
    async with open_board(settings, [campaign()], "127.0.0.1", 0) as url, reading(url) as reader:
        text = await until(lambda text: "no Kafka broker answers" in text, reader, "/")
        assert "Not live" in text
        assert (await reader.get("/readyz")).status == 503
    with pytest.raises(InputError):
        await RecordsOnKafka(settings).send_command(
            SignalVerdict("relief", "locals", TOLD.id, Verdict.ACCEPT, TOLD.time)
        )


async def test_every_record_is_read_once_and_the_end_of_what_there_was_is_told(broker: Broker) -> None:
    await broker.make_topics()
    written = [decision(hour) for hour in range(300)]
    await write(broker.settings, topics.DECISIONS, *written)
    read: list[object] = []
    async with asyncio.timeout(20), aclosing(RecordsOnKafka(broker.settings).updates()) as updates:
        async for batch in updates:
            if not batch:
                break
            read.extend(batch)
    assert read == written
    assert apply_records(written).audiences["relief|locals"].latest == written[-1]
