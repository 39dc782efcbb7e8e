"""Deployment: brokers, three workers, of which the first comes by a proxy, and a feeder, on this machine."""

from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from aiokafka.errors import KafkaConnectionError, KafkaError
from msgspec.structs import replace

from listener.kafka import clients, topics
from listener.kafka.feed import at_rate, feed, lines_at
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from tests.chaos.clock import Clock, build_library
from tests.chaos.proxy import Proxy
from tests.chaos.watching import watched
from tests.integration.crowd import lines
from tests.integration.kafka import KafkaServer, places
from tests.integration.working import Worker
from tests.making import AUTHOR_KEY_TEXT

PARTITIONS: Final = 6  # with so many, each of the three audiences has a partition of its own
WORKERS: Final = ("one", "two", "three")
BEHIND_PROXY: Final = "one"
RATE: Final = 100  # posts a second: what is fed with a fault comes all through it
_LAST_RATE: Final = 1_000  # of those that no fault comes to
DISK_BYTES: Final = 512 * 1024 * 1024  # of the small disk on which the brokers' records lie, if there is one
_WITHOUT_BROKER: Final = re.compile(r"error: (no Kafka broker answers|Kafka hangs up)")  # the latter by the proxy
_LOOK_SECONDS: Final = 10.0  # between two looks at who has ended
PATIENCE_SECONDS: Final = 720.0  # for whatever must come, on a machine that does much else: then it never will

log = logging.getLogger(__name__)


class NeverRecoveredError(Exception):
    """A fault is over, and what was fed is not worked off."""


class Deployment:
    """What faults are done to. A worker that is not there by our doing has ended by itself."""

    def __init__(self, folder: Path, servers: Sequence[KafkaServer], proxy: Proxy, disk: Path | None) -> None:
        self.servers, self.proxy, self.disk = servers, proxy, disk
        self._folder, self._numbers = folder, count(1)
        self.settings = Settings(
            bootstrap=",".join(each.address for each in servers),
            prefix="chaos.",
            partitions=PARTITIONS,
            replication=len(servers),
            web_port=0,
            session_timeout=6.0,
            idle_seconds=3_600.0,  # time moves by posts alone: who is away for minutes is waited for
            data_dir=folder,
            author_key=AUTHOR_KEY_TEXT,
        )
        library = build_library(folder)
        self.clocks = {name: Clock(library, folder / f"clock-{name}") for name in WORKERS} if library else {}
        self.board = ""  # its address
        self.campaigns: list[Path] = []
        self.workers: dict[str, Worker] = {}

    def start_worker(self, name: str, campaigns: Sequence[Path] = ()) -> None:
        """Starts a worker of this name, and does not wait for it."""
        behind = replace(self.settings, bootstrap=f"127.0.0.1:{self.proxy.port}")
        settings = behind if name == BEHIND_PROXY and self.proxy.target else self.settings
        folder = self._folder / f"{name}-{next(self._numbers)}"
        variables = self.clocks[name].environment if name in self.clocks else {}
        files = [*self.campaigns, *campaigns]
        self.workers[name] = Worker(settings, folder, campaigns=files, environment=variables)

    def take_worker(self, name: str) -> Worker:
        """A worker that is going to be ended."""
        return self.workers.pop(name)

    def tagged_partitions(self) -> set[int]:
        """The partitions of `posts` that the workers have, as each has said last."""
        said = (re.findall(r"tagging partitions \[([\d, ]*)\]", each.log) for each in self.workers.values())
        return {int(number) for each in said if each for number in each[-1].split(",") if number}

    def end(self) -> None:
        """Ends all workers, whatever state they are in."""
        for each in self.workers.values():
            each.end()
        self.workers.clear()

    def ended_by_themselves(self) -> Mapping[str, str]:
        """The ends of the logs of those workers that should be there and are not; they are started again.

        One that is started while no broker is there says so and ends, as it should: whoever starts it does so again.
        """
        ended = {name: each.log[-2_000:] for name, each in self.workers.items() if not each.is_alive}
        for name in ended:
            self.start_worker(name)
        return {name: log for name, log in ended.items() if not _found_no_broker(log)}

    async def feed(self, posts: Sequence[bytes], *, end: bool = False) -> None:
        """Feeds posts at a rate that the workers keep up with; brokers that are away are waited for."""
        rate = _LAST_RATE if end else RATE
        while True:
            with suppress(KafkaConnectionError):  # which nothing but the beginning raises
                await feed(self.settings, lines(posts), pace=at_rate(rate), end=end, batch=lines_at(rate))
                return
            await asyncio.sleep(1)

    async def write(self, records: Sequence[tuple[str, bytes | None, bytes | None]]) -> None:
        """Writes records (topic, key, value) past all that checks them."""
        async with clients.producer(self.settings) as producer:
            sent = [await producer.send(self.settings.topic(topic), value, key=key) for topic, key, value in records]
            await asyncio.gather(*sent)

    async def recover(self) -> float:
        """Seconds until all that was fed is worked off. Raises NeverRecoveredError."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._wait_for_no_lag()
                    return time.monotonic() - began
            self.start_those_without_brokers()
        raise NeverRecoveredError(f"after {PATIENCE_SECONDS:.0f} s")

    def start_those_without_brokers(self) -> None:
        """Starts again who was started while no broker was there."""
        for name, each in [*self.workers.items()]:
            if not each.is_alive and _found_no_broker(each.log):
                self.start_worker(name)

    async def _wait_for_no_lag(self) -> None:
        while True:
            with suppress(KafkaError):
                async with measure_lag(self.settings) as behind:
                    return await behind.wait_for_at_most(0)
            await asyncio.sleep(1)


@asynccontextmanager
async def deployed(folder: Path, campaign: Path, *, brokers: int, small_disk: bool) -> AsyncIterator[Deployment]:
    """Brokers and workers that are ready, gone after the block. `small_disk` needs the right to mount one."""
    disk = mount_disk(folder / "disk") if small_disk else None
    async with Proxy() as proxy:
        servers = [
            KafkaServer(_made(folder / f"broker{each.number}"), proxy.port, disk and disk / str(each.number), each)
            for each in places(brokers)
        ]
        try:
            for each in servers:
                each.launch()
            await asyncio.gather(*[asyncio.to_thread(each.wait) for each in servers])
            proxy.target = servers[0].behind_proxy if brokers == 1 else 0
            deployment = Deployment(folder, servers, proxy, disk)
            deployment.campaigns.append(campaign)
            await topics.create_topics(deployment.settings)
            try:
                for name in WORKERS:
                    deployment.start_worker(name)
                for worker in deployment.workers.values():
                    await asyncio.to_thread(worker.wait_until_ready)
                async with watched(deployment.settings, campaign) as deployment.board:
                    yield deployment
            finally:
                deployment.end()
        finally:
            for each in servers:
                if each.is_alive:
                    each.thaw()
                    each.kill()
            if disk:
                unmount_disk(disk)


def _found_no_broker(log: str) -> bool:
    """Whether a worker ended as it was started while no broker was there: whoever started it does so again."""
    return bool(_WITHOUT_BROKER.search(log)) and "worker ready" not in log


async def until(holds: Callable[[], bool]) -> float | None:
    """Seconds until something holds; None where it never does."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > PATIENCE_SECONDS:
            return None
        await asyncio.sleep(0.2)
    return round(time.monotonic() - began, 1)


def mount_disk(folder: Path) -> Path | None:
    """A small disk in memory, or None where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    return folder if done.returncode == 0 else None


def unmount_disk(folder: Path) -> None:
    """It is gone once nobody uses it any more."""
    subprocess.run(["umount", "-l", folder], check=False)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
