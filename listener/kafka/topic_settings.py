"""Topic settings: how Kafka keeps each of our topics, and where a broker keeps one otherwise.

What people wrote is on several topics, so what is said of how long it is kept must be true. Kafka drops and compacts
whole segments, never the one that it writes: a segment is closed by `segment.ms` or `max.compaction.lag.ms` at the
latest, or words of a quiet topic would stay for as long as it is quiet. It counts by the times of records, so these
are the brokers' own: by the clock of a writer that is wrong a broker refuses a record, or drops it at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from listener.kafka.clients import admin
from listener.settings import Settings
from models.errors import InputError
from models.posts import HOUR_MS, Millis

COMPACTION_LAG_MS: Final[Millis] = 24 * HOUR_MS  # after which no earlier record of a key is left

_LONGEST_SEGMENT_MS: Final[Millis] = 24 * HOUR_MS
_SEGMENTS: Final = 7  # of a topic that is kept by time, at least: so much longer than asked for a record may stay
_BROKER_TIME: Final = {"message.timestamp.type": "LogAppendTime"}
_COMPACTED: Final = {
    "cleanup.policy": "compact",
    "max.compaction.lag.ms": str(COMPACTION_LAG_MS),
    "min.cleanable.dirty.ratio": "0.1",
    "segment.bytes": str(8 * 1024 * 1024),  # compaction leaves the open segment alone: a small one holds little
}

log = logging.getLogger(__name__)


def compacted_config() -> dict[str, str]:
    """Kafka's configuration of a topic that keeps the latest record of each key."""
    return _COMPACTED | _BROKER_TIME


def timed_config(kept_hours: float) -> dict[str, str]:
    """The same of one that keeps records for so many hours."""
    kept_ms = round(kept_hours * HOUR_MS)
    segment_ms = max(1, min(_LONGEST_SEGMENT_MS, kept_ms // _SEGMENTS))
    return {"cleanup.policy": "delete", "retention.ms": str(kept_ms), "segment.ms": str(segment_ms)} | _BROKER_TIME


def lasting_config() -> dict[str, str]:
    """The same of one that keeps every record for ever."""
    return {"cleanup.policy": "delete", "retention.ms": "-1"} | _BROKER_TIME


def longest_kept_hours(kept_hours: float) -> float:
    """How long a record of a topic that is kept by time may be there: until its segment is closed, and then kept."""
    config = timed_config(kept_hours)
    return (int(config["retention.ms"]) + int(config["segment.ms"])) / HOUR_MS


def config_differences(found: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """What of a topic's configuration is not as it should be, in words. A setting that is not told is not judged."""
    return [
        f"{name} is {found[name]}, expected {value}"
        for name, value in wanted.items()
        if name in found and found[name] != value
    ]


async def read_configs(settings: Settings, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """The configuration of topics by full name. Raises KafkaError or InputError where the broker does not tell."""
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    async with admin(settings) as client:
        answers = await client.describe_configs(resources)
    return dict(_read(answers))


def _read(answers: Sequence[Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """An answer is (error, message, type, name, entries); an entry begins with a name and its value."""
    for answer in answers:
        for _, _, _, name, entries in answer.resources:
            yield name, {entry[0]: entry[1] for entry in entries if entry[1] is not None}


async def warn_of_differences(settings: Settings, wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Logs each topic, by full name, that the broker keeps otherwise than is said. It stops nobody."""
    try:
        found = await read_configs(settings, list(wanted))
    except (KafkaError, InputError) as error:
        log.warning("how the topics are kept is not known: %s", error)
        return
    for name, config in wanted.items():
        for difference in config_differences(found.get(name, {}), config):
            log.warning("Kafka topic %s: %s: words may be kept for longer than we say", name, difference)
