"""What two workers of one deployment do where cores are free, beside one: `python -m tests.benchmarks.two_workers`.

They share this machine's cores with the broker, so no clock tells it. Processor time does: where a core is free for
each, the posts are worked off when the busier of the two is done. Campaigns are as many as it takes for both to have
audiences, since one audience is the work of one worker.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from listener.worker.gc_tuning import tune_gc
from tests.benchmarks import material
from tests.benchmarks.broker import benchmark_broker
from tests.benchmarks.report import Figure
from tests.benchmarks.worker import say_processor_time

_CAMPAIGNS, _POSTS = 6, 4_000
_TARGET = 1.8  # times one worker


def figures() -> Iterator[Figure]:
    """How many times as fast, and what both take together of what one takes: two measures of one, around the two."""
    measured = [asyncio.run(_measure(count)) for count in (1, 2, 1)]
    one, two = (measured[0][0] + measured[2][0]) / 2, measured[1]
    yield Figure(
        "two workers, a core for each; baseline: times one worker, at least", one / max(two), "times", _TARGET
    )
    yield Figure("two workers, processor time; baseline: one worker", sum(two), "s", one)


async def _measure(count: int) -> list[float]:
    """Seconds of a processor that each takes from when all are ready; posts come from then on."""
    with tempfile.TemporaryDirectory(prefix="listener-bench-") as folder:
        async with benchmark_broker(Path(folder)) as settings:
            started = [await _start(replace(settings, data_dir=Path(folder, str(n)))) for n in range(count)]
            ready = [await _seconds(each) for each in started]
            posts = enumerate(material.records()[:_POSTS], 1)
            await feed(settings, [Line("bench", n, post.value or b"") for n, post in posts])
            async with measure_lag(settings) as behind:
                await behind.wait_for_at_most(0)
            for each in started:
                each.terminate()
            taken = [await _seconds(each) - before for each, before in zip(started, ready, strict=True)]
            await asyncio.gather(*(each.wait() for each in started))
            return taken


async def _start(settings: Settings) -> Process:
    given = msgspec.json.encode(settings, enc_hook=str).decode()
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.two_workers", given, stdout=PIPE, stderr=DEVNULL
    )


async def _seconds(process: Process) -> float:
    assert process.stdout is not None
    return float(await process.stdout.readline())


def _work(given: Settings) -> None:
    campaigns = [replace(material.theirs(), name=f"relief-fund-{n}") for n in range(_CAMPAIGNS)]
    with tune_gc():
        asyncio.run(run_worker(given, campaigns, on_ready=lambda _: say_processor_time()))
    say_processor_time()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _work(msgspec.json.decode(sys.argv[1], type=Settings, dec_hook=lambda kind, value: kind(value)))
    else:
        sys.stdout.writelines(f"{figure.line()}\n" for figure in figures())
