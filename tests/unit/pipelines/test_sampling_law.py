"""The sampling law: decisions are a function of the posts as a set, at every size of audience.

However the posts are split over partitions by author, put in order within the lateness, batched, repeated, and
whichever workers are restarted in between: the same windows, signals and states, in small audiences and in those of
which the panel holds a fiftieth.
"""

import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.policy import Eligibility, Policy, Weighing
from models.posts import DAY_MS
from pipelines.tags import Tagger
from tests.making import LATENESS, MONDAY, campaign, post, shuffle_lines
from tests.unit.pipelines.deployment import Deployment, Told, deploy

PANEL = 24
SMALL = campaign(
    policy=Policy(
        eligibility=Eligibility(panel_size=PANEL, newcomer_pool=2 * PANEL, min_authors=5, min_age_hours=12),
        weighing=Weighing(warm_up_days=1),
    )
)
KEY = "relief|locals"
TAGGER = Tagger([SMALL])
END = MONDAY + 43 * DAY_MS
SIZES = (0.1, 1, 4, 50)  # authors, in panels


def crowd(size: float, seed: int = 7) -> list[bytes]:
    """Posts of six weeks: authors who stay, who come for one day, who leave for good and who come back at last."""
    rng = random.Random(seed)
    authors = max(3, round(size * PANEL))
    times = [(rng.random() * 42 * DAY_MS, rng.randrange(authors)) for _ in range(min(6 * authors, 4_000) + 60)]
    stays = [(round(at), who) for at, who in times if who % 3 or who % 7 * 6 <= at // DAY_MS < who % 7 * 6 + 5]
    return [
        post(number, f"a{who}", MONDAY + at, stage=("awareness", "desire")[who % 2], channel=f"c{who % 2}")
        for number, (at, who) in enumerate(sorted(stays))
    ]


STREAMS = {size: crowd(size) for size in SIZES}


@cache
def expected(size: float) -> Told:
    """What comes of a stream in order, by one partition."""
    return run(STREAMS[size])[0]


def run(lines: Sequence[bytes], **changes: Any) -> tuple[Told, Deployment]:
    told, deployment = deploy(SMALL, TAGGER, lines, END, **changes)
    return told[KEY], deployment


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    partitions=st.sampled_from([1, 2, 4, 7]),
    batch=st.sampled_from([37, 100, 400, 1_000]),
    seed=st.integers(0, 99),
    shuffled=st.booleans(),
    repeats=st.floats(0, 1),
    restarts=st.lists(st.floats(0.05, 0.95), max_size=4),
)
def test_decisions_are_a_function_of_the_posts_as_a_set(
    size: float,
    partitions: int,
    batch: int,
    seed: int,
    shuffled: bool,
    repeats: float,
    restarts: list[float],
) -> None:
    lines = STREAMS[size]
    again = random.Random(seed).sample(lines, round(repeats * len(lines)))
    mixed = shuffle_lines([*lines, *again], within=LATENESS - 1 if shuffled else 0, seed=seed)
    told, _ = run(mixed, partitions=partitions, batch=batch, restarts=restarts)
    assert told == expected(size)


def test_the_panel_is_full_and_its_pools_are_in_bounds() -> None:
    panel = expected(50).state["panel"].values()
    assert len([author for author in panel if author.returned]) == PANEL
    assert len(panel) <= 3 * PANEL


def test_a_partition_passes_on_a_small_part_of_a_large_audience() -> None:
    lines = STREAMS[50]
    _, deployment = run(lines)
    assert deployment.passed < 0.8 * len(lines)
