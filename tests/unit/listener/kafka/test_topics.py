"""Topics: how many partitions, how they are kept, and what must be split alike."""

from __future__ import annotations

import pytest

from listener.kafka import topics
from listener.kafka.topics import TOPICS, DescribedTopic, Topic
from listener.settings import Settings

SETTINGS = Settings(partitions=12, retention_hours=2)
BY_NAME = {topic.name: topic for topic in TOPICS}


@pytest.mark.parametrize("name", topics.CO_PARTITIONED)
def test_what_one_key_rests_on_is_split_alike(name: str) -> None:
    assert BY_NAME[name].partitions(SETTINGS) == 12


@pytest.mark.parametrize("name", [topics.READINESS, topics.STATE])
def test_the_latest_of_each_key_is_kept_by_compaction(name: str) -> None:
    assert BY_NAME[name].config(SETTINGS) == {"cleanup.policy": "compact"}


def test_all_else_is_kept_by_time() -> None:
    assert BY_NAME[topics.POSTS].config(SETTINGS)["retention.ms"] == "7200000"


def test_rejected_records_have_a_limit_in_bytes_too() -> None:
    assert "retention.bytes" in BY_NAME[topics.REJECTED].config(SETTINGS)


def test_names_are_told_once() -> None:
    assert len(BY_NAME) == len(TOPICS)


@pytest.mark.parametrize(("partitions", "problem"), [(0, "missing"), (4, ""), (3, "3 partitions, expected 4")])
def test_a_topic_says_what_is_wrong_with_it(partitions: int, problem: str) -> None:
    assert DescribedTopic(Topic("x", "y"), "t.x", partitions, 4).problem == problem
