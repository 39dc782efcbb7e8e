"""Topics: the Kafka topics we use, how they are kept, and how they come to be.

On Kafka, `create_topics` creates and `check_topics` checks them through the admin API. The embedded broker cannot
create topics so: it makes one, with a fixed number of partitions, when a client asks for its metadata.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer
from aiokafka.admin import NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from listener.kafka.clients import admin, connection
from listener.kafka.topic_settings import compacted_config, lasting_config, timed_config
from listener.settings import Settings
from models.errors import InputError
from models.marks import PARTITIONS_LIMIT

POSTS, TAGGED, DECISIONS, SIGNALS, READINESS = "posts", "tagged", "decisions", "signals", "readiness"
OUTCOMES, COMMANDS, ERASURES, REJECTED = "outcomes", "commands", "erasures", "rejected"
ALERTS, TRACKED, LABELS, CURSORS, UPDATES = "alerts", "tracked", "labels", "cursors", "updates"
MOVEMENT = "movement"

READINESS_APP = "readiness-worker"  # Faust's name for the application: its consumer group, too
STATE_TABLE = "state"
STATE = f"{READINESS_APP}-{STATE_TABLE}-changelog"  # Faust's name for the table's changelog
TAGGING_GROUP = "tagging-worker"
ERASING_GROUP = "erasing-worker"

_CREATION_SECONDS = 30.0  # that the brokers may take to know of a new topic; it takes about one
_POLL_SECONDS = 0.2  # between two requests that ask for it
_REJECTED_BYTES = 256 * 1024 * 1024  # of a partition of `rejected`: a bad source must not fill the disk


@dataclass(frozen=True)
class Topic:
    """One topic: its short name, what it holds, and how long its records are kept."""

    name: str
    holds: str
    compacted: bool = False
    one_partition: bool = False  # where one order over all records matters more than throughput
    capped_bytes: int | None = None  # of a partition
    for_ever: bool = False  # nothing is ever dropped

    def partitions(self, settings: Settings) -> int:
        return 1 if self.one_partition else settings.partitions

    def config(self, settings: Settings) -> dict[str, str]:
        """Kafka's configuration of the topic."""
        if self.compacted:
            return compacted_config()
        if self.for_ever:
            return lasting_config()
        by_time = timed_config(settings.retention_hours)
        return by_time if self.capped_bytes is None else {**by_time, "retention.bytes": str(self.capped_bytes)}


TOPICS = (
    Topic(POSTS, "posts as the sources sent them, and the sources' marks, by author"),
    Topic(TAGGED, "tagged posts and progress, by campaign|audience"),
    Topic(DECISIONS, "every decision, by campaign|audience"),
    Topic(SIGNALS, "decisions worth telling, as CloudEvents, by campaign|audience; of commitments, by campaign"),
    Topic(READINESS, "the latest state of each campaign|audience, the same envelope", compacted=True),
    Topic(OUTCOMES, "what happened off the channels, by campaign"),
    Topic(COMMANDS, "chapters released and verdicts, by campaign|audience; updates on commitments, by campaign"),
    Topic(LABELS, "votes drawn for people to read, and what they say of them, by campaign|audience"),
    Topic(UPDATES, "the ledger of commitments, a chain of hashes, by campaign", for_ever=True),
    Topic(MOVEMENT, "the latest movement of each campaign|audience: counts and shares of many", compacted=True),
    Topic(ERASURES, "what sources ask us to forget, by author or post"),
    Topic(REJECTED, "records that we could not take, and why", one_partition=True, capped_bytes=_REJECTED_BYTES),
    Topic(ALERTS, "what alerting remembers of each campaign, for restarts", compacted=True, one_partition=True),
    Topic(TRACKED, "authors whom tagging passes on, for restarts, by partition of `posts`", compacted=True),
    Topic(CURSORS, "how far each source was read, for restarts, by its name", compacted=True, one_partition=True),
    Topic(STATE, "the state of each campaign|audience, for recovery", compacted=True),
)

NAMES = tuple(each.name for each in TOPICS)

CO_PARTITIONED = (TAGGED, COMMANDS, LABELS, STATE)  # a key has the same partition number in each; Faust requires it


@dataclass(frozen=True)
class DescribedTopic:
    """A topic as the broker has it. `partitions` is 0 where it has none of that name."""

    topic: Topic
    name: str
    partitions: int
    wanted: int

    @property
    def problem(self) -> str:
        """What is wrong with it, or nothing."""
        if self.partitions == 0:
            return "missing"
        return "" if self.partitions == self.wanted else f"{self.partitions} partitions, expected {self.wanted}"


def wanted_configs(settings: Settings) -> dict[str, dict[str, str]]:
    """Kafka's configuration of each topic, by its full name."""
    return {settings.topic(topic.name): topic.config(settings) for topic in TOPICS}


def is_changelog(name: str) -> bool:
    """Whether a topic is the changelog of a Faust table, by its name."""
    return name.endswith("-changelog")


async def describe_topics(settings: Settings) -> tuple[DescribedTopic, ...]:
    """Every topic as the broker has it. Raises InputError where no broker answers."""
    async with admin(settings) as client:
        known = set(await client.list_topics())
        names = [settings.topic(topic.name) for topic in TOPICS]
        described = await client.describe_topics([name for name in names if name in known])
    counts = {each["topic"]: len(each["partitions"]) for each in described}
    return tuple(
        DescribedTopic(topic, name, counts.get(name, 0), topic.partitions(settings))
        for topic, name in zip(TOPICS, names, strict=True)
    )


async def create_topics(settings: Settings) -> tuple[DescribedTopic, ...]:
    """Creates what is missing and returns every topic as it is then. What is there stays as it is."""
    missing = [found for found in await describe_topics(settings) if not found.partitions]
    async with admin(settings) as client:
        response = await client.create_topics([_new_topic(found, settings) for found in missing]) if missing else None
    for name, code, *reason in response.topic_errors if response else ():
        if code and for_code(code) is not TopicAlreadyExistsError:
            raise InputError(f"topic {name} could not be created: {for_code(code).__name__} {reason}")
    return await _wait_for_topics(settings)


async def create_on_embedded(settings: Settings) -> None:
    """Creates every topic on the embedded broker, by asking for its metadata."""
    producer = AIOKafkaProducer(**connection(settings))
    await producer.start()
    try:
        for topic in TOPICS:
            await producer.partitions_for(settings.topic(topic.name))
    finally:
        await producer.stop()


async def check_topics(settings: Settings) -> int:
    """The number of partitions of `tagged`, and of the topics that are co-partitioned with it.

    Raises InputError that says which topics are missing, or that these do not have the same number, or too many.
    """
    found = {each.topic.name: each for each in await describe_topics(settings)}
    missing = [each.name for each in found.values() if not each.partitions]
    if missing:
        raise InputError(f"missing Kafka topics: {', '.join(missing)}. `listener topics --create` makes them")
    for names in (CO_PARTITIONED, (POSTS, TRACKED)):
        _check_co_partitioned([found[name] for name in names])
    _check_number(found.values())
    return found[TAGGED].partitions


def _check_number(found: Iterable[DescribedTopic]) -> None:
    """A state remembers how far each partition has come, in a record that must stay small."""
    for each in found:
        if each.partitions > PARTITIONS_LIMIT:
            raise InputError(f"Kafka topic {each.name} has {each.partitions} partitions; at most {PARTITIONS_LIMIT}")


def _check_co_partitioned(found: Sequence[DescribedTopic]) -> None:
    if len({each.partitions for each in found}) > 1:
        counts = ", ".join(f"{each.name}: {each.partitions}" for each in found)
        raise InputError(f"these Kafka topics must have the same number of partitions, and have not: {counts}")


async def _wait_for_topics(settings: Settings) -> tuple[DescribedTopic, ...]:
    """Every topic, once the brokers know of all: metadata spreads a moment after a topic is created."""
    for _ in range(round(_CREATION_SECONDS / _POLL_SECONDS)):
        topics = await describe_topics(settings)
        if all(found.partitions for found in topics):
            return topics
        await asyncio.sleep(_POLL_SECONDS)
    raise InputError(f"Kafka did not make the topics within {_CREATION_SECONDS:.0f} s")


def _new_topic(found: DescribedTopic, settings: Settings) -> NewTopic:
    config = found.topic.config(settings)
    return NewTopic(found.name, found.wanted, settings.replication, topic_configs=config)
