"""`make soak SECONDS_EACH=300`: a worker at four fifths of what it can do, then at three times that, on a real Kafka.

What must hold: nobody takes the worker for gone, its memory stays bounded, what waits is worked off afterwards, and
the decisions, late as they are, are those of the replay. Without a problem the exit status is 0.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final
from uuid import uuid4

from listener.files.lines import Line
from listener.kafka import topics
from listener.kafka.feed import at_rate, feed, lines_at
from listener.kafka.lag import ConsumerLag, measure_lag
from listener.settings import Settings
from pipelines.flow import FlowResult
from tests.benchmarks.report import Figure
from tests.chaos.oracle import judge
from tests.integration.crowd import CAMPAIGN, of_an_audience
from tests.integration.kafka import kafka_broker
from tests.integration.working import Worker, worker
from tests.making import AUTHOR_KEY, AUTHOR_KEY_TEXT, MONDAY, post, run

_PROBE: Final = 10_000  # posts by whose time the capacity is told
_CALM, _LOAD = 0.8, 3.0  # times the capacity
_STEP_MS: Final = 1_200  # of event time between two posts: 3,000 an hour
_AUTHORS: Final = 20_000
_MEMORY: Final = 2.0  # times what it takes at four fifths, that it may take at three times its capacity


def posts() -> Iterator[bytes]:
    """Posts without end, the same each time, of whose authors more and more come to desire."""
    dice = Random(18)
    for number, _ in enumerate(iter(int, 1)):
        author = dice.randrange(_AUTHORS)
        stage = "desire" if author < number // 20 else "awareness"
        yield of_an_audience(post(number, f"a{author}", MONDAY + number * _STEP_MS, stage=stage))


class Soak:
    """One run: what is fed, and what of the worker is seen meanwhile."""

    def __init__(self, settings: Settings, measured: Worker, lag: ConsumerLag) -> None:
        self._settings, self._worker, self._lag = settings, measured, lag
        self._posts, self.fed = posts(), 0

    async def probe(self) -> float:
        """Posts a second that it works off when as many wait as it likes."""
        began = time.monotonic()
        await self._feed(_PROBE, None)
        await self._lag.wait_for_at_most(0)
        return _PROBE / (time.monotonic() - began)

    async def at(self, rate: float, seconds: float, *, end: bool = False) -> float:
        """Feeds for so long. The most megabytes that the worker took."""
        feeding = asyncio.create_task(self._feed(round(rate * seconds), rate, end=end))
        most = 0.0
        while not feeding.done():
            most = max(most, self.megabytes())
            await asyncio.wait([feeding], timeout=1.0)
        await feeding
        return most

    async def drain(self) -> tuple[float, float]:
        """Seconds until nothing waits any more, and the most megabytes meanwhile."""
        began, most = time.monotonic(), 0.0
        while await self._lag.records():
            most = max(most, self.megabytes())
            await asyncio.sleep(0.5)
        return time.monotonic() - began, most

    async def _feed(self, count: int, rate: float | None, *, end: bool = False) -> None:
        some = (Line("soak", number, each) for number, each in enumerate(islice(self._posts, count), self.fed + 1))
        self.fed += count
        if rate is None:
            await feed(self._settings, some, end=end)
        else:
            await feed(self._settings, some, pace=at_rate(rate), end=end, batch=lines_at(rate))

    def megabytes(self) -> float:
        status = Path(f"/proc/{self._worker.process_id}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0


def figures(seconds: float) -> Iterator[Figure]:
    """Each beside the most that it may be; the first is how fast the worker is on this machine."""
    with tempfile.TemporaryDirectory(prefix="listener-soak-") as folder:
        yield from asyncio.run(_soak(Path(folder), seconds))


async def _soak(folder: Path, seconds: float) -> list[Figure]:
    with kafka_broker(folder) as bootstrap:
        settings = Settings(
            bootstrap=bootstrap,
            prefix=f"soak{uuid4().hex[:8]}.",
            web_port=0,
            data_dir=folder,
            author_key=AUTHOR_KEY_TEXT,
        )
        await topics.create_topics(settings)
        with worker(settings, folder / "worker") as measured:
            await asyncio.to_thread(measured.wait_until_ready)
            async with measure_lag(settings) as lag:
                soak = Soak(settings, measured, lag)
                capacity = await soak.probe()
                calm = await soak.at(_CALM * capacity, seconds)
                await soak.drain()
                loaded = await soak.at(_LOAD * capacity, seconds, end=True)
                drained, draining = await soak.drain()
            assignments = len(re.findall("tagging partitions", measured.log))
        verdict = await judge(settings, _replayed(soak.fed))
    wrong = [each for each in verdict.problems if "state record" not in each]
    sys.stderr.writelines(f"{each}\n" for each in wrong)
    return [
        Figure("capacity: posts fed at once", capacity, "posts/s", capacity),
        Figure("memory at 300 %; baseline: the most it may take", max(loaded, draining), "MB", _MEMORY * calm),
        Figure("what waited worked off; baseline: at twice the time", drained, "s", 2 * (_LOAD - 1) * seconds),
        Figure("memberships lost; baseline: the most", assignments - 1, "times", 0.5),
        Figure("problems of the decisions; baseline: the most", len(wrong), "problems", 0.5),
    ]


def _replayed(count: int) -> FlowResult:
    return run(list(islice(posts(), count)), campaigns=[CAMPAIGN], author_key=AUTHOR_KEY)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    found = list(figures(parser.parse_args().seconds))
    sys.stdout.writelines(f"{each.line()}\n" for each in found)
    return int(any(each.value > each.baseline for each in found))


if __name__ == "__main__":
    sys.exit(main())
