"""The sampling law: decisions are a function of the posts as a set, at every size of audience.

However the posts are split over partitions by author, put in order within the lateness, batched, repeated, and
whichever workers are restarted in between: the same windows, signals and states, in small audiences and in those of
which the panel holds a fiftieth.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.journeys import TaggedPost
from models.marks import Activity, Mark, Progress
from models.policy import Eligibility, Policy, Weighing
from models.posts import DAY_MS, Millis, instant
from pipelines.flow import watched_audiences
from pipelines.intake import InputRecord, Intake, IntakeResult, TrackedAuthor
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, new_state, step
from tests.making import LATENESS, MONDAY, NOW, campaign, post, records, shuffle_lines

PANEL = 24
SMALL = campaign(
    policy=Policy(
        eligibility=Eligibility(panel_size=PANEL, newcomer_pool=2 * PANEL, min_authors=5, min_age_hours=12),
        weighing=Weighing(warm_up_days=1),
    )
)
KEY = "relief|locals"
WATCHED = watched_audiences([SMALL], Tagger([SMALL]).version)[KEY]
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


@dataclass(frozen=True)
class Told:
    """All that came of a stream."""

    windows: list[bytes]
    signals: list[bytes]
    state: Any


@dataclass
class Deployment:
    """Tagging partitions before one audience, as on Kafka, and what each has to keep for a restart."""

    partitions: int

    def __post_init__(self) -> None:
        self.kept: list[list[TrackedAuthor]] = [[] for _ in range(self.partitions)]
        self.intakes = [self.started(number) for number in range(self.partitions)]
        self.last_batches: list[Sequence[bytes]] = [() for _ in range(self.partitions)]
        self.state: AudienceState = new_state()
        self.windows: list[bytes] = []
        self.signals: list[bytes] = []
        self.passed = 0

    def started(self, number: int) -> Intake:
        intake = Intake([SMALL], Tagger([SMALL]), partition=number, partitions=self.partitions)
        intake.restore(self.kept[number])
        return intake

    def restart(self, number: int) -> None:
        """A worker that is killed has not committed its last batch: the next one reads it once more."""
        self.intakes[number] = self.started(number)
        self.take(number, self.last_batches[number])

    def take(self, number: int, lines: Sequence[bytes]) -> None:
        self.last_batches[number] = lines
        self.step(number, self.intakes[number].take(records(lines)))

    def step(self, number: int, taken: IntakeResult) -> None:
        self.kept[number].extend(taken.tracked)
        for _, message in taken.outgoing:
            assert isinstance(message, TaggedPost | Progress | Activity)
            self.passed += isinstance(message, TaggedPost)
            result = step(self.state, message, WATCHED)
            self.state = result.state
            self.windows += map(msgspec.json.encode, result.decisions)
            self.signals += map(msgspec.json.encode, result.signals)

    def finish(self, end: Millis) -> Told:
        """Every source says that it has sent all it has, up to `end`."""
        mark = msgspec.json.encode(Mark("crowd", instant(end), final=True))
        for number, intake in enumerate(self.intakes):
            self.step(number, intake.take([InputRecord(mark, NOW, is_mark=True)]))
        kept = {name: as_set(getattr(self.state, name)) for name in ("panel", "outsiders", "copies", "pending")}
        return Told(self.windows, self.signals, kept)


def as_set(sharded: Any) -> dict[int, Any]:
    return {id: value for shard in sharded.shards for id, value in shard.items()}


def run(
    lines: Sequence[bytes], *, partitions: int = 1, batch: int = 400, restarts: Sequence[float] = ()
) -> tuple[Told, Deployment]:
    """The lines through a deployment, whose workers are restarted after these shares of them."""
    deployment = Deployment(partitions)
    stops = {round(share * len(lines) / batch) for share in restarts}
    for turn, at in enumerate(range(0, len(lines), batch)):
        if turn in stops:
            deployment.restart(turn % partitions)
        waiting: list[list[bytes]] = [[] for _ in range(partitions)]
        for line in lines[at : at + batch]:
            waiting[crc32(msgspec.json.decode(line)["author"].encode()) % partitions].append(line)
        for number, part in enumerate(waiting):
            deployment.take(number, part)
    return deployment.finish(END), deployment


STREAMS = {size: crowd(size) for size in SIZES}


@cache
def expected(size: float) -> Told:
    """What comes of a stream in order, by one partition."""
    return run(STREAMS[size])[0]


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
