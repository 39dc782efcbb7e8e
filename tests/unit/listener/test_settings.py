"""Settings: read once from the environment; a bad value is told with its variable's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from listener.kafka.embedded import EMBEDDED_PARTITIONS
from listener.settings import Settings, from_environment
from models.errors import SettingsError


def test_without_variables_everything_has_a_default() -> None:
    assert from_environment({}) == Settings()


def test_variables_become_fields_of_their_type() -> None:
    given = {"BOOTSTRAP": "a:1,b:2", "WEB_PORT": "0", "PREFIX": "x.", "DATA_DIR": "/var/x", "IDLE_SECONDS": "1.5"}
    settings = from_environment({f"LISTENER_{name}": value for name, value in given.items()})
    assert (settings.bootstrap, settings.web_port, settings.topic("posts")) == ("a:1,b:2", 0, "x.posts")
    assert (settings.data_dir, settings.idle_seconds) == (Path("/var/x"), 1.5)


def test_an_empty_variable_is_as_if_it_were_not_there() -> None:
    assert from_environment({"LISTENER_BOOTSTRAP": ""}).bootstrap == Settings().bootstrap


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LISTENER_BOOTSTRAP", "no-port"),
        ("LISTENER_WEB_PORT", "eighty"),
        ("LISTENER_WEB_PORT", "70000"),
        ("LISTENER_PARTITIONS", "0"),
        ("LISTENER_SESSION_TIMEOUT", "1"),
        ("LISTENER_SECURITY", "TLS"),
        ("LISTENER_SASL_MECHANISM", "GSSAPI"),
        ("LISTENER_CA_FILE", "/there/is/no/such.pem"),
        ("LISTENER_PREFIX", "with space."),
        ("LISTENER_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_value_is_told_with_its_variable(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        from_environment({variable: value})


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"LISTENER_SECURITY": "SASL_SSL"}, "LISTENER_SASL_PASSWORD"),
        ({"LISTENER_CERT_FILE": __file__}, "LISTENER_KEY_FILE"),
    ],
)
def test_what_needs_another_variable_asks_for_it(given: dict[str, str], asked: str) -> None:
    with pytest.raises(SettingsError, match=asked):
        from_environment(given)


def test_secrets_are_not_shown() -> None:
    variables = {"LISTENER_AUTHOR_KEY": "hush-author", "LISTENER_SASL_PASSWORD": "hush-password"}
    assert "hush" not in repr(from_environment(variables))


def test_an_error_carries_the_variable_and_the_problem_apart() -> None:
    with pytest.raises(SettingsError) as caught:
        from_environment({"LISTENER_INSTANCE": "two words"})
    assert caught.value.name == "LISTENER_INSTANCE"
    assert caught.value.problem.startswith("'two words' cannot be used: expected 1 to 64 letters")


def test_we_make_as_many_partitions_as_the_embedded_broker() -> None:
    assert Settings().partitions == EMBEDDED_PARTITIONS
