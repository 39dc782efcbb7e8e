"""How long posts wait for their tag, and closed windows for their decision, at half of a worker's load."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import tempfile
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from pathlib import Path

import msgspec

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka.feed import at_rate, feed, lines_at
from listener.kafka.lag import measure_lag
from listener.metrics import Metric
from listener.settings import Settings
from tests.benchmarks import material
from tests.benchmarks.broker import benchmark_broker
from tests.benchmarks.report import Figure

RATE = float(os.environ.get("LISTENER_BENCH_RATE", "1000"))  # posts a second
_WARM = 3_000  # posts before those that count
_TARGETS = {Metric.TAGGED_AFTER: 0.3, Metric.TOLD_AFTER: 0.5}  # seconds, that 99 of 100 may take


def figures() -> Iterator[Figure]:
    """The 99th percentiles; `LISTENER_TEST_BOOTSTRAP` names a broker to measure on, instead of the embedded one."""
    with tempfile.TemporaryDirectory(prefix="listener-bench-") as folder:
        before, after = asyncio.run(_measure(Path(folder)))
    for metric, target in _TARGETS.items():
        name = f"{metric}, 99th percentile at {RATE:.0f} posts/s; baseline: the most it may take"
        yield Figure(name, quantile(0.99, buckets(before, metric), buckets(after, metric)), "s", target)


def buckets(page: str, metric: str) -> dict[float, float]:
    """Observations up to each bound, by bound in seconds."""
    found = re.findall(rf'^{metric}_bucket{{le="([^"]+)"}} (.+)$', page, re.MULTILINE)
    return {float(bound): float(count) for bound, count in found}


def quantile(share: float, before: dict[float, float], after: dict[float, float]) -> float:
    """Of what came in between two pages, in seconds, linear within a bucket as Prometheus has it."""
    counts = {bound: after[bound] - before.get(bound, 0.0) for bound in sorted(after)}
    wanted, low, below = share * counts[float("inf")], 0.0, 0.0
    for bound, count in counts.items():
        if count >= wanted and count > below:
            return low if bound == float("inf") else low + (bound - low) * (wanted - below) / (count - below)
        low, below = bound, count
    return float("nan")


async def _measure(folder: Path) -> tuple[str, str]:
    """The metrics of a worker once it is warm, and once all is worked off."""
    async with benchmark_broker(folder) as settings:
        return await _work(settings)


async def _work(settings: Settings) -> tuple[str, str]:
    lines = [Line("bench", n, post) for n, post in enumerate(material.week(), 1)]
    command = [sys.executable, "-m", "tests.benchmarks.latency", msgspec.json.encode(settings, enc_hook=str).decode()]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    async with measure_lag(settings) as behind:
        pages = []
        for part, end in ((lines[:_WARM], False), (lines[_WARM:], True)):
            await feed(settings, part, pace=at_rate(RATE), end=end, batch=lines_at(RATE))
            await behind.wait_for_at_most(0)
            await asyncio.sleep(1)
            pages.append(await asyncio.to_thread(_page, port))
    process.send_signal(signal.SIGTERM)
    await process.wait()
    return pages[0], pages[1]


def _page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def _say(port: int) -> None:
    print(port, flush=True)  # noqa: T201 - the process that measures reads it


if __name__ == "__main__":
    given = msgspec.json.decode(sys.argv[1], type=Settings, dec_hook=lambda kind, value: kind(value))
    asyncio.run(run_worker(given, [material.theirs()], on_ready=_say))
