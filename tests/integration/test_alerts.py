"""People are told once, by one worker of many, also when workers come, go, and crash."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import msgspec
import pytest

from listener.alerts import Alerting
from listener.alerts.state_topic import read_states
from listener.kafka import clients, topics, wire
from listener.kafka.compacted import read_latest
from listener.metrics import Metric, Metrics
from listener.sinks import Backoff, Send, open_sink
from models.alerts import Alert, Escalation, QuietHours, Route, RouteState
from models.campaigns import Campaign
from models.commands import SignalVerdict, Verdict
from models.errors import CorruptionError
from models.posts import instant
from models.redactions import Redaction
from models.rejections import Reason, Rejection
from models.signals import Signal
from pipelines.quote_redaction import make_redaction
from tests.alerting import named, route, signal_of
from tests.integration.conftest import Broker
from tests.making import MONDAY, campaign

SECONDS = 40.0
TOPIC = {Signal: topics.SIGNALS, SignalVerdict: topics.COMMANDS, Redaction: topics.SIGNALS}

# The embedded broker refuses a second member that joins a group at work (librdkafka's mock: InvalidRequest on sync).
REAL = pytest.mark.parametrize("broker", [pytest.param("kafka", marks=pytest.mark.kafka)], indirect=True)


def to_file(path: Path, **changes: object) -> Route:
    return route(**{"sink": "file", "to": (str(path),), **changes})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "alerts.ndjson"


@asynccontextmanager
async def alerting(broker: Broker, who: Campaign, **changes: object) -> AsyncIterator[Alerting]:
    """One worker's alerting, while the block runs."""
    part = Alerting(broker.settings, [who], {}, Metrics(), **changes)  # type: ignore[arg-type]
    running = asyncio.create_task(part.run())
    try:
        await until(lambda: part.is_ready or running.done())
        yield part
    finally:
        part.stop()
        await asyncio.wait_for(running, SECONDS)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110  # files and brokers are looked at, they do not tell
            await asyncio.sleep(0.05)


async def say(broker: Broker, *messages: Signal | SignalVerdict | Redaction) -> None:
    """Puts messages on their topics, as the workers, the board and the sources do."""
    producer = clients.producer(broker.settings)
    await producer.start()
    try:
        for one in messages:
            topic = TOPIC[type(one)]
            await producer.send_and_wait(broker.settings.topic(topic), wire.encode(one), key=b"relief|locals")
    finally:
        await producer.stop()


def alerts(path: Path) -> list[Alert]:
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(line, type=Alert) for line in lines]


def signals(path: Path) -> list[str]:
    return [item.signal.id for alert in alerts(path) for item in alert.items]


async def test_what_is_told_is_told_once_over_a_restart(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    who, first, second = campaign(alerts=(to_file(path),)), signal_of(hour=1), signal_of(hour=2)
    async with alerting(broker, who):
        await say(broker, first, first)
        await until(lambda: len(signals(path)) == 1)
    async with alerting(broker, who):
        await say(broker, first, second)
        await until(lambda: len(signals(path)) == 2)
    assert signals(path) == [first.id, second.id]


async def test_what_came_while_nobody_was_there_is_told_together(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    missed = [signal_of(hour=hour) for hour in range(5)]
    await say(broker, *missed)
    async with alerting(broker, campaign(alerts=(to_file(path),))):
        await until(lambda: len(signals(path)) == 5)
    assert [len(alert.items) for alert in alerts(path)] == [5]


@REAL
async def test_of_many_workers_one_tells_and_another_takes_over(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    who = campaign(alerts=(to_file(path),))
    async with AsyncExitStack() as stack:
        async with alerting(broker, who):
            await stack.enter_async_context(alerting(broker, who))
            await say(broker, signal_of(hour=1))
            await until(lambda: len(signals(path)) == 1)
        await say(broker, signal_of(hour=2))
        await until(lambda: len(signals(path)) == 2)
    assert signals(path) == [signal_of(hour=1).id, signal_of(hour=2).id]


async def test_an_alert_that_was_on_its_way_at_a_crash_goes_out_under_the_same_id(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    who = campaign(alerts=(to_file(path),))
    path.mkdir()  # noqa: ASYNC240  # so that nothing can be written there
    async with alerting(broker, who, backoff=Backoff(tries=100, first=60.0)):
        await say(broker, signal_of())
        async with asyncio.timeout(SECONDS):
            while not (on_its_way := await sending(broker)):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    path.rmdir()  # noqa: ASYNC240
    async with alerting(broker, who):
        await until(lambda: len(alerts(path)) == 1)
    assert [alert.id for alert in alerts(path)] == on_its_way


async def sending(broker: Broker) -> list[str]:
    """The ids of alerts that the stored books say are on their way."""
    return [desk.in_flight.id for desk in await desks(broker) if desk.in_flight]


async def desks(broker: Broker) -> list[RouteState]:
    """What is stored of every route."""
    books = (await read_states(broker.settings)).values()
    return [desk for book in books for desk in book.routes.values()]


async def test_what_never_arrives_is_rejected_and_counted(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    path.mkdir()  # noqa: ASYNC240
    metrics = Metrics()
    part = Alerting(broker.settings, [campaign(alerts=(to_file(path),))], {}, metrics, backoff=Backoff(2, 0.01))
    running = asyncio.create_task(part.run())
    await say(broker, signal_of())
    labels = {"campaign": "relief", "route": "team", "outcome": "undelivered"}
    await until(lambda: metrics.registry.get_sample_value(f"{Metric.ALERTS}_total", labels) == 1)
    part.stop()
    await running
    (record,) = (await read_latest(broker.settings, topics.REJECTED)).values()
    rejection = msgspec.json.decode(record, type=Rejection)
    assert rejection.reason is Reason.UNDELIVERABLE
    assert signal_of().id.encode() in rejection.record


async def test_an_answer_on_the_board_ends_an_escalation_and_silence_does_not(broker: Broker, tmp_path: Path) -> None:
    await broker.make_topics()
    team, boss = tmp_path / "team", tmp_path / "boss"
    routes = (to_file(team, escalate=Escalation("boss", 1.0)), to_file(boss, name="boss", decisions=()))
    now = [MONDAY / 1000]
    async with alerting(broker, campaign(alerts=routes), clock=lambda: now[0]):
        await say(broker, signal_of(hour=1), signal_of(hour=2))
        await until(lambda: len(signals(team)) == 2)
        await say(broker, SignalVerdict("relief", "locals", signal_of(hour=1).id, Verdict.ACCEPT, instant(MONDAY)))
        await waiting(broker, lambda desk: bool(desk.answered_ids))
        now[0] += 3601
        await until(lambda: signals(boss) != [])
    assert signals(boss) == [signal_of(hour=2).id]
    assert alerts(boss)[0].items[0].unanswered_on == "team"


async def waiting(broker: Broker, holds: Callable[[RouteState], bool]) -> None:
    """Waits until something holds of a stored desk."""
    async with asyncio.timeout(SECONDS):
        while not any(map(holds, await desks(broker))):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_what_is_erased_while_it_waits_is_not_quoted(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    now, night = [MONDAY / 1000], QuietHours(0, 60)
    async with alerting(broker, campaign(alerts=(to_file(path, quiet_hours=night),)), clock=lambda: now[0]):
        await say(broker, signal_of())
        await waiting(broker, lambda desk: bool(desk.queue))
        erased = named("bluesky:2").removeprefix("bluesky:")
        await say(broker, make_redaction("relief", "locals", instant(MONDAY), [erased]))
        await waiting(broker, lambda desk: len(desk.queue[0].signal.data.examples) == 1)
        now[0] += 3600
        await until(lambda: len(alerts(path)) == 1)
    assert "spare tent" not in str(alerts(path))


async def test_a_record_that_is_no_signal_stops_nobody(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    producer = clients.producer(broker.settings)
    await producer.start()
    for topic in (topics.SIGNALS, topics.COMMANDS):
        await producer.send_and_wait(broker.settings.topic(topic), b'{"\xff', key=b"relief|locals")
    await producer.stop()
    async with alerting(broker, campaign(alerts=(to_file(path),))):
        await say(broker, signal_of())
        await until(lambda: len(signals(path)) == 1)


def open_broken(route: Route, variables: Mapping[str, str], client: aiohttp.ClientSession, board: str) -> Send:
    """The sink of a route, with a mistake of ours on the route `broken`."""

    async def send(_: Alert) -> None:
        raise ZeroDivisionError

    return send if route.name == "broken" else open_sink(route, variables, client, board)


async def test_a_mistake_of_ours_in_a_sink_stops_no_other_route(broker: Broker, path: Path) -> None:
    await broker.make_topics()
    metrics = Metrics()
    routes = (route(name="broken"), to_file(path))
    part = Alerting(broker.settings, [campaign(alerts=routes)], {}, metrics, open_sink=open_broken)
    running = asyncio.create_task(part.run())
    await say(broker, signal_of())
    await until(lambda: len(alerts(path)) == 1)
    labels = {"campaign": "relief", "route": "broken", "outcome": "undelivered"}
    await until(lambda: metrics.registry.get_sample_value(f"{Metric.ALERTS}_total", labels) == 1)
    part.stop()
    await running
    (record,) = (await read_latest(broker.settings, topics.REJECTED)).values()
    assert "ZeroDivisionError" in msgspec.json.decode(record, type=Rejection).detail


async def test_a_state_that_does_not_decode_stops_alerting_and_says_so(broker: Broker) -> None:
    await broker.make_topics()
    producer = clients.producer(broker.settings)
    await producer.start()
    await producer.send_and_wait(broker.settings.topic(topics.ALERTS), b"\x00?", key=b"relief")
    await producer.stop()
    part = Alerting(broker.settings, [campaign(alerts=(route(),))], {}, Metrics())
    with pytest.raises(CorruptionError, match="an alerting state of format"):
        await part.run()
