"""A few faults, one after the other: the deployment tells what the replay tells. `make chaos` has hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.changes import jump_clock, raise_partitions
from tests.chaos.faults import cut_line, kill_all, kill_broker, poison, repeat_and_reorder
from tests.chaos.run import unleash
from tests.integration.kafka import kafka_needed

FAULTS = (jump_clock, kill_all, repeat_and_reorder, kill_broker, raise_partitions, poison, cut_line)

pytestmark = [pytest.mark.slow, pytest.mark.kafka]


async def test_whatever_is_killed_cut_repeated_and_poisoned_the_topics_have_what_replay_tells(tmp_path: Path) -> None:
    with kafka_needed():
        report = await unleash(1, len(FAULTS), tmp_path, small_disk=False, only=FAULTS)
    assert not report.problems
