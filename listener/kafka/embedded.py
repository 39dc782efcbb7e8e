"""The embedded broker: librdkafka's mock cluster, in a child process, on loopback.

It is for trying things out and for tests: it speaks the Kafka protocol, keeps everything in memory (about
5 MB a partition) and forgets it at the end. What it cannot do is avoided here and in `topics`: it has no
CreateTopics (a topic appears when it is named, always with `EMBEDDED_PARTITIONS` partitions), no retention, no
compaction, no transactions: what is told may come twice after a crash (under the same id), and a worker that was
paused for longer than its session has milliseconds in which it may still write (`listener/kafka/fencing.py`).
"""

from __future__ import annotations

import asyncio
import os
import select
import subprocess
import sys
from types import TracebackType
from typing import Self

from models.errors import InputError

EMBEDDED_PARTITIONS = 4  # of every topic; fixed in librdkafka's mock cluster
_START_SECONDS = 30.0  # for a Python process to start on a busy machine
_PARENT_POLL_SECONDS = 1.0  # between two looks of the child whether its parent still lives


class EmbeddedBroker:
    """A context manager, for `with` and `async with`; once entered, `bootstrap` is its host:port."""

    def __init__(self) -> None:
        self.bootstrap = ""
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._child = _start_child()
        try:
            self.bootstrap = _read_address(self._child)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.__enter__)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()  # it has nothing to save
            child.communicate()


def _start_child() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "listener.kafka.embedded", str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _read_address(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    ready, _, _ = select.select([child.stdout], [], [], _START_SECONDS)
    address = child.stdout.readline().strip() if ready else ""
    if not address:
        raise InputError(f"the embedded broker did not start within {_START_SECONDS:.0f} s")
    return address


def _serve(parent: int) -> None:
    """Runs the cluster until standard input closes or the parent is gone, so that none is left behind."""
    from confluent_kafka import Producer

    cluster = Producer({"test.mock.num.brokers": 1, "log_level": 3})
    broker = next(iter(cluster.list_topics(timeout=_START_SECONDS).brokers.values()))
    sys.stdout.write(f"{broker.host}:{broker.port}\n")
    sys.stdout.flush()
    while os.getppid() == parent:
        readable, _, _ = select.select([sys.stdin], [], [], _PARENT_POLL_SECONDS)
        if readable and not sys.stdin.readline():
            return


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it drains first, and then stops us
    _serve(int(sys.argv[1]))
