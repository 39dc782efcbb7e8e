"""How fast posts are matched and tagged, on one core: JSON lines {"name", "value", "unit", "baseline", "ratio"}.

The baseline of tagging is the plain loop over the same posts in the same run: spaCy tokenises, its Matcher looks for
a dozen phrases, VADER scores. Time is processor time. Distinct posts are tagged in blocks, in turn with the loop, so
that a busy machine slows both alike, and with the garbage collector as a worker has it, for both: `ratio` is the
median of the blocks', `interval` holds it in 95 of 100 draws of them (bootstrap).

The aims are 100 microseconds a post and 1.2 times the loop. What a post of distinct words costs at the least is in
the model card, under what it costs.
"""

import csv
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from listener.worker.gc_tuning import tune_gc
from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal
from models.posts import Post
from models.tags import Stage
from pipelines.tags import Matcher, Tagger
from tests.benchmarks import libraries, plain
from tests.benchmarks.report import seconds

_Loop = Callable[[Iterable[str]], list[plain.Plain]]

DATA = Path(__file__).parents[3] / "shared" / "data" / "crisislex_t26" / "posts.csv"
POSTS = 4_000
ROUNDS = 3
_BATCH = 500  # posts that a worker takes at once
_BLOCK, _WARMING = 250, 8  # posts that are tagged in turn with the loop, and blocks until words are known
_DRAWS = 2_000
COPIES = 0.6  # of a simulated campaign's stream: reposts with text, and the same words sent by many

_PLAIN_LOOP = "baseline: plain loop with a dozen phrases"
_OWN = (
    "The river is over the bridge at {} and nobody has come yet",
    "I just gave {} to the relief fund, who else?",
    "Does anyone know where the shelter near {} is?",
    "Count me in for Saturday at {}",
    "RT @neighbour: map of the closed roads around {} https://example.org/map",
    "Jeg skal hjelpe til på {} i morgen",
    "Shame on the council, {} was promised help weeks ago!!",
)


def lines() -> Iterator[dict[str, object]]:
    """Every figure of matching and tagging."""
    rounds = [_posts(some) for some in _texts()]
    tagger, loop = Tagger(cached=0), plain.loop(plain.dozen())
    yield _line("match, posts that no campaign wants", _rate(_match, rounds), None)
    tagged, looped = _in_turn(tagger, loop, [post for posts in rounds for post in posts])
    bare = 1 / float(np.median(looped))
    yield _line("the plain loop: spaCy tokenise, Matcher, VADER", bare, None)
    distinct = _line(f"tagging, distinct posts; {_PLAIN_LOOP}", 1 / float(np.median(tagged)), bare)
    yield distinct | _ratios(looped / tagged)
    stream, remembering = _stream(rounds[0]), Tagger()
    copied = _rate(lambda new: _tag(remembering, new), [stream])
    yield _line(f"tagging, a stream with copies; {_PLAIN_LOOP}", copied, bare)
    yield {"name": "cache of tags: hit rate", "value": round(remembering.hits / len(stream), 3), "unit": "share"}
    yield from libraries.lines(rounds[0])


def _texts() -> list[list[str]]:
    """Texts for each round, none of them met before: a stream's posts are new."""
    every = _every()
    return [every[i : i + POSTS] for i in range(0, ROUNDS * POSTS, POSTS)]


def _every() -> list[str]:
    if not DATA.exists():
        print(f"no {DATA.name}: measured on sentences of our own", file=sys.stderr)  # noqa: T201 - a benchmark prints
        return [_OWN[i % len(_OWN)].format(f"place {i}") for i in range(ROUNDS * POSTS)]
    with DATA.open(encoding="utf-8", newline="") as rows:
        every = list(dict.fromkeys(row["text"] for row in csv.DictReader(rows)))
    return random.Random(0).sample(every, ROUNDS * POSTS)


def _posts(texts: list[str]) -> list[Post]:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return [Post(id=str(i), channel="c", author="a", created_at=noon, text=text) for i, text in enumerate(texts)]


def _stream(posts: list[Post]) -> list[Post]:
    dice = random.Random(1)
    loud = posts[: len(posts) // 50]
    return [dice.choice(loud) if dice.random() < COPIES else post for post in posts]


def _match(posts: list[Post]) -> None:
    chapter = Chapter(name="one", stage=Stage.AWARENESS, call_to_action="Share")
    audience = Audience(name="all", chapters=(chapter,))
    campaigns = [
        Campaign(name=f"c{i}", story="s", outcome=OutcomeGoal("o", 1, "u"), audiences=(audience,),
                 match=MatchTerms(any=(f"#xyzzy{i}", f"plugh{i} fund")))
        for i in range(20)
    ]  # fmt: skip
    matcher = Matcher(campaigns)
    for i in range(0, len(posts), _BATCH):
        matcher.match_all(posts[i : i + _BATCH])


def _tag(tagger: Tagger, posts: list[Post]) -> None:
    for i in range(0, len(posts), _BATCH):
        tagger.tag(posts[i : i + _BATCH])


def _in_turn(tagger: Tagger, loop: _Loop, posts: list[Post]) -> NDArray[np.float64]:
    """Processor seconds a post of the tagger and of the loop, block by block; the first warm up."""
    blocks = [posts[i : i + _BLOCK] for i in range(0, len(posts), _BLOCK)]
    with tune_gc():
        spent = [(seconds(lambda: tagger.tag(some)), seconds(lambda: loop(_written(some)))) for some in blocks]  # noqa: B023
    return np.array(spent[_WARMING:]).T / _BLOCK


def _written(posts: list[Post]) -> list[str]:
    return [post.text or "" for post in posts]


def _ratios(ratios: NDArray[np.float64]) -> dict[str, object]:
    """The median of blocks' ratios, and where it lies in 95 of 100 draws of as many blocks."""
    draws = np.median(np.random.default_rng(0).choice(ratios, (_DRAWS, len(ratios))), axis=1)
    interval = np.percentile(draws, (2.5, 97.5)).round(2).tolist()
    return {"ratio": round(float(np.median(ratios)), 2), "interval": interval}


def _rate(work: Callable[[list[Post]], object], rounds: list[list[Post]]) -> float:
    """Posts a second of processor time, the best of the rounds."""
    rates = []
    for posts in rounds:
        began = time.process_time()
        work(posts)
        rates.append(len(posts) / (time.process_time() - began))
    return max(rates)


def _line(name: str, value: float, baseline: float | None) -> dict[str, object]:
    ratio = None if baseline is None else round(value / baseline, 2)
    told = None if baseline is None else round(baseline)
    return {"name": name, "value": round(value), "unit": "posts/s", "baseline": told, "ratio": ratio}


if __name__ == "__main__":
    for line in lines():
        print(json.dumps(line), flush=True)  # noqa: T201 - a benchmark prints
