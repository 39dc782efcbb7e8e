"""A network's whole day on one core: frames of 2.2 million posts, one in a hundred of the story of one of twenty
campaigns, converted, matched, tagged and decided, in a process of its own. 2,200,000 posts a day are 25 a second; at
7,300 a second a day that was missed is read in five minutes.

`make bench` takes every tenth post of the day; `LISTENER_BENCH_DAY_POSTS=2200000` all of them.
"""

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec

from listener.kafka import topics
from listener.sources.bluesky import convert_event
from listener.sources.people import People
from listener.sources.runner import to_record
from listener.worker.gc_tuning import tune_gc
from models.campaigns import Audience, Campaign, MatchTerms
from models.posts import DAY_MS, Post
from pipelines.flow import Flow
from pipelines.intake import InputRecord
from pipelines.tags import Tagger
from tests.benchmarks import material
from tests.benchmarks.jetstream_frames import post_frame
from tests.benchmarks.report import Figure
from tests.making import AUTHOR_KEY, MONDAY, campaign

POSTS = int(os.environ.get("LISTENER_BENCH_DAY_POSTS", "220000"))
WANTED, ROOM = 7_300, 500  # posts a second of processor time; megabytes
CAMPAIGNS, MATCHING, BATCH = 20, 100, 500  # one post in so many matches
_WORDS = Path("pipelines/tags/sentiment/concepts.tsv")


def figures() -> Iterator[Figure]:
    """Posts a second of processor time, and the most memory that the process ever had, beside what is asked."""
    command = [sys.executable, "-m", "tests.benchmarks.network_day", str(POSTS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    speed, room, matched, decided = map(float, done.stdout.split())
    what = f"a network's day, {POSTS:,} posts, {matched:,.0f} of 20 stories, {decided:,.0f} windows"
    yield Figure(f"{what}: convert, match, tag and decide; baseline: what is asked", speed, "posts/s", WANTED)
    yield Figure(f"{what}: memory at most; baseline: what is allowed", room, "MB resident", ROOM)


def main(posts: int) -> None:
    """Takes the day batch by batch. What makes the frames is not counted."""
    campaigns = [_campaign(number) for number in range(CAMPAIGNS)]
    flow, people, frames = Flow(campaigns, Tagger(campaigns)), People(AUTHOR_KEY), _day(posts)
    matched = decided = 0
    spent = 0.0
    with tune_gc():
        while batch := list(islice(frames, BATCH)):
            began = time.process_time()
            told = flow.take(_records(batch, people))
            decided += len(told.decisions)
            spent += time.process_time() - began
            matched += sum(count for (_, outcome), count in told.counts.items() if outcome == "tagged")
        began = time.process_time()
        decided += len(flow.finish().decisions)
        spent += time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{posts / spent} {most} {matched} {decided}")


def _records(frames: list[tuple[bytes, int]], people: People) -> list[InputRecord]:
    """What a source writes of these frames, as intake reads it."""
    return [
        InputRecord(record.value, received)
        for frame, received in frames
        for item in convert_event(frame, people)
        if isinstance(item, Post) and (record := to_record(item)).topic == topics.POSTS
    ]


def _day(posts: int) -> Iterator[tuple[bytes, int]]:
    """The frames of a day, each with when it was received."""
    rng, words = random.Random(22), _vocabulary()
    wanted = _stories()
    for number in range(posts):
        at = MONDAY + number * DAY_MS // posts
        story = rng.randrange(CAMPAIGNS) if number % MATCHING == 0 else None
        text = (
            " ".join(rng.choices(words, k=rng.randint(4, 40)))
            if story is None
            else rng.choice(wanted).replace("relief fund", f"{_name(story)} fund")
        )
        author = rng.randrange(300) if story is not None else rng.randrange(600_000)
        yield post_frame(rng, number, at, author, text), at


def _campaign(number: int) -> Campaign:
    terms = MatchTerms((f"{_name(number)} fund", f"#{_name(number)}", f"{_name(number)} appeal"), ("giveaway",))
    return campaign(name=_name(number), match=terms, audiences=(Audience("all", campaign().audiences[0].chapters),))


def _name(number: int) -> str:
    return f"{'abcdefghijklmnopqrstuvwxyz'[number]}haven"


@cache
def _stories() -> list[str]:
    texts = (msgspec.json.decode(each.value or b"")["text"] for each in material.records())
    return [text for text in islice(texts, 5_000) if "relief fund" in text]


@cache
def _vocabulary() -> list[str]:
    """Some thousand words of eleven languages, and what stands between them."""
    rows = [line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines()[1:]]
    found = [word.split("|")[0].strip() for row in rows for word in row[1:4] if word.strip()]
    return [*found, *["the", "and", "we", "🙏", "it’s", "og", "på", "2026", "(soon)", "#now"] * 300]


if __name__ == "__main__":
    main(int(sys.argv[1]))
