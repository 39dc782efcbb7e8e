"""Outages: what passes is tried again until it works, what is refused for good ends us with what to do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import pytest
from aiokafka import errors as kafka

from listener.kafka import outages
from listener.kafka.outages import BrokerWatch, OncePerMinute, ride_out, will_pass
from listener.settings import Settings
from models.errors import InputError


class Failing:
    """Raises the errors one after the other, then returns."""

    def __init__(self, errors: Sequence[Exception]) -> None:
        self.errors = list(errors)

    async def run(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outages, "PAUSE_SECONDS", 0.0)


@pytest.mark.parametrize(
    "error",
    [
        kafka.KafkaConnectionError("away"),
        kafka.KafkaTimeoutError(),
        kafka.LeaderNotAvailableError(),
        kafka.NodeNotReadyError(),
        kafka.RequestTimedOutError(),
        kafka.KafkaError("RebalanceInProgressError()"),  # as aiokafka wraps what a join is answered
    ],
)
async def test_what_passes_is_tried_again(error: Exception) -> None:
    failing = Failing([error, error])
    await ride_out("tagging", failing.run, asyncio.Event())
    assert failing.errors == []


async def test_a_refusal_ends_with_one_line_that_a_person_can_act_on() -> None:
    failing = Failing([kafka.GroupAuthorizationFailedError("g")])
    with pytest.raises(InputError, match=r"Kafka refuses us: GroupAuthorizationFailedError.*ACLs") as raised:
        await ride_out("tagging", failing.run, asyncio.Event())
    assert "\n" not in str(raised.value)


async def test_a_record_that_no_broker_will_ever_take_does_not_pass() -> None:
    with pytest.raises(kafka.MessageSizeTooLargeError):
        await ride_out("tagging", Failing([kafka.MessageSizeTooLargeError()]).run, asyncio.Event())
    assert not will_pass(RuntimeError("a mistake of ours"))


async def test_who_is_told_to_stop_does_not_try_again() -> None:
    stopped, failing = asyncio.Event(), Failing([kafka.KafkaConnectionError()] * 2)
    stopped.set()
    await ride_out("tagging", failing.run, stopped)
    assert len(failing.errors) == 1


def test_the_same_is_said_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    words = OncePerMinute()
    for _ in range(100):
        words.say(logging.ERROR, "no Kafka broker answers")
    assert len(caplog.records) == 1


async def test_where_nothing_answers_the_watch_is_not_ready_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    watch = BrokerWatch(Settings(bootstrap="127.0.0.1:1"), ["posts"])
    assert watch.is_ready
    await watch.look()
    assert not watch.is_ready
    assert "no Kafka broker answers at 127.0.0.1:1: waiting for it" in caplog.text


async def test_a_topic_counts_as_deleted_only_once_several_looks_miss_it() -> None:
    watch = BrokerWatch(Settings(), ["posts"])
    watch.check({"listener.posts": 4})
    for _ in range(outages.SURE_LOOKS - 1):
        watch.check({})
    watch.check({"listener.posts": 4})
    for _ in range(outages.SURE_LOOKS - 1):
        watch.check({"listener.posts": 1})
    with pytest.raises(InputError, match=r"Kafka topic deleted while we used it: listener\.posts"):
        watch.check({"listener.posts": 1})


def test_a_topic_that_is_deleted_before_the_first_look_is_missed_all_the_same() -> None:
    watch = BrokerWatch(Settings(), ["posts", "cursors"])
    for _ in range(outages.SURE_LOOKS - 1):
        watch.check({"listener.posts": 4})
    with pytest.raises(InputError, match=r"Kafka topic deleted while we used it: listener\.cursors"):
        watch.check({"listener.posts": 4})
