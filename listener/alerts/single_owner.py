"""Single owner: among many workers one alone sends alerts. Another takes over when it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiokafka.cluster import ClusterMetadata
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment, ConsumerProtocolMemberMetadata


class SingleOwnerAssignor(AbstractPartitionAssignor):  # type: ignore[misc]  # aiokafka ships no types
    """Assigns every partition to one member of the group: a route's limits hold over all audiences together."""

    name = "single-owner"
    version = 0

    @classmethod
    def assign(
        cls, cluster: ClusterMetadata, members: Mapping[str, ConsumerProtocolMemberMetadata]
    ) -> dict[str, ConsumerProtocolMemberAssignment]:
        owner = min(members)
        everything = [
            (topic, sorted(cluster.partitions_for_topic(topic) or ()))
            for topic in sorted(set(members[owner].subscription))
        ]
        return {
            member: ConsumerProtocolMemberAssignment(cls.version, everything if member == owner else [], b"")
            for member in members
        }

    @classmethod
    def metadata(cls, topics: Iterable[str]) -> ConsumerProtocolMemberMetadata:
        return ConsumerProtocolMemberMetadata(cls.version, list(topics), b"")

    @classmethod
    def on_assignment(cls, assignment: ConsumerProtocolMemberAssignment) -> None:
        """Nothing is kept from one assignment to the next."""
