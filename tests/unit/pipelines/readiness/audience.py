"""A small audience for the tests: votes by the hour, with the shares that a test wants."""

import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.decisions import DecisionKind, Evidence
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from models.votes import Vote
from pipelines.readiness import (
    Aim,
    ChapterDetector,
    Checks,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    advance_score,
    decide,
    decision_evidence,
    start_detector,
    weigh,
)

AIM = Aim("read-stories", wanted=1, share=0.3)
MANY = PanelCounts(authors=500, eligible_authors=400, voting_authors=400, steady_authors=400)


class Weighing(NamedTuple):
    """A window's decision, and why."""

    kind: DecisionKind
    score: float
    evidence: Evidence
    checks: Checks


def weigh_one(
    detector: ChapterDetector, votes: Iterable[Vote], span: WindowSpan, aim: Aim, counts: PanelCounts, policy: Policy
) -> tuple[ChapterDetector, Weighing]:
    """The detector after a window, and its decision with its evidence."""
    inputs = WindowInputs(span, aim, counts, policy)
    detector, checks = weigh(detector, votes, inputs)
    evidence = decision_evidence(checks, detector, inputs)
    return detector, Weighing(decide(checks), advance_score(checks), evidence, checks)


def vote(hour: int, **fields: object) -> Vote:
    """A vote of an hour, by an author known for as long as there are hours."""
    usual: dict[str, object] = {
        "author": hour,
        "at": hour * HOUR_MS,
        "stage": 0,
        "stance": 0,
        "weight": 0.2,
        "channel": "bluesky",
        "active_days": 5,
        "age_days": max(15.0, hour / 24),
    }
    return Vote(**{**usual, **fields})  # type: ignore[arg-type]


def votes(
    hours: Iterable[int], share: float, *, seed: int = 1, each: int = 20, favour: float = 0.5, against: float = 0.05
) -> Iterator[tuple[int, list[Vote]]]:
    """For each hour `each` votes: `share` of them at stage 1, `favour` for and `against` against the story."""
    rng = random.Random(seed)
    for hour in hours:
        some = []
        for _ in range(each):
            luck = rng.random()
            some.append(
                vote(
                    hour,
                    author=rng.getrandbits(60),
                    at=hour * HOUR_MS + rng.randrange(HOUR_MS),
                    stage=int(rng.random() < share),
                    stance=1 if luck < favour else -1 if luck > 1 - against else 0,
                    channel=rng.choice(("bluesky", "mastodon")),
                )
            )
        yield hour, some


def span(hour: int, *, gap: bool = False) -> WindowSpan:
    """The window of an hour."""
    return WindowSpan(hour * HOUR_MS, (hour + 1) * HOUR_MS, coverage=0.0 if gap else 1.0)


def story(
    *parts: Iterator[tuple[int, list[Vote]]], aim: Aim = AIM, counts: PanelCounts = MANY, policy: Policy | None = None
) -> list[Weighing]:
    """Decisions of all these hours, one after the other."""
    return [weighing for _, weighing in told(*parts, aim=aim, counts=counts, policy=policy)]


def told(
    *parts: Iterator[tuple[int, list[Vote]]], aim: Aim = AIM, counts: PanelCounts = MANY, policy: Policy | None = None
) -> Iterator[tuple[ChapterDetector, Weighing]]:
    """The detector and decision after each of these hours."""
    policy = policy or Policy()
    detector = start_detector(aim.chapter, 0, policy)
    for part in parts:
        for hour, some in part:
            detector, weighing = weigh_one(detector, some, span(hour), aim, counts, policy)
            yield detector, weighing


def kinds(weighings: Iterable[Weighing]) -> list[DecisionKind]:
    """The kinds in order, repeats left out."""
    found: list[DecisionKind] = []
    for weighing in weighings:
        if not found or found[-1] is not weighing.kind:
            found.append(weighing.kind)
    return found


DAYS = 24
WEEK_MS = 7 * DAY_MS
