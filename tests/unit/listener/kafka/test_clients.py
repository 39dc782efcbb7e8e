"""Clients: what they offer to brokers, that passwords go only where they are asked for, and who waits for whom."""

from collections.abc import Sequence

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, NodeNotReadyError, TopicAuthorizationFailedError

from listener.kafka import clients
from listener.kafka.clients import admin, connection, transactional_producer
from listener.kafka.outages import will_pass
from listener.settings import Settings, from_environment
from models.errors import InputError


def test_a_plain_connection_offers_no_password() -> None:
    offered = connection(from_environment({"LISTENER_SASL_PASSWORD": "x", "LISTENER_SASL_USERNAME": "y"}))
    assert offered["ssl_context"] is None
    assert offered["sasl_plain_password"] is None


def test_sasl_over_tls_offers_both() -> None:
    variables = {
        "LISTENER_SECURITY": "SASL_SSL",
        "LISTENER_SASL_MECHANISM": "SCRAM-SHA-512",
        "LISTENER_SASL_USERNAME": "me",
        "LISTENER_SASL_PASSWORD": "word",
    }
    offered = connection(from_environment(variables))
    assert offered["ssl_context"] is not None
    assert (offered["sasl_plain_username"], offered["sasl_plain_password"]) == ("me", "word")


async def test_a_producer_whose_brokers_go_while_it_starts_says_so_and_may_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A broker that freezes between two requests of a claim left aiokafka with an assertion, and ended the worker."""
    producer = transactional_producer(Settings(bootstrap="127.0.0.1:1"), "listener.readiness-worker-0", 20_000)

    async def bootstrap() -> None:
        """As if there had been a broker, of which nothing is known any more."""

    monkeypatch.setattr(producer.client, "bootstrap", bootstrap)
    with pytest.raises(KafkaConnectionError) as raised:
        await producer.start()
    assert will_pass(raised.value)


class Asked:
    """A cluster, some of whose brokers do not answer: what each question meets, one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, errors: Sequence[Exception]) -> None:
        self._errors = [*errors]
        monkeypatch.setattr(AIOKafkaAdminClient, "start", self._start)
        monkeypatch.setattr(AIOKafkaAdminClient, "_send_request", self._send)
        monkeypatch.setattr(clients, "_ADMIN_PAUSE_SECONDS", 0.0)

    async def _start(self) -> None: ...

    async def _send(self, *_: object) -> str:
        if self._errors:
            raise self._errors.pop(0)
        return "answer"

    async def ask(self) -> str:
        async with admin(Settings()) as client:
            answer: str = await client._send_request("question")  # noqa: SLF001  # of which every question is made
            return answer


async def test_what_a_broker_that_leaves_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await Asked(monkeypatch, [NodeNotReadyError(), KafkaConnectionError()]).ask() == "answer"


async def test_where_none_answers_in_time_there_is_no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "_ADMIN_SECONDS", -1.0)
    with pytest.raises(InputError, match="no Kafka broker answers what we ask"):
        await Asked(monkeypatch, [NodeNotReadyError()]).ask()


async def test_a_refusal_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await Asked(monkeypatch, [TopicAuthorizationFailedError()]).ask()
