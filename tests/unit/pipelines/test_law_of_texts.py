"""The sampling law on texts: what our own tagger reads, for three audiences, with all that hangs on a post.

Copies, quotes, languages, likes, labels, busy authors, chapters that ask for authors and such that ask for a share:
none of it depends on how the posts are split, ordered, batched and repeated, nor on restarts.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.campaigns import Audience, AudienceFilter, Chapter, MatchTerms, ReadyWhen
from models.erasures import ErasureRequest
from models.labels import LabelDraw, PostLabel
from models.policy import Eligibility, Labelling, Policy, Weighing
from models.posts import DAY_MS, HOUR_MS, Millis, Post, instant, millis
from models.tags import Stage, Stance
from pipelines.journeys.authors import author_id
from pipelines.tags import Tagger
from tests.making import LATENESS, MONDAY, campaign, post, shuffle_lines
from tests.unit.pipelines.deployment import Deployment, Told, deploy

PANEL, DAYS = 12, 12
CHAPTERS = (
    Chapter("what-happened", Stage.AWARENESS, "Share the map", ReadyWhen(authors=5)),
    Chapter("who-it-hit", Stage.INTEREST, "Read their stories", ReadyWhen(share=0.3)),
    Chapter("stand-with", Stage.DESIRE, "Pledge a weekend", ReadyWhen(share=0.3, authors=5)),
)
MIXED = campaign(
    policy=Policy(
        eligibility=Eligibility(
            panel_size=PANEL, newcomer_pool=2 * PANEL, min_authors=4, min_age_hours=12, copies_limit=2
        ),
        weighing=Weighing(warm_up_days=1),
        labelling=Labelling(labels_per_day=5, least_labels=5, twice_read=0.3),
    ),
    match=MatchTerms(("#rebuild", "typhoon", "tifón"), ("giveaway",)),
    audiences=(
        Audience("english", CHAPTERS[1:], AudienceFilter(languages=("en",))),
        Audience("one-channel", CHAPTERS, AudienceFilter(channels=("c0",))),
        Audience("everybody", CHAPTERS),
    ),
)
TAGGER = Tagger([MIXED])
END = MONDAY + (DAYS + 2) * DAY_MS
SIZES = (0.1, 1, 4, 50)  # authors, in panels
OFTEN = [number / 100 for number in range(100)]  # nearly every batch of the larger ones is read once more

SAID = (
    "I donated to the typhoon relief fund today.",
    "I will come on Saturday and help to #rebuild the school.",
    "Read about the typhoon, terrible news for the families there.",
    "I will never give money to the typhoon fund, it is a scam.",
    "Doné al fondo del tifón hoy, con mi familia y mis vecinos.",
    "We lost our home in the typhoon and my brother was killed.",
)
OWN_WORDS = (
    "amber",
    "bravo",
    "cargo",
    "delta",
    "ember",
    "fjord",
    "gusto",
    "hazel",
    "igloo",
    "joker",
    "kayak",
    "lemon",
)


def text(rng: random.Random) -> str:
    """Half of them word for word what others write, or all but."""
    said = rng.choice(SAID)
    return said if rng.random() < 0.5 else f"{said} {' '.join(rng.sample(OWN_WORDS, 6))}"


def crowd(size: float) -> list[bytes]:
    """By event time: posts of the crowd, of one who posts more in an hour than waits for it, and likes."""
    rng, authors = random.Random(7), max(3, round(size * PANEL))
    moments = [(rng.randrange(DAYS * DAY_MS), rng.randrange(authors)) for _ in range(min(4 * authors, 900) + 120)]
    busy = [(day * DAY_MS + 9 * HOUR_MS + rng.randrange(HOUR_MS), authors) for day in range(4) for _ in range(14)]
    likes = [(rng.randrange(DAYS * DAY_MS), -1 - number % 9) for number in range(100)]
    return list(_written(rng, sorted([*moments, *busy, *likes])))


def _written(rng: random.Random, moments: Sequence[tuple[Millis, int]]) -> Iterator[bytes]:
    for number, (at, who) in enumerate(moments):
        changes: dict[str, Any] = {
            "tags": None,
            "text": text(rng),
            "channel": f"c{who % 2}",
            "kind": "like" if who < 0 else "original",
            "author_flags": ["employee"] if who % 11 == 5 else [],
        }
        yield post(number, f"a{who}", MONDAY + at, **changes)


STREAMS = {size: crowd(size) for size in SIZES}


@cache
def expected(size: float) -> Mapping[str, Told]:
    """What comes of a stream in order, by one partition, with the labels that people give."""
    return deploy(MIXED, TAGGER, STREAMS[size], END, labels=labels(size))[0]


@cache
def labels(size: float) -> list[tuple[str, PostLabel]]:
    """Of most of the votes that people are asked to read, whenever they get to it."""
    told = deploy(MIXED, TAGGER, STREAMS[size], END)[0]
    draws = [(key, msgspec.json.decode(each, type=LabelDraw)) for key in told for each in told[key].draws]
    return [(key, label(draw, reader)) for key, draw in draws for reader in range(draw.readers + 1)]


def label(draw: LabelDraw, reader: int) -> PostLabel:
    rng = random.Random(f"{draw.post}{reader}")
    at = instant(millis(draw.drawn) + rng.randrange(2 * DAY_MS))
    return PostLabel(
        draw.campaign, draw.audience, draw.post, f"r{reader}", at, rng.choice(list(Stage)), Stance.SUPPORT
    )


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=3, deadline=None, derandomize=True)
@example(partitions=1, batch=37, seed=0, repeats=0.0, restarts=OFTEN)
@given(
    partitions=st.sampled_from([1, 2, 4, 7]),
    batch=st.sampled_from([7, 37, 100, 400]),
    seed=st.integers(0, 99),
    repeats=st.floats(0, 1),
    restarts=st.lists(st.floats(0.05, 0.95), max_size=4) | st.just(OFTEN),
)
def test_decisions_on_texts_are_a_function_of_the_posts_as_a_set(
    size: float, partitions: int, batch: int, seed: int, repeats: float, restarts: list[float]
) -> None:
    lines, rng = STREAMS[size], random.Random(seed)
    again = rng.sample(lines, round(repeats * len(lines)))
    mixed = shuffle_lines([*lines, *again], within=LATENESS - 1, seed=seed)
    given_labels = rng.sample(labels(size), len(labels(size)))
    told, _ = deploy(
        MIXED, TAGGER, mixed, END, partitions=partitions, batch=batch, restarts=restarts, labels=given_labels
    )
    assert told == expected(size)


def test_an_erased_author_stays_so_though_workers_read_their_last_posts_again() -> None:
    lines, deployment = STREAMS[4][:300], Deployment(MIXED, 1, TAGGER)
    for at in range(0, 300, 60):
        deployment.take(0, lines[at : at + 60])
    last = msgspec.json.decode(next(line for line in reversed(lines) if b'"original"' in line), type=Post)
    for key in deployment.states:
        deployment.apply(key, ErasureRequest(last.created_at + timedelta(seconds=1), author=last.author))
    deployment.restart(0)
    for key, state in deployment.states.items():
        author = author_id(last.author, deployment.watched[key].panel_key)
        assert state.panel.get(author) is None
        assert state.pending.get(author) is None


def test_the_streams_have_all_that_hangs_on_a_post() -> None:
    everything = [told for size in SIZES for told in expected(size).values()]
    decisions = [msgspec.json.decode(window) for told in everything for window in told.windows]
    assert {each["decision"] for each in decisions} >= {"ADVANCE", "PROLONG", "INSUFFICIENT_DATA"}
    assert any(each["examples"] for each in decisions)
    assert any(each["evidence"]["discounted"]["copies"] for each in decisions)
    assert any(each["context"]["activity"] for each in decisions)
    assert any(entry.draw and entry.readings for told in everything for entry in told.state["labelled"].values())
    assert expected(4)["relief|english"] != expected(4)["relief|everybody"]
