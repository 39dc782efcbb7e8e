"""A worker with alerts in a process of its own: `python -m tests.functional.observability.working BOOTSTRAP FOLDER`.

It says its web port once it is ready, takes a story's posts when a line comes in, and says when all are decided on.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

from listener.composition import run_worker
from listener.files.lines import Line
from listener.kafka import topics
from listener.kafka.feed import feed
from listener.kafka.lag import measure_lag
from listener.settings import Settings
from listener.worker.lifecycle import Ending
from models.campaigns import Audience, Campaign, Chapter, ReadyWhen
from models.commitments import Commitment, Measure
from models.posts import DAY_MS
from models.tags import Stage
from tests.alerting import route
from tests.making import MONDAY, campaign, stream

QUIET_SECONDS = 1.0  # between two looks whether all is done


# Three promises, of which one falls silent in the story's second week: as many as a score is made of.
PROMISES = tuple(
    Commitment(
        name=name,
        quote="We publish four reports",
        source="https://fund.example/books",
        made=MONDAY,
        owner="finance",
        update_every=days,
        measure=Measure("reports", "reports", 0, 4, MONDAY + 300 * DAY_MS),
    )
    for name, days in (("books", 10), ("tents", 90), ("wages", 90))
)


def story(folder: Path) -> Campaign:
    """A campaign with three chapters, of which the last is not reached; told at once."""
    routes = (route(sink="file", to=(str(folder / "alerts.ndjson"),)),)
    (audience,) = campaign().audiences
    chapters = (*audience.chapters, Chapter("rebuild", Stage.ACTION, "Come on Saturday", ReadyWhen(share=0.3)))
    return campaign(alerts=routes, audiences=(Audience("locals", chapters),), commitments=PROMISES)


def posts() -> list[bytes]:
    """Three weeks of it, some likes, and two records that are no posts."""
    lines = stream(authors=150, days=21)
    likes = [line.replace(b'"id":"sim:', b'"kind":"like","id":"like:', 1) for line in lines[::5]]
    return [*sorted([*lines, *likes], key=_when), b"not a post", b'{"id": "x"}']


def _when(line: bytes) -> bytes:
    return line[line.index(b'"created_at"') :][:40]


async def main(bootstrap: str, folder: Path) -> None:
    settings = Settings(bootstrap=bootstrap, web_port=0, session_timeout=6.0, data_dir=folder)
    await topics.create_on_embedded(settings)
    ending = Ending()
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(run_worker(settings, [story(folder)], ending=ending, on_ready=ready.set_result))
    say(str(await ready))
    await asyncio.to_thread(sys.stdin.readline)
    await feed(settings, (Line("story", n, line) for n, line in enumerate(posts(), 1)))
    async with measure_lag(settings) as left:
        await left.wait_for_at_most(0)
    say("decided")
    await asyncio.to_thread(sys.stdin.readline)
    ending.ask()
    await running


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
