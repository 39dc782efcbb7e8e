"""Label queue: what is on `labels`, and the words of drawn posts on `posts`, read once to their ends; labels go back.

The words of a post are on `posts` alone, for as long as that is kept. What a source asked us to forget is read by
nobody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from listener.files.label_files import DrawnText, find_texts
from listener.kafka import clients, topics, wire
from listener.settings import Settings, author_key
from models.author_keys import AuthorKey
from models.campaigns import Campaign, audience_key
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.erasures import ErasureRequest, names_of
from models.errors import InputError, UnreadableError
from models.labels import LabelDraw, PostLabel
from models.posts import DAY_MS, Millis, millis

_Value = TypeVar("_Value")

_decode_decision: Final[Decode[Decision]] = json_decoder(Decision)
_decode_erasure: Final[Decode[ErasureRequest]] = json_decoder(ErasureRequest)
_POLL_MS = 500  # that one poll waits for records
_EARLIER_MS = DAY_MS  # by how much the broker's time of a post may be before the post's own: clocks differ


async def read_label_records(settings: Settings, campaign: str) -> tuple[list[LabelDraw], list[PostLabel]]:
    """The draws and the labels of a campaign that are on the topic, each draw once. Raises InputError."""
    draws: dict[tuple[str, str], LabelDraw] = {}
    labels: list[PostLabel] = []
    async for record in _decode_all(settings, topics.LABELS, wire.decode_label):
        if record.campaign != campaign:
            continue
        if isinstance(record, LabelDraw):
            draws[record.audience, record.post] = record
        else:
            labels.append(record)
    return list(draws.values()), labels


async def read_latest_decisions(settings: Settings, campaign: str) -> list[Decision]:
    """The latest decision of each audience of a campaign that is on the topic. Raises InputError."""
    found: dict[str, Decision] = {}
    async for each in _decode_all(settings, topics.DECISIONS, _decode_decision):
        if each.campaign == campaign:
            found[each.audience] = each
    return list(found.values())


async def read_drawn_texts(
    settings: Settings, draws: Sequence[LabelDraw], campaign: Campaign, key: AuthorKey, *, testimony: bool = False
) -> dict[str, DrawnText]:
    """The words of drawn posts, by pseudonym, but for what a source asked us to forget. Raises InputError.

    `testimony`: those of harm, too, for who is signed in.
    """
    forgotten = await read_forgotten(settings)
    since = min((millis(each.posted) for each in draws), default=0) - _EARLIER_MS
    texts: dict[str, DrawnText] = {}
    async for values in _read_to_end(settings, topics.POSTS, since):
        texts.update(find_texts(values, draws, [campaign], key, forgotten, testimony=testimony))
    return texts


async def read_forgotten(settings: Settings) -> frozenset[str]:
    """The posts and authors that a source asked us to forget. Raises InputError."""
    return names_of([each async for each in _decode_all(settings, topics.ERASURES, _decode_erasure)])


async def _decode_all(settings: Settings, topic: str, decode: Decode[_Value]) -> AsyncIterator[_Value]:
    """The records of a topic. What cannot be read is passed over: the worker rejects it with its reason."""
    async for values in _read_to_end(settings, topic, None):
        for value in values:
            with suppress(UnreadableError):
                yield decode(value)


async def _read_to_end(settings: Settings, topic: str, since: Millis | None) -> AsyncIterator[list[bytes]]:
    """The values of a topic's records in batches, from a time on where one is given, up to where it ends now."""
    count = await _count_partitions(settings, topic)
    partitions = [TopicPartition(settings.topic(topic), number) for number in range(count)]
    consumer = clients.ClosingConsumer(**clients.reading(settings), enable_auto_commit=False)
    try:
        await consumer.start()
        consumer.assign(partitions)
        await _seek(consumer, partitions, since)
        ends = await consumer.end_offsets(partitions)
        while not await _has_come_to(consumer, ends):
            fetched = await consumer.getmany(timeout_ms=_POLL_MS)
            yield [record.value for records in fetched.values() for record in records if record.value]
    except KafkaError as error:
        raise InputError(f"Kafka: {error}") from None
    finally:
        await consumer.stop()


async def _count_partitions(settings: Settings, topic: str) -> int:
    """How many partitions a topic has. Raises InputError where there is none."""
    found = {each.topic.name: each.partitions for each in await topics.describe_topics(settings)}
    if not found[topic]:
        raise InputError(f"Kafka has no topic {settings.topic(topic)} yet: `listener topics --create` makes it")
    return found[topic]


async def _seek(consumer: AIOKafkaConsumer, partitions: Sequence[TopicPartition], since: Millis | None) -> None:
    await consumer.seek_to_beginning(*partitions)
    if since is None:
        return
    for partition, found in (await consumer.offsets_for_times(dict.fromkeys(partitions, max(since, 0)))).items():
        if found is not None:
            consumer.seek(partition, found.offset)


async def _has_come_to(consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> bool:
    return all([await consumer.position(partition) >= end for partition, end in ends.items()])


class LabelSender:
    """Sends labels as they are given, each acknowledged before the next is asked for."""

    def __init__(self, settings: Settings, producer: AIOKafkaProducer) -> None:
        self._settings, self._producer = settings, producer

    async def send(self, label: PostLabel) -> None:
        """Writes one label, keyed as the worker expects it. Raises InputError."""
        name = self._settings.topic(topics.LABELS)
        key = audience_key(label.campaign, label.audience).encode()
        try:
            await self._producer.send_and_wait(name, wire.encode(label), key=key)
        except KafkaError as error:
            raise InputError(f"the label could not be written: {error}") from None


@asynccontextmanager
async def open_sender(settings: Settings) -> AsyncIterator[LabelSender]:
    """A sender, stopped at the end."""
    producer = clients.producer(settings)
    await producer.start()
    try:
        yield LabelSender(settings, producer)
    finally:
        await producer.stop()


class LabelsOnKafka:
    """What the board's readers are asked and answer, on Kafka (`listener.labelling.reading_desk.LabelRecords`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def read_records(self, campaign: str) -> tuple[list[LabelDraw], list[PostLabel]]:
        """As `read_label_records`."""
        return await read_label_records(self._settings, campaign)

    async def read_texts(self, draws: Sequence[LabelDraw], campaign: Campaign) -> dict[str, DrawnText]:
        """As `read_drawn_texts`, with testimony."""
        key = author_key(self._settings, may_be_public=True)
        return await read_drawn_texts(self._settings, draws, campaign, key, testimony=True)

    async def read_forgotten(self) -> frozenset[str]:
        """As `read_forgotten`."""
        return await read_forgotten(self._settings)

    async def append(self, label: PostLabel) -> None:
        """Writes one label. Raises InputError."""
        async with open_sender(self._settings) as sender:
            await sender.send(label)
