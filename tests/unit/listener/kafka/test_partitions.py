"""The partition of a key is the one that Kafka's own clients choose."""

import pytest
from aiokafka.partitioner import DefaultPartitioner

from listener.kafka.partitions import partition_of


@pytest.mark.parametrize("partitions", [1, 4, 12, 4_096])
def test_it_is_where_the_producer_sends_the_key(partitions: int) -> None:
    every = list(range(partitions))
    for name in ("relief|locals", "relief|all", "fond|ungdom", "", "æøå|日本"):
        key = name.encode()
        assert partition_of(key, partitions) == DefaultPartitioner()(key, every, every)
