"""Patience: who leads a consumer group says who gets which partition a moment later than it could.

The embedded broker refuses a follower that asks for its partitions after the leader has dealt them, and the client
gives up on that. So leaders wait for their followers to ask first; no other broker minds.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping, Sized
from typing import Any

from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from faust.assignor import PartitionAssignor

FOLLOWERS_SECONDS = 0.25  # only where there are any, and only when partitions change hands


class DelayedRoundRobin(RoundRobinPartitionAssignor):  # type: ignore[misc]  # aiokafka ships no types
    """For aiokafka's own groups: `partition_assignment_strategy=[PatientRoundRobin]`."""

    @classmethod
    def assign(cls, cluster: Any, members: MutableMapping[str, Any]) -> Any:
        wait_for(members)
        return super().assign(cluster, members)


class DelayedAssignor(PartitionAssignor):
    """For Faust: `PartitionAssignor=PatientAssignor`. Called in the consumer's own thread."""

    def assign(self, cluster: Any, member_metadata: MutableMapping[str, Any]) -> Any:
        wait_for(member_metadata)
        return super().assign(cluster, member_metadata)


def wait_for(members: Sized) -> None:
    """Blocks for a moment where there are followers."""
    if len(members) > 1:
        time.sleep(FOLLOWERS_SECONDS)
