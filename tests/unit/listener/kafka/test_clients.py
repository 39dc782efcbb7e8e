"""Clients: what they offer to brokers, that passwords go only where they are asked for, and who waits for whom."""

import pytest
from aiokafka.errors import KafkaConnectionError

from listener.kafka.clients import connection, transactional_producer
from listener.kafka.outages import will_pass
from listener.settings import Settings, from_environment


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
