"""Topics: how many partitions, how they are kept, and what must be split alike."""

from __future__ import annotations

import pytest

from listener.kafka import topics
from listener.kafka.topic_settings import config_differences, longest_kept_hours, timed_config
from listener.kafka.topics import TOPICS, DescribedTopic, Topic
from listener.settings import Settings
from models.posts import HOUR_MS

SETTINGS = Settings(partitions=12, retention_hours=2)
BY_NAME = {topic.name: topic for topic in TOPICS}


@pytest.mark.parametrize("name", topics.CO_PARTITIONED)
def test_what_one_key_rests_on_is_split_alike(name: str) -> None:
    assert BY_NAME[name].partitions(SETTINGS) == 12


@pytest.mark.parametrize("name", [topics.READINESS, topics.STATE])
def test_the_latest_of_each_key_is_kept_by_compaction(name: str) -> None:
    config = BY_NAME[name].config(SETTINGS)
    assert config["cleanup.policy"] == "compact"
    assert config["max.compaction.lag.ms"] == str(24 * HOUR_MS)


def test_all_else_is_kept_by_time() -> None:
    assert BY_NAME[topics.POSTS].config(SETTINGS)["retention.ms"] == "7200000"


@pytest.mark.parametrize("topic", TOPICS, ids=lambda each: each.name)
def test_no_writers_clock_says_how_long_a_record_is_kept_or_whether_it_is_taken(topic: Topic) -> None:
    assert topic.config(SETTINGS)["message.timestamp.type"] == "LogAppendTime"


def test_a_quiet_topic_closes_its_segment_so_that_what_is_old_goes() -> None:
    config = BY_NAME[topics.POSTS].config(SETTINGS)
    assert int(config["segment.ms"]) * 7 <= 7_200_000
    assert longest_kept_hours(168) == 192
    assert longest_kept_hours(2) < 2.3


def test_what_is_kept_otherwise_is_told() -> None:
    wanted = timed_config(2)
    assert config_differences(wanted, wanted) == []
    assert config_differences({**wanted, "retention.ms": "-1"}, wanted) == ["retention.ms is -1, expected 7200000"]
    assert config_differences({}, wanted) == []


def test_rejected_records_have_a_limit_in_bytes_too() -> None:
    assert "retention.bytes" in BY_NAME[topics.REJECTED].config(SETTINGS)


def test_names_are_told_once() -> None:
    assert len(BY_NAME) == len(TOPICS)


@pytest.mark.parametrize(("partitions", "problem"), [(0, "missing"), (4, ""), (3, "3 partitions, expected 4")])
def test_a_topic_says_what_is_wrong_with_it(partitions: int, problem: str) -> None:
    assert DescribedTopic(Topic("x", "y"), "t.x", partitions, 4).problem == problem
