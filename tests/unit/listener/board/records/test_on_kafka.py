"""Whatever Kafka answers while it is away is an error that the board waits out: it reads on when Kafka is back."""

import asyncio

import pytest
from aiokafka import errors

from listener.board.records.on_kafka import RecordsOnKafka
from listener.kafka import topics
from listener.settings import Settings
from models.errors import InputError


@pytest.mark.parametrize(
    "answer", [errors.NodeNotReadyError, errors.RequestTimedOutError, errors.KafkaConnectionError, errors.KafkaError]
)
async def test_a_broker_that_goes_while_it_is_asked_for_its_topics_is_waited_for(
    answer: type[errors.KafkaError], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def describe_topics(_: Settings) -> None:
        raise answer

    monkeypatch.setattr(topics, "describe_topics", describe_topics)
    with pytest.raises(InputError, match=answer.__name__):
        await anext(RecordsOnKafka(Settings()).updates())


async def test_a_request_that_aiokafka_cancels_is_no_end_of_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    async def describe_topics(_: Settings) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(topics, "describe_topics", describe_topics)
    with pytest.raises(InputError, match="dropped with its connection"):
        await anext(RecordsOnKafka(Settings()).updates())
