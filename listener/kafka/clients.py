"""Clients: how every Kafka client of ours connects, and how those that produce or join a consumer group are set."""

from __future__ import annotations

import asyncio
import math
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.conn import create_conn
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import (
    AuthenticationFailedError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from listener.settings import Settings
from models.errors import InputError, SettingsError

_FLUSH_SECONDS = 10.0  # that a producer may take to send what it holds when it is stopped, before it gives that up
_ASK_MS, _SHOWN = 5_000, 200  # that a broker has to say why it refuses us; characters of that
_ADMIN_SECONDS, _ADMIN_PAUSE_SECONDS = 10.0, 0.5  # for which a question is asked again, and between two times
METADATA_MS = 10_000  # after which a consumer asks for its topics anew: a partition that is new waits so long
_FETCH_WAIT_MS = 100  # that a broker may wait for records; the embedded one waits on, though some come
_HEARTBEATS = 10  # in a session timeout; Kafka asks for three or more, and a worker under load may miss some


@dataclass(frozen=True)
class ConsumerGroup:
    """A consumer group, and how a worker takes part in it. `name` is the group's without the prefix."""

    name: str
    assignor: type[AbstractPartitionAssignor] = RoundRobinPartitionAssignor
    instance: str | None = None  # a stable name of this member: it rejoins after a restart without a rebalance
    max_poll_records: int | None = None  # that one poll returns, at most; None: no bound


def connection(settings: Settings) -> dict[str, Any]:
    """How to reach the brokers, as the arguments that every aiokafka client takes."""
    sasl = settings.security.startswith("SASL")
    return {
        "bootstrap_servers": settings.bootstrap,
        "security_protocol": settings.security,
        "ssl_context": ssl_context(settings),
        "sasl_mechanism": settings.sasl_mechanism,
        "sasl_plain_username": settings.sasl_username if sasl else None,
        "sasl_plain_password": settings.sasl_password if sasl else None,
    }


def reading(settings: Settings) -> dict[str, Any]:
    """The same of a consumer: it reads what was committed, and nothing of a transaction that was broken off."""
    return {**connection(settings), "isolation_level": "read_committed"}


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context, or None where the connection is plain."""
    if "SSL" not in settings.security:
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
    except (ssl.SSLError, OSError) as error:
        raise SettingsError(
            "LISTENER_CA_FILE", f"{settings.ca_file!r} is no PEM certificate: {_reason(error)}"
        ) from None
    try:
        if settings.cert_file:
            context.load_cert_chain(settings.cert_file, settings.key_file, password=_no_password)
    except (ssl.SSLError, OSError, ValueError) as error:
        problem = (
            f"{settings.cert_file!r} and {settings.key_file!r} are no PEM certificate and its key: {_reason(error)}"
        )
        raise SettingsError("LISTENER_CERT_FILE", problem) from None
    return context


def _no_password() -> str:
    """Asked for where a key is encrypted: a process has nobody to ask."""
    raise ValueError("the key has a password")


def _reason(error: Exception) -> str:
    return getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)


async def describe_no_broker(settings: Settings) -> str:
    """Why no broker takes us: asks each once more, as aiokafka only logs what they say."""
    said = [await _ask(settings, *parse_broker(each)) for each in settings.bootstrap.split(",")]
    told = next((each for each in said if each), "")
    return f"{told} ({settings.bootstrap})" if told else f"no Kafka broker answers at {settings.bootstrap}"


def parse_broker(text: str) -> tuple[str, int]:
    """Host and port of HOST:PORT."""
    host, _, port = text.strip().rpartition(":")
    return host.strip("[]"), int(port)


async def _ask(settings: Settings, host: str, port: int) -> str:
    """What a broker has against us; empty where nobody answers there."""
    options = {name: value for name, value in connection(settings).items() if name != "bootstrap_servers"}
    try:
        (await create_conn(host, port, request_timeout_ms=_ASK_MS, **options)).close()
    except (AuthenticationFailedError, SaslAuthenticationFailed, UnsupportedSaslMechanismError) as error:
        return f"Kafka refuses LISTENER_SASL_USERNAME, its password or the mechanism: {str(error)[:_SHOWN]}"
    except ssl.SSLCertVerificationError as error:
        return f"Kafka's certificate is not to be trusted ({error.verify_message}): see LISTENER_CA_FILE"
    except ssl.SSLError as error:
        return f"Kafka and we have no TLS in common ({_reason(error)}): see LISTENER_SECURITY, LISTENER_CERT_FILE"
    except KafkaConnectionError:
        return f"Kafka hangs up on who comes with LISTENER_SECURITY={settings.security}"
    except (OSError, KafkaError, TimeoutError):
        return ""
    return f"Kafka answers, and serves nothing to who comes with LISTENER_SECURITY={settings.security}"


class ClosingConsumer(AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka ships no types
    """aiokafka's consumer, which closes its connections however it is stopped.

    aiokafka cancels the fetches that it has begun, and where one has not run yet that looks as if the stopping itself
    were cancelled: the connections stay open, and so it went on in whoever stopped the consumer.
    """

    async def stop(self) -> None:
        """Leaves the group, where it is in one, and closes the connections."""
        try:
            await super().stop()
        except asyncio.CancelledError:
            stopping = asyncio.current_task()
            if stopping is not None and stopping.cancelling():
                raise  # it was we who were cancelled
        finally:
            await self._client.close()


class WaitingProducer(AIOKafkaProducer):  # type: ignore[misc]  # aiokafka ships no types
    """aiokafka's producer, which waits for a broker that is away for as long as that takes.

    aiokafka gives up on a record after one request's timeout (40 s) where its partition has no leader, and on
    taking another where its buffer is full. Here single requests alone time out, and are sent again.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._message_accumulator._batch_ttl = math.inf  # noqa: SLF001  # no option of its own
        self._request_timeout_ms = math.inf  # of `send` alone: the client and the sender have their own

    async def start(self) -> None:
        """Connects. Raises KafkaConnectionError where no broker answers."""
        try:
            await super().start()
        except AssertionError as error:  # aiokafka's, where all brokers have gone since it was connected
            await self.stop()
            raise KafkaConnectionError(f"no broker is left: {error}") from error
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Sends what it holds; gives up what no broker takes within some seconds: that was not acknowledged."""
        giving_up = asyncio.get_running_loop().call_later(
            _FLUSH_SECONDS, self._message_accumulator.fail_all, KafkaTimeoutError("stopped before a broker took it")
        )
        try:
            await super().stop()
        finally:
            giving_up.cancel()


def producer(settings: Settings, *, linger_ms: int = 0) -> AIOKafkaProducer:
    """A producer that neither loses nor doubles nor reorders what it sends: idempotent, acknowledged by all.

    It waits for a broker that is away.
    """
    return WaitingProducer(**connection(settings), acks="all", enable_idempotence=True, linger_ms=linger_ms)


def transactional_producer(settings: Settings, id: str, timeout_ms: int) -> AIOKafkaProducer:
    """A producer of transactions. Once it has started, the brokers refuse what others of the same id send."""
    return WaitingProducer(**connection(settings), acks="all", transactional_id=id, transaction_timeout_ms=timeout_ms)


async def send_record(settings: Settings, topic: str, key: bytes, value: bytes) -> None:
    """Writes one record with a producer of its own; returns when the brokers have it. Raises KafkaError."""
    sender = producer(settings)
    try:
        await sender.start()
        await sender.send_and_wait(settings.topic(topic), value, key=key)
    finally:
        await sender.stop()


def group_consumer(settings: Settings, group: ConsumerGroup) -> AIOKafkaConsumer:
    """A consumer that joins the group once it has subscribed and started. It commits only when it is told to."""
    session_ms = round(settings.session_timeout * 1000)
    return ClosingConsumer(
        **reading(settings),
        group_id=settings.topic(group.name),
        group_instance_id=group.instance,
        partition_assignment_strategy=(group.assignor,),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=session_ms,
        heartbeat_interval_ms=session_ms // _HEARTBEATS,
        metadata_max_age_ms=METADATA_MS,
        max_poll_records=group.max_poll_records,
        fetch_max_wait_ms=_FETCH_WAIT_MS,
    )


class PatientAdmin(AIOKafkaAdminClient):  # type: ignore[misc]  # aiokafka ships no types
    """aiokafka's admin client, which asks again, of one broker or another, what a broker that leaves does not answer.

    All that we ask may be asked twice. After some seconds it raises what it was answered last.
    """

    async def _send_request(self, *args: Any, **options: Any) -> Any:
        until = time.monotonic() + _ADMIN_SECONDS
        while True:
            try:
                return await super()._send_request(*args, **options)
            except KafkaError as error:
                if not error.retriable or time.monotonic() > until:
                    raise
            await asyncio.sleep(_ADMIN_PAUSE_SECONDS)


@asynccontextmanager
async def admin(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    """Kafka's admin client. Raises InputError where no broker answers."""
    client = PatientAdmin(**connection(settings))
    try:
        await client.start()
    except KafkaConnectionError:
        await client.close()
        raise InputError(await describe_no_broker(settings)) from None
    try:
        yield client
    except KafkaError as error:
        if not error.retriable:
            raise
        raise InputError(f"no Kafka broker answers what we ask ({settings.bootstrap}): {error!r}") from error
    finally:
        await client.close()


async def is_embedded(settings: Settings) -> bool:
    """Whether the broker is an embedded one (`listener/kafka/embedded.py`), by the name that its cluster has."""
    async with admin(settings) as client:
        cluster = await client.describe_cluster()
    return str(cluster["cluster_id"]).startswith("mockCluster")
