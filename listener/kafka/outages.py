"""Outages: the one place that decides whether an error of Kafka's is waited out or ends us.

A broker that is away comes back: we wait, say so in the log once a minute, and are not ready. What the brokers refuse
for good, and a topic that is gone, end the process with one line that says what to do.

    watch = BrokerWatch(settings, [topics.POSTS])
    await watch.guard(feed(...))    # raises InputError when the topic is gone while it feeds
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final, TypeVar

from aiokafka import errors as kafka
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.protocol.metadata import MetadataRequest

from listener.kafka.clients import connection
from listener.settings import Settings
from models.errors import InputError

PAUSE_SECONDS: Final = 2.0  # before what failed is tried again: short beside a restart of a broker, and no flood
_POLL_SECONDS: Final = 2.0  # between two questions to the brokers
_ANSWER_SECONDS: Final = 5.0  # that they may take to answer; it takes milliseconds
SURE_LOOKS: Final = 3  # without a topic, before it counts as gone: a broker that starts may not know of all yet
_SAY_SECONDS: Final = 60.0  # between two lines that say the same

_REMEDY: Final = "`listener topics --create` makes what is missing, empty; then start again"
REFUSALS: Final = (
    kafka.TopicAuthorizationFailedError,
    kafka.GroupAuthorizationFailedError,
    kafka.ClusterAuthorizationFailedError,
    kafka.SaslAuthenticationFailed,
    kafka.AuthenticationFailedError,
    kafka.TransactionalIdAuthorizationFailed,
)
Outcome = TypeVar("Outcome")

log = logging.getLogger(__name__)


def will_pass(error: BaseException) -> bool:
    """Whether an error is of an outage or a rebalance: to try again may help.

    aiokafka wraps what a group's coordinator answers unexpectedly in a plain KafkaError: we join anew.
    """
    return isinstance(error, KafkaError) and (error.retriable or type(error) is KafkaError or _is_timeout(error))


def _is_timeout(error: KafkaError) -> bool:
    return isinstance(error, kafka.KafkaTimeoutError | kafka.CommitFailedError | kafka.OutOfOrderSequenceNumber)


def final_error(error: Exception) -> Exception:
    """The error to end with: a refusal that a person can mend is an InputError."""
    if isinstance(error, REFUSALS):
        return InputError(f"Kafka refuses us: {type(error).__name__} {error}. Check the user's ACLs and credentials")
    return error


class OncePerMinute:
    """Says the same thing once a minute, however often it is told to."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}

    def say(self, level: int, text: str, topic: str = "") -> None:
        """Logs the text, unless this or another of the same topic was logged within the minute."""
        now, key = time.monotonic(), topic or text
        if now - self._said.get(key, -_SAY_SECONDS) >= _SAY_SECONDS:
            self._said[key] = now
            log.log(level, "%s", text)


async def ride_out(name: str, run: Callable[[], Awaitable[None]], stopped: asyncio.Event) -> None:
    """Runs until it returns, and again after what will pass. Raises what will not."""
    words = OncePerMinute()
    while True:
        try:
            return await run()
        except KafkaError as error:
            if not will_pass(error):
                raise final_error(error) from error
            words.say(logging.WARNING, f"{name}: Kafka fails ({error!r}): trying again until it works", name)
        if await _is_set_within(stopped, PAUSE_SECONDS):
            return None


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


class BrokerWatch:
    """Asks the brokers, every other second, whether they are there and still have our topics.

    No client of aiokafka's says either: they wait for a broker and for a topic alike, without a word.
    """

    def __init__(self, settings: Settings, names: Sequence[str]) -> None:
        """`names` are short names of the topics that are there, and must stay."""
        self._settings, self._names = settings, [settings.topic(each) for each in names]
        self._admin: AIOKafkaAdminClient | None = None
        self._known = dict.fromkeys(self._names, 1)  # partitions that each topic has, at least
        self._words, self._away_since, self._looks_without = OncePerMinute(), 0.0, 0
        self._stopped = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the brokers answered when they were asked last."""
        return not self._away_since

    @property
    def problem(self) -> str:
        """What to say while they do not answer, or nothing."""
        return "" if self.is_ready else f"no Kafka broker answers at {self._settings.bootstrap}: waiting for it"

    def stop(self) -> None:
        """Asks for the end of `run`."""
        self._stopped.set()

    async def run(self) -> None:
        """Watches until `stop`. Raises InputError where a topic is gone."""
        try:
            while not await _is_set_within(self._stopped, _POLL_SECONDS):
                await self.look()
        finally:
            await self._close()

    def start(self) -> None:
        """Watches beside other work, which asks `raise_problem`."""
        self._watching = asyncio.create_task(self.run())

    async def end(self) -> None:
        """Ends what `start` began."""
        if self._watching is not None:
            await _cancel(self._watching)

    async def guard(self, work: Coroutine[Any, Any, Outcome]) -> Outcome:
        """What the work gives. Raises InputError, and ends the work, when a topic is gone."""
        working, watching = asyncio.create_task(work), asyncio.create_task(self.run())
        try:
            await asyncio.wait([working, watching], return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                watching.result()
            return await working
        finally:
            await _cancel(working, watching)

    def raise_problem(self) -> None:
        """Raises InputError where a topic is gone."""
        if self._watching is not None and self._watching.done():
            self._watching.result()

    async def look(self) -> None:
        """Asks once. Raises InputError where a topic is gone, or where Kafka refuses us."""
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                found = await self._count_partitions()
        except (KafkaError, OSError, TimeoutError) as error:
            if isinstance(error, REFUSALS):
                raise final_error(error) from error
            await self._note_silence()
        else:
            self._note_answer()
            self.check(found)

    async def _count_partitions(self) -> Mapping[str, int]:
        """Partitions of those of our topics that are there. Of ours alone: a cluster may have thousands of others."""
        if self._admin is None:
            self._admin = AIOKafkaAdminClient(**connection(self._settings))
            await self._admin.start()
        request = MetadataRequest(self._names, allow_auto_topic_creation=False)  # to name one must not make it
        answer = await self._admin._send_request(request)  # noqa: SLF001  # aiokafka's own asks so that it may
        counts = {each["topic"]: len(each["partitions"]) for each in answer.to_object()["topics"]}
        return {name: counts[name] for name in self._names if counts.get(name)}

    async def _note_silence(self) -> None:
        self._away_since = self._away_since or time.monotonic()
        self._words.say(logging.ERROR, self.problem)
        await self._close()

    def _note_answer(self) -> None:
        if self._away_since:
            log.error("Kafka answers again after %.0f s", time.monotonic() - self._away_since)
        self._away_since = 0.0

    def check(self, found: Mapping[str, int]) -> None:
        """A topic with fewer partitions than before was deleted, and made anew by a client that named it.

        One that is not there at the first look counts as deleted, too: between a worker's own look and this one's
        first are seconds.
        """
        gone = [each for each, count in self._known.items() if found.get(each, 0) < count]
        self._known |= {each: max(count, found.get(each, 0)) for each, count in self._known.items()}
        self._looks_without = self._looks_without + 1 if gone else 0
        if self._looks_without >= SURE_LOOKS:
            raise InputError(f"Kafka topic deleted while we used it: {', '.join(gone)}. {_REMEDY}")

    async def _close(self) -> None:
        admin, self._admin = self._admin, None
        if admin is not None:
            with suppress(KafkaError, OSError, TimeoutError):
                await admin.close()


@asynccontextmanager
async def watch_brokers(settings: Settings, names: Sequence[str]) -> AsyncIterator[BrokerWatch]:
    """Watches while the block runs, which asks `raise_problem`."""
    watch = BrokerWatch(settings, names)
    watch.start()
    try:
        yield watch
    finally:
        await watch.end()


async def _cancel(*tasks: asyncio.Task[Any]) -> None:
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
