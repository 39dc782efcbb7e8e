"""Settings: everything the environment may say, read once and frozen. Nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from listener.kafka.embedded import EMBEDDED_PARTITIONS
from models.errors import SettingsError

_VARIABLE = "LISTENER_"  # what each variable's name begins with

_Positive = Annotated[float, Meta(gt=0)]
_Count = Annotated[int, Meta(ge=1)]
_Port = Annotated[int, Meta(ge=0, le=65535)]
_Address = Annotated[str, Meta(pattern=r"^[^\s,]+:\d+(,[^\s,]+:\d+)*$")]
_Prefix = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{0,64}$")]
_Url = Annotated[str, Meta(pattern=r"^(https?://[^\s<>|]+)?$")]
_Instance = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each variable: `bootstrap` is LISTENER_BOOTSTRAP, and so on."""

    bootstrap: _Address = "localhost:9092"  # brokers, host:port with commas between
    prefix: _Prefix = "listener."  # of every Kafka topic and consumer group
    partitions: _Count = EMBEDDED_PARTITIONS  # of the topics we create
    replication: _Count = 1  # copies of each partition; 3 in production
    retention_hours: _Positive = 24 * 7  # of the topics that are kept by time

    security: str = "PLAINTEXT"  # or SSL, SASL_PLAINTEXT, SASL_SSL
    sasl_mechanism: str = "PLAIN"  # or SCRAM-SHA-256, SCRAM-SHA-512
    sasl_username: str = ""
    sasl_password: str = ""
    ca_file: str = ""  # PEM; the system's authorities where empty
    cert_file: str = ""  # PEM, for brokers that ask for a certificate
    key_file: str = ""

    author_key: str = ""  # the secret that makes pseudonyms of authors; sources ask for it
    instance: _Instance | None = None  # stable and unique name of this worker: it rejoins at once after a restart
    data_dir: Path = Path(".listener")  # what a worker keeps on disk; nothing that cannot be lost
    web_host: str = "127.0.0.1"
    board_url: _Url = ""  # where people find the board, for links in alerts
    web_port: _Port = 8080  # of /metrics, /livez and /readyz; 0 takes a free one

    board_token: str = ""  # lets people say something on the board; without it the board is read-only

    session_timeout: Annotated[float, Meta(ge=6, le=300)] = 10.0  # seconds until a worker counts as gone
    commit_interval: _Positive = 0.5  # seconds
    batch: _Count = 2000  # posts that tagging takes at once
    tagger_processes: Annotated[int, Meta(ge=0, le=256)] = 0  # that tag beside the worker; 0 tags in the worker
    idle_seconds: _Positive = 60.0  # of silence after which a partition holds nobody back
    metric_channels: _Count = 50  # channels that labels of metrics may name
    metric_audiences: _Count = 2_000  # audiences, of all campaigns together
    rejected_per_minute: Annotated[int, Meta(ge=0)] = 600  # records copied to `rejected`; all are counted
    log_level: str = "INFO"

    def __repr__(self) -> str:
        """Without the secrets: settings are logged."""
        shown = ((field, getattr(self, field)) for field in self.__struct_fields__)
        return f"Settings({', '.join(f'{k}={v!r}' for k, v in shown if k not in _SECRETS)})"

    def topic(self, name: str) -> str:
        """The Kafka topic's full name."""
        return self.prefix + name


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "security": ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
    "sasl_mechanism": ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"),
    "log_level": ("DEBUG", "INFO", "WARNING", "ERROR"),
}
_FORMS: Mapping[str, str] = {
    "bootstrap": "host:port, and more of them after commas",
    "prefix": "at most 64 letters, digits, dots, hyphens and underscores",
    "instance": "1 to 64 letters, digits, dots, hyphens and underscores",
    "board_url": "an address that begins with http:// or https://",
}
_FILES = ("ca_file", "cert_file", "key_file")
_SECRETS = ("sasl_password", "author_key", "board_token")


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of these variables (`os.environ` by default). Raises SettingsError, naming the variable."""
    variables = os.environ if environment is None else environment
    given = {field: variables.get(_variable(field), "") for field in Settings.__struct_fields__}
    fields = {field: text for field, text in given.items() if text}
    for field, text in fields.items():
        _check_alone(field, text)
    settings = _converted(fields)
    _check_together(settings)
    return settings


def variables() -> Mapping[str, str]:
    """The environment as it is, for the secrets that campaign files name."""
    return os.environ


def _converted(fields: Mapping[str, str]) -> Settings:
    return msgspec.convert(fields, Settings, strict=False, dec_hook=lambda kind, text: kind(text))


def _variable(field: str) -> str:
    return _VARIABLE + field.upper()


def _check_alone(field: str, text: str) -> None:
    choices = _CHOICES.get(field)
    if choices and text not in choices:
        raise SettingsError(f"{_variable(field)}: {text!r} is none of {', '.join(choices)}")
    if field in _FILES and not Path(text).is_file():
        raise SettingsError(f"{_variable(field)}: there is no file {text!r}")
    try:
        _converted({field: text})
    except msgspec.ValidationError as error:
        shown = "its value" if field in _SECRETS else repr(text)
        wanted = _FORMS.get(field) or str(error).partition(" - at `$.")[0].removeprefix("Expected ")
        raise SettingsError(f"{_variable(field)}: {shown} cannot be used: expected {wanted}") from None


def _check_together(settings: Settings) -> None:
    if settings.security.startswith("SASL") and not (settings.sasl_username and settings.sasl_password):
        wanted = f"{_variable('sasl_username')} and {_variable('sasl_password')}"
        raise SettingsError(f"{_variable('security')}: {settings.security} needs {wanted}")
    if bool(settings.cert_file) != bool(settings.key_file):
        raise SettingsError(f"{_variable('cert_file')} and {_variable('key_file')}: give both, or neither")
