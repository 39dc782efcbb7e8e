"""After a restart the gauges of an audience stand where they stood, at the worker that has it now and at no other."""

import asyncio

from listener.kafka import clients, topics, wire
from listener.kafka.compacted import read_latest
from listener.metrics import Metric, Metrics
from listener.worker.latest_decisions import LatestDecisions
from pipelines.quote_redaction import without_quotes
from tests.alerting import signal_of
from tests.integration.conftest import Broker

WHO = {"campaign": "relief", "audience": "locals"}


async def said(broker: Broker, *values: bytes) -> int:
    """Puts records on `readiness` under one key; the number of their partition."""
    producer = clients.producer(broker.settings)
    await producer.start()
    try:
        topic = broker.settings.topic(topics.READINESS)
        sent = [await producer.send_and_wait(topic, value, key=b"relief|locals") for value in values]
    finally:
        await producer.stop()
    return int(sent[-1].partition)


async def share(latest: LatestDecisions, metrics: Metrics) -> float | None:
    """The gauge, once all is read: a client of aiokafka that is cancelled while it connects stays connected."""
    await asyncio.wait_for(latest.wait_until_restored(), 30)
    return metrics.registry.get_sample_value(Metric.SHARE, WHO)


async def test_who_takes_an_audience_over_shows_its_latest_decision(broker: Broker) -> None:
    await broker.make_topics()
    metrics = Metrics()
    latest = LatestDecisions(broker.settings, metrics)
    mine = await said(broker, wire.encode(signal_of(hour=1)), wire.encode(signal_of(hour=2)))
    latest.restore({mine})
    assert await share(latest, metrics) == 0.41
    assert metrics.registry.get_sample_value(Metric.DECISION_TIME, WHO) == signal_of(hour=2).time.timestamp()
    latest.forget()
    assert metrics.registry.get_sample_value(Metric.SHARE, WHO) is None


async def test_what_an_earlier_release_quoted_of_an_audience_that_ended_is_taken_out(broker: Broker) -> None:
    await broker.make_topics()
    latest = LatestDecisions(broker.settings, Metrics())
    latest.restore({await said(broker, wire.encode(signal_of()))})
    await asyncio.wait_for(latest.wait_until_restored(), 30)
    record = (await read_latest(broker.settings, topics.READINESS))[b"relief|locals"]
    assert wire.decode_signal(record) == without_quotes(signal_of())


async def test_who_does_not_have_an_audience_is_silent_on_it(broker: Broker) -> None:
    await broker.make_topics()
    metrics = Metrics()
    mine = await said(broker, wire.encode(signal_of()))
    latest = LatestDecisions(broker.settings, metrics)
    latest.restore({number for number in range(broker.settings.partitions) if number != mine})
    assert await share(latest, metrics) is None


async def test_a_decision_that_does_not_decode_stops_nothing(broker: Broker) -> None:
    await broker.make_topics()
    metrics = Metrics()
    latest = LatestDecisions(broker.settings, metrics)
    latest.restore({await said(broker, b"{")})
    assert await share(latest, metrics) is None
