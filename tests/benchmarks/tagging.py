"""How fast posts are matched and tagged, on one core: JSON lines {"name", "value", "unit", "baseline", "ratio"}.

The baseline of tagging is the plain loop over the same posts in the same run: spaCy tokenises, its Matcher looks for
a dozen phrases, VADER scores. Time is processor time, so that a busy machine slows both alike.
"""

import csv
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal
from models.posts import Post
from models.tags import Stage
from pipelines.tags import Matcher, Tagger
from tests.benchmarks import libraries, plain

DATA = Path(__file__).parents[3] / "shared" / "data" / "crisislex_t26" / "posts.csv"
POSTS = 4_000
ROUNDS = 3
_BATCH = 500  # posts that a worker takes at once
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
    bare = _rate(lambda new: loop([post.text or "" for post in new]), rounds)
    yield _line("the plain loop: spaCy tokenise, Matcher, VADER", bare, None)
    yield _line(f"tagging, distinct posts; {_PLAIN_LOOP}", _rate(lambda new: _tag(tagger, new), rounds), bare)
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
