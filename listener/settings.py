"""Settings: everything the environment may say, read once and frozen. Nothing else reads the environment."""

from __future__ import annotations

import base64
import logging
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from models.author_keys import AUTHOR_KEY_BYTES, PUBLIC_AUTHOR_KEY, AuthorKey
from models.errors import SettingsError

VARIABLE_PREFIX = "LISTENER_"  # what each variable's name begins with
MAKE_AUTHOR_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'  # a command that prints a new key

log = logging.getLogger(__name__)

# What a value must be, as a constraint and in words. `description` completes "expected ...".
_Positive = Annotated[float, Meta(gt=0, description="a number above 0")]
_Timeout = Annotated[float, Meta(ge=6, le=300, description="seconds between 6 and 300, as brokers allow")]
_Count = Annotated[int, Meta(ge=1, description="a whole number, 1 or more")]
_Limit = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
_Processes = Annotated[int, Meta(ge=0, le=256, description="a whole number between 0 and 256")]
_Port = Annotated[int, Meta(ge=0, le=65535, description="a port between 0 and 65535")]
_Brokers = Annotated[
    str, Meta(pattern=r"^[^\s,]+:\d+(,[^\s,]+:\d+)*$", description="host:port, and more of them after commas")
]
_NAME = "letters, digits, dots, hyphens and underscores"
_TopicPrefix = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{0,64}$", description=f"at most 64 {_NAME}")]
_Instance = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,64}$", description=f"1 to 64 {_NAME}")]
_Url = Annotated[
    str, Meta(pattern=r"^(https?://[^\s<>|]+)?$", description="an address that begins with http:// or https://")
]
_Security = Annotated[
    Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"],
    Meta(description="PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"),
]
_Mechanism = Annotated[
    Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"],
    Meta(description="PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"),
]
_Token = Annotated[str, Meta(pattern=r"^(.{16,})?$", description="16 characters or more")]
_Readers = Annotated[Literal["everyone", "named"], Meta(description="everyone or named")]
_Switch = Annotated[bool, Meta(description="true or false")]
_Tier = Annotated[Literal["fast", "encoder"], Meta(description="fast or encoder")]
_Logged = Annotated[Literal["matching", "all"], Meta(description="matching or all")]
_LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Meta(description="DEBUG, INFO, WARNING or ERROR")]


_ENCODED_AT_ONCE = 200  # about 6 s of one core: a batch must end before a session does


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field for each variable: `bootstrap` is LISTENER_BOOTSTRAP, and so on."""

    bootstrap: _Brokers = "localhost:9092"  # host:port, with commas between
    prefix: _TopicPrefix = "listener."  # of every Kafka topic and consumer group
    partitions: _Count = 4  # of the topics we create; as many as the embedded broker makes
    replication: _Count = 1  # copies of each partition; 3 in production
    retention_hours: _Positive = 24 * 7  # of the topics that are kept by time, and of the log of `listener run`

    security: _Security = "PLAINTEXT"
    sasl_mechanism: _Mechanism = "PLAIN"
    sasl_username: str = ""
    sasl_password: str = ""
    ca_file: str = ""  # PEM; the system's authorities where empty
    cert_file: str = ""  # PEM, for brokers that ask for a certificate
    key_file: str = ""

    author_key: str = ""  # the secret that says who is in a panel, and makes pseudonyms: 32 bytes, base64url
    author_key_file: str = ""  # a file that holds it, instead
    instance: _Instance | None = None  # stable and unique name of this worker: it rejoins at once after a restart
    data_dir: Path = Path(".listener")  # what a worker keeps on disk; nothing that cannot be lost
    web_host: str = "127.0.0.1"
    board_url: _Url = ""  # where people find the board, for links in alerts
    web_port: _Port = 8080  # of /metrics, /livez and /readyz; 0 takes a free one

    ingest_token: str = ""  # lets programs send posts to `listener ingest http`; 16 characters or more
    webhook_token: str = ""  # stands in the address that an advocacy tool's webhook calls; 16 characters or more
    board_tokens: str = ""  # who may sign in on the board, each by a token of their own: `listener token` makes both
    board_token: _Token = ""  # one token for the whole team, instead; without any the board is read-only
    board_readers: _Readers = "everyone"  # or named: who has not signed in reads nothing
    audit_file: str = ""  # gets a line of JSON for each deed on the board; deeds are logged anyway
    hosts: str = ""  # names with a dot by which board and worker may be asked for, with commas between
    private_targets: str = ""  # networks that are not public to which alerts may go all the same, with commas
    trusted_proxies: str = ""  # addresses or networks of proxies whose X-Forwarded-For and -Proto count, with commas

    session_timeout: _Timeout = 10.0  # seconds until a worker counts as gone
    commit_interval: _Positive = 0.5  # seconds
    bundles: _Switch = True  # on `tagged`; false while workers of a release before 0.3 read it, which know none
    log_posts: _Logged = "matching"  # of `listener run`: posts that a campaign matches, or all, to match anew later
    tagger: _Tier = "fast"  # or encoder: finds more of the acts at 300 times the cost, and needs the extra `encoder`
    batch: _Count = 2000  # posts that tagging takes at once
    tagger_processes: _Processes = 0  # that tag beside the worker; 0 tags in the worker
    idle_seconds: _Positive = 60.0  # of silence, after which event time does not wait for a partition
    metric_channels: _Count = 50  # channels that labels of metrics may name
    metric_audiences: _Count = 2_000  # audiences, of all campaigns together
    rejected_per_minute: _Limit = 600  # records copied to `rejected`; all are counted
    log_level: _LogLevel = "INFO"

    def __repr__(self) -> str:
        """Without the secrets: settings are logged."""
        shown = ((field, getattr(self, field)) for field in self.__struct_fields__)
        return f"Settings({', '.join(f'{k}={v!r}' for k, v in shown if k not in _SECRETS)})"

    @property
    def posts_at_once(self) -> int:
        """Posts that tagging takes at once; with the encoder few enough to be done within a session."""
        return min(self.batch, _ENCODED_AT_ONCE) if self.tagger == "encoder" else self.batch

    def topic(self, name: str) -> str:
        """The Kafka topic's full name."""
        return self.prefix + name


_FILES = ("ca_file", "cert_file", "key_file", "author_key_file")
_SECRETS = ("sasl_password", "author_key", "board_token", "board_tokens", "ingest_token", "webhook_token")
_IN_FILES = tuple(VARIABLE_PREFIX + name.upper() for name in (*_SECRETS, "smtp_url") if name != "author_key")
_FILE_SUFFIX, ROUTE_PREFIX = "_FILE", "ALERT_"  # of what names a file with a secret, and of the secrets of routes


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of these variables (by default the environment's). Raises SettingsError, naming the variable."""
    given = variables() if environment is None else with_secret_files(environment)
    texts = {field: given.get(_variable(field), "") for field in Settings.__struct_fields__}
    fields = {field: text for field, text in texts.items() if text}
    for field, text in fields.items():
        _check_field(field, text)
    settings = _convert(fields)
    _check_combinations(settings)
    return read_author_key_file(settings)


def author_key(settings: Settings, *, may_be_public: bool) -> AuthorKey:
    """The key that these settings give; else the public one. Raises SettingsError where that is not good enough."""
    if settings.author_key:
        return _parse_author_key(settings.author_key, _variable("author_key"))
    if may_be_public:
        return PUBLIC_AUTHOR_KEY
    problem = f"on a real broker panels need a secret key, the same for all workers. Make one: {MAKE_AUTHOR_KEY}"
    raise SettingsError(_variable("author_key"), problem)


def variables() -> Mapping[str, str]:
    """The environment, and the secrets in files that it names. Raises SettingsError."""
    return with_secret_files(os.environ)


def with_secret_files(given: Mapping[str, str]) -> Mapping[str, str]:
    """The variables, and each secret `NAME` that `NAME_FILE` names a file of. Raises SettingsError."""
    named = {name: path for name, path in given.items() if path and name.endswith(_FILE_SUFFIX) and _is_secret(name)}
    return {**given, **{name.removesuffix(_FILE_SUFFIX): _read_secret(given, name) for name in named}}


def _is_secret(name: str) -> bool:
    bare = name.removesuffix(_FILE_SUFFIX)
    return bare in _IN_FILES or bare.startswith(ROUTE_PREFIX)


def _read_secret(given: Mapping[str, str], name: str) -> str:
    """What the file says, without the newline that editors end it with."""
    bare, path = name.removesuffix(_FILE_SUFFIX), Path(given[name])
    if given.get(bare):
        raise SettingsError(bare, f"and {name}: give one of them")
    try:
        text = path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no UTF-8"
        raise SettingsError(name, f"{str(path)!r} cannot be read: {reason}") from None
    if not text.strip():
        raise SettingsError(name, f"{str(path)!r} is empty")
    return text


def _variable(field: str) -> str:
    return VARIABLE_PREFIX + field.upper()


def _convert(fields: Mapping[str, str]) -> Settings:
    return msgspec.convert(fields, Settings, strict=False, dec_hook=lambda kind, text: kind(text))


def _check_field(field: str, text: str) -> None:
    if field in _FILES and not Path(text).is_file():
        raise SettingsError(_variable(field), f"there is no file {text!r}")
    try:
        _convert({field: text})
    except msgspec.ValidationError:
        shown = "its value" if field in _SECRETS else repr(text)
        raise SettingsError(_variable(field), f"{shown} cannot be used: expected {_describe(field)}") from None


def _describe(field: str) -> str:
    """What a field takes, in words: the description of its type, which may be one of several (`X | None`)."""
    hint: Any = get_type_hints(Settings, include_extras=True)[field]
    metadata = [each for kind in (hint, *get_args(hint)) for each in getattr(kind, "__metadata__", ())]
    return next(each.description for each in metadata if isinstance(each, Meta) and each.description)


def _check_combinations(settings: Settings) -> None:
    """Raises SettingsError where a setting needs another."""
    if settings.security.startswith("SASL") and not (settings.sasl_username and settings.sasl_password):
        needed = f"{_variable('sasl_username')} and {_variable('sasl_password')}"
        raise SettingsError(_variable("security"), f"{settings.security} needs {needed}")
    if settings.author_key:
        author_key(settings, may_be_public=False)
        if settings.author_key_file:
            raise SettingsError(_variable("author_key"), f"and {_variable('author_key_file')}: give one of them")
    if bool(settings.cert_file) != bool(settings.key_file):
        raise SettingsError(_variable("cert_file"), f"goes with {_variable('key_file')}: give both, or neither")


def read_author_key_file(settings: Settings) -> Settings:
    """The settings with the key that their file holds. Raises SettingsError."""
    if not settings.author_key_file:
        return settings
    name, path = _variable("author_key_file"), Path(settings.author_key_file)
    try:
        text = path.read_bytes().decode("ascii", "replace").strip()
        everybody_reads = bool(path.stat().st_mode & stat.S_IROTH)
    except OSError as error:
        raise SettingsError(name, f"{str(path)!r} cannot be read: {error.strerror}") from None
    _parse_author_key(text, name)
    if everybody_reads:  # said and not refused: Docker and Kubernetes mount secrets so, in containers of one user
        log.warning("%s: every user of this machine can read %s: chmod 600 it", name, path)
    return msgspec.structs.replace(settings, author_key=text)


def _parse_author_key(text: str, name: str) -> AuthorKey:
    """The key of a text. The error says what is wrong, and nothing of the text."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+=*", text):
        raise SettingsError(name, f"its value is no base64url: only letters, digits, - and _. {_HOW_TO_MAKE}")
    bare = text.rstrip("=")
    try:
        secret = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except ValueError:
        raise SettingsError(name, f"its value is no base64url: it has been cut off. {_HOW_TO_MAKE}") from None
    if len(secret) != AUTHOR_KEY_BYTES:
        raise SettingsError(name, f"its value has {len(secret)} bytes, not {AUTHOR_KEY_BYTES}. {_HOW_TO_MAKE}")
    return AuthorKey(secret)


_HOW_TO_MAKE = f"Make one: {MAKE_AUTHOR_KEY}"
