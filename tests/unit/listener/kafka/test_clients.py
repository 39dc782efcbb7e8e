"""Clients: what is offered to the brokers, and that passwords go only where they are asked for."""

from listener.kafka.clients import connection
from listener.settings import from_environment


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
