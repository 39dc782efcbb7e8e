"""Lifecycle: how the services of a worker run side by side, end together, and drain.

ending = end_on_signals(Ending())
async with run_service(tagging, ending), run_service(erasing, ending):
    await ending.wait()  # until a signal comes, or a service fails
# here both have sent and committed what they had in hand; `ending.failure` says whether one failed
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

_READY_POLL_SECONDS = 0.05  # between two looks whether all services are ready: short beside the seconds that takes
_DRAIN_SECONDS = 20.0  # that a service may take to drain: less than the 30 that orchestrators give a process
_CANCEL_SECONDS = 3.0  # that it may take to be cut short

log = logging.getLogger(__name__)


class Service(Protocol):
    """Something that works until it is told to stop."""

    async def run(self) -> None:
        """Returns after `stop`, once what was in hand is done. Raises what it cannot go on from."""

    def stop(self) -> None:
        """Asks for the end; does not wait for it."""


class Ending:
    """Why a worker ends: somebody asks it to, or a service of it fails. The first failure counts."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self.failure: BaseException | None = None

    @property
    def has_come(self) -> bool:
        """Whether the worker is to end."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Asks for a graceful end."""
        self._asked.set()

    def fail(self, error: BaseException) -> None:
        """Ends the worker because of an error."""
        log.error("the worker stops: %s", error)
        self.failure = self.failure or error
        self._asked.set()

    async def wait(self) -> None:
        """Returns when the worker is to end."""
        await self._asked.wait()


def end_on_signals(ending: Ending) -> Ending:
    """SIGTERM and SIGINT ask for the end from now on."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, ending.ask)
    return ending


@asynccontextmanager
async def run_service(service: Service, ending: Ending) -> AsyncIterator[None]:
    """Runs a service while the block does, and lets it drain. Its failure ends the worker."""
    running = asyncio.create_task(service.run())
    running.add_done_callback(lambda task: _report_failure(task, ending))
    try:
        yield
    finally:
        service.stop()
        await _end(running)


async def wait_until_ready(is_ready: Callable[[], bool], ending: Ending) -> bool:
    """Whether all is ready: False where the end comes first."""
    while not (is_ready() or ending.has_come):  # noqa: ASYNC110  # Faust offers no event to wait for
        await asyncio.sleep(_READY_POLL_SECONDS)
    return not ending.has_come


async def _end(running: asyncio.Task[None]) -> None:
    """Waits for the drain, but not without end: brokers that are away take nothing. What they lack is read again."""
    _, late = await asyncio.wait([running], timeout=_DRAIN_SECONDS)
    if late:
        log.error("a part of the worker does not end, as Kafka does not answer: it is cut short, and nothing is lost")
        running.cancel()
        await asyncio.wait([running], timeout=_CANCEL_SECONDS)


def _report_failure(task: asyncio.Task[None], ending: Ending) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        ending.fail(error)
