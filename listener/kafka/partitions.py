"""Partitions: which partition of a topic the records of a key are on, by Kafka's default rule."""

from __future__ import annotations

from aiokafka.partitioner import murmur2

_NOT_NEGATIVE = 0x7FFFFFFF  # Kafka takes the hash for a signed number, and drops its sign


def partition_of(key: bytes, partitions: int) -> int:
    """The partition, from 0, of a key's records on a topic of so many partitions (murmur2, as Kafka's clients do)."""
    return int(murmur2(key) & _NOT_NEGATIVE) % partitions
