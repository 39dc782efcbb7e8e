"""Of many members one has every partition, whoever works it out."""

from aiokafka.cluster import ClusterMetadata
from aiokafka.coordinator.protocol import ConsumerProtocolMemberMetadata

from listener.alerts.single_owner import SingleOwnerAssignor


class Cluster(ClusterMetadata):  # type: ignore[misc]  # aiokafka ships no types
    """Three partitions of every topic."""

    def partitions_for_topic(self, topic: str) -> set[int]:
        return {2, 0, 1}


def test_one_member_has_all_partitions_of_all_topics_and_the_others_none() -> None:
    member = ConsumerProtocolMemberMetadata(0, ["signals", "commands"], b"")
    assigned = SingleOwnerAssignor.assign(Cluster(), {"b": member, "a": member, "c": member})
    everything = [("commands", [0, 1, 2]), ("signals", [0, 1, 2])]
    assert {name: each.assignment for name, each in assigned.items()} == {"a": everything, "b": [], "c": []}
