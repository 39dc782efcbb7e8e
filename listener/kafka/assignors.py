"""Assignors: the pause before a group's leader assigns partitions, which only the embedded broker needs.

librdkafka's mock cluster refuses a follower that asks for its partitions after the leader has assigned them, and
aiokafka takes that for a fatal error. With the pause the followers ask first. A real broker takes both orders.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, MutableMapping, Sized
from typing import Any

from aiokafka.cluster import ClusterMetadata
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from faust.assignor import PartitionAssignor

_FOLLOWERS_SECONDS = 0.25  # for followers on the same machine to ask in; a request takes a few milliseconds


def delay_assignor(assignor: type[AbstractPartitionAssignor]) -> type[AbstractPartitionAssignor]:
    """The same assignor, with the pause, for aiokafka's `partition_assignment_strategy`."""

    class Delayed(assignor):  # type: ignore[misc]  # aiokafka ships no types
        @classmethod
        def assign(cls, cluster: ClusterMetadata, members: Mapping[str, Any]) -> Any:
            _wait_for_followers(members)
            return super().assign(cluster, members)

    return Delayed


class DelayedFaustAssignor(PartitionAssignor):
    """Faust's own assignor, with the pause, for `App(PartitionAssignor=...)`. It runs in the consumer's thread."""

    def assign(self, cluster: ClusterMetadata, member_metadata: MutableMapping[str, Any]) -> Any:
        _wait_for_followers(member_metadata)
        return super().assign(cluster, member_metadata)


def _wait_for_followers(members: Sized) -> None:
    if len(members) > 1:
        time.sleep(_FOLLOWERS_SECONDS)
