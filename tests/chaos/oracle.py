"""Oracle: what must hold of the topics of a deployment, whatever was done to it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition
from msgspec.structs import replace

from listener.kafka import topics
from listener.kafka.clients import reading
from listener.kafka.compacted import read_latest
from listener.settings import Settings
from models.signals import Signal
from pipelines.flow import FlowResult

STATE_BYTES: Final = 200_000
_VERSION: Final = re.compile(rb'"spec":"[0-9a-f]+",')  # of the campaign's file, which is changed meanwhile


class Verdict(msgspec.Struct, frozen=True):
    """What was found, and what of it must not be."""

    decisions: int
    signals: int
    repeats: int  # of decisions and signals, to readers of what is committed
    largest_state_record: int
    problems: list[str]


async def judge(settings: Settings, expected: FlowResult) -> Verdict:
    """Reads everything, and compares it with what the replay of the same posts tells."""
    decisions, signals, state = await asyncio.gather(
        *[_read(settings, each) for each in (topics.DECISIONS, topics.SIGNALS, topics.STATE)]
    )
    signals = [each for each in signals if each[0] != b"poison"]
    latest = await read_latest(settings, topics.READINESS)
    largest = max((len(value or b"") for _, value in state), default=0)
    repeats = _repeats(decisions) + _repeats(signals)
    problems = [
        *_compare("decisions", decisions, expected.decisions),
        *_compare("signals", signals, expected.signals),
        *_ambiguous(signals),
        *_stale(latest, expected),
        *([f"a state record of {largest} bytes"] if largest >= STATE_BYTES else ()),
        *([f"{repeats} repeats"] if repeats else ()),
    ]
    return Verdict(len(decisions), len(signals), repeats, largest, problems)


Record = tuple[bytes | None, bytes | None]


def _compare(name: str, found: Sequence[Record], expected: Sequence[object]) -> Iterator[str]:
    there = {_VERSION.sub(b"", value or b"") for _, value in found}
    wanted = {_VERSION.sub(b"", msgspec.json.encode(each)) for each in expected}
    if there != wanted:
        missing, strange = len(wanted - there), len(there - wanted)
        yield f"{name}: {missing} of {len(wanted)} are missing, {strange} are none of the replay's"


def _ambiguous(signals: Sequence[Record]) -> Iterator[str]:
    by_id: dict[str, set[bytes]] = {}
    for _, value in signals:
        by_id.setdefault(msgspec.json.decode(value or b"", type=Signal).id, set()).add(value or b"")
    for id, values in by_id.items():
        if len(values) > 1:
            yield f"signal {id} is there in {len(values)} forms"


def _stale(latest: dict[bytes, bytes], expected: FlowResult) -> Iterator[str]:
    """Audiences whose latest state is not that of their last decision; nobody is quoted there."""
    last = {f"{each.campaign}|{each.audience}": each for each in expected.decisions}
    for key, decision in last.items():
        found = latest.get(key.encode())
        wanted = _VERSION.sub(b"", msgspec.json.encode(replace(decision, examples=())))
        if found is None or wanted not in _VERSION.sub(b"", found):
            yield f"readiness of {key} is not its last decision"


def _repeats(found: Sequence[Record]) -> int:
    return sum(count - 1 for count in Counter(found).values())


async def _read(settings: Settings, topic: str) -> list[Record]:
    """Every record that was committed."""
    async with AIOKafkaConsumer(**reading(settings), auto_offset_reset="earliest") as consumer:
        places = [TopicPartition(settings.topic(topic), each) for each in range(settings.partitions)]
        consumer.assign(places)
        ends, found = await consumer.end_offsets(places), list[Record]()
        while any([await consumer.position(each) < ends[each] for each in places]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found += [(each.key, each.value) for each in records]
        return found
