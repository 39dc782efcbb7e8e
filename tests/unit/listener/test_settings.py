"""Settings: read once from the environment; a bad value is told with its variable's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from listener.kafka.embedded import EMBEDDED_PARTITIONS
from listener.settings import Settings, author_key, from_environment, with_secret_files
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.errors import SettingsError
from tests.making import AUTHOR_KEY as KEY
from tests.making import AUTHOR_KEY_TEXT as KEY_TEXT


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
        ("LISTENER_TAGGER", "slow"),
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
    variables = {"LISTENER_AUTHOR_KEY": "hush-author-".ljust(43, "A"), "LISTENER_SASL_PASSWORD": "hush-password"}
    assert "hush" not in repr(from_environment(variables))


def test_an_error_carries_the_variable_and_the_problem_apart() -> None:
    with pytest.raises(SettingsError) as caught:
        from_environment({"LISTENER_INSTANCE": "two words"})
    assert caught.value.name == "LISTENER_INSTANCE"
    assert caught.value.problem.startswith("'two words' cannot be used: expected 1 to 64 letters")


def test_we_make_as_many_partitions_as_the_embedded_broker() -> None:
    assert Settings().partitions == EMBEDDED_PARTITIONS


@pytest.mark.parametrize("text", [KEY_TEXT, KEY_TEXT + "="])
def test_an_author_key_is_32_bytes_of_base64url(text: str) -> None:
    assert author_key(from_environment({"LISTENER_AUTHOR_KEY": text}), may_be_public=False) == KEY


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_an_author_key_may_stand_in_a_file(ending: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(KEY_TEXT + ending)
    file.chmod(0o600)
    assert author_key(from_environment({"LISTENER_AUTHOR_KEY_FILE": str(file)}), may_be_public=False) == KEY


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (KEY_TEXT[:-11], "has 24 bytes, not 32"),
        (KEY_TEXT + KEY_TEXT, "bytes, not 32"),
        (KEY_TEXT[:-2], "cut off|bytes, not 32"),
        ("a/+" + KEY_TEXT[3:], "no base64url"),
        (f"'{KEY_TEXT}'", "no base64url"),
        ("my secret", "no base64url"),
        ("\x00" * 32, "no base64url"),
    ],
)
def test_a_bad_author_key_is_explained_and_not_shown(text: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(text)
    for variables in ({"LISTENER_AUTHOR_KEY": text}, {"LISTENER_AUTHOR_KEY_FILE": str(file)}):
        with pytest.raises(SettingsError, match=problem) as caught:
            from_environment(variables)
        assert "token_urlsafe" in str(caught.value)
        assert text not in str(caught.value)


def test_a_key_and_a_file_of_one_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY_TEXT)
    variables = {"LISTENER_AUTHOR_KEY": KEY_TEXT, "LISTENER_AUTHOR_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(SettingsError, match="give one of them"):
        from_environment(variables)


def test_a_key_file_that_everybody_reads_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "key"
    file.write_text(KEY_TEXT)
    file.chmod(0o644)
    from_environment({"LISTENER_AUTHOR_KEY_FILE": str(file)})
    assert "every user of this machine" in caplog.text
    assert KEY_TEXT not in caplog.text


@pytest.mark.parametrize(
    "name", ["LISTENER_SASL_PASSWORD", "LISTENER_INGEST_TOKEN", "LISTENER_SMTP_URL", "ALERT_TEAM"]
)
def test_every_secret_may_stand_in_a_file(name: str, tmp_path: Path) -> None:
    (file := tmp_path / "secret").write_text("a secret of sixteen\n")
    assert with_secret_files({f"{name}_FILE": str(file)})[name] == "a secret of sixteen"
    with pytest.raises(SettingsError, match="give one of them"):
        with_secret_files({f"{name}_FILE": str(file), name: "x"})
    file.write_text("\n")
    with pytest.raises(SettingsError, match="is empty"):
        with_secret_files({f"{name}_FILE": str(file)})
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        with_secret_files({f"{name}_FILE": str(tmp_path / "none")})


def test_without_a_key_the_public_one_serves_where_it_may_and_elsewhere_we_say_how_to_make_one() -> None:
    assert author_key(Settings(), may_be_public=True) == PUBLIC_AUTHOR_KEY
    with pytest.raises(SettingsError, match="token_urlsafe"):
        author_key(Settings(), may_be_public=False)


def test_few_posts_are_taken_at_once_where_each_takes_long() -> None:
    assert from_environment({"LISTENER_TAGGER": "encoder"}).posts_at_once < from_environment({}).posts_at_once
    assert from_environment({"LISTENER_TAGGER": "encoder", "LISTENER_BATCH": "7"}).posts_at_once == 7
