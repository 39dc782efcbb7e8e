"""Playing: the rule on a family's audience, and a team that reads, window by window."""

import random
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from models.decisions import DecisionKind
from models.policy import Policy, share_errors
from models.posts import HOUR_MS
from pipelines.readiness import (
    Aim,
    Ballot,
    ChapterDetector,
    Checks,
    Draw,
    DueLabel,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    ask_for_labels,
    decide,
    start_detector,
    weigh,
)
from tests.scenarios.apart.families import Family, Reading
from tests.scenarios.apart.people import STARTS, People, Said, meet, post_of

BAR = 0.30


class Weighed(msgspec.Struct, frozen=True):
    """One window, weighed: hours from the start to its end."""

    hour: int
    detector: ChapterDetector
    checks: Checks
    inputs: WindowInputs
    kind: DecisionKind


def play(family: Family, seed: int) -> Iterator[Weighed]:
    """All windows of one audience. With `next_share` the story goes on after an ADVANCE."""
    people, policy = meet(family, seed), _policy(family)
    rng = random.Random(seed)
    aim = Aim("one", 1, share=BAR)
    detector = start_detector("one", STARTS, policy)
    due: dict[int, list[DueLabel]] = {}
    for hour, votes in enumerate(people.hours):
        span = WindowSpan(STARTS + hour * HOUR_MS, STARTS + (hour + 1) * HOUR_MS)
        eligible = people.eligible[hour // 24]
        counts = PanelCounts(eligible, eligible)
        inputs = WindowInputs(span, aim, counts, policy, tuple(due.pop(hour, ())))
        before = detector
        detector, checks = weigh(before, votes, inputs)
        slips = [Ballot(vote, post_of(vote)) for vote in votes]
        detector, drawn = ask_for_labels(before, detector, slips, inputs, seed.to_bytes(8, "big"))
        for each in drawn:
            for late, label in read(each, people, family.reading, rng):
                due.setdefault(hour + 1 + late, []).append(label)
        kind = decide(checks)
        yield Weighed(hour + 1, detector, checks, inputs, kind)
        if kind is DecisionKind.ADVANCE and family.next_share is not None and aim.chapter == "one":
            aim = Aim("two", 2, share=BAR, held=1, held_share=BAR)
            detector = start_detector("two", span.end, policy, detector)


def _policy(family: Family) -> Policy:
    policy = share_errors(Policy(), family.audiences)
    return replace(policy, labelling=replace(policy.labelling, labels_per_day=family.reading.labels))


def read(drawn: Draw, people: People, reading: Reading, rng: random.Random) -> list[tuple[int, DueLabel]]:
    """What is said of a drawn vote, each with its hours of delay: nothing, or a label, or two."""
    said = people.said[drawn.post]
    skipped = reading.missing + (reading.missing_no if said.rank == 0 else 0.0)
    if rng.random() < skipped:
        return []
    late = int(rng.expovariate(1.0 / reading.hours)) if reading.hours else 0
    first = _answer(said, reading, rng)
    label = DueLabel(drawn.vote.drawn_at, drawn.post, False, drawn.vote, first, said.side)
    if not reading.is_checked or rng.random() >= 0.1:
        return [(late, label)]
    second = replace(label, is_second=True, answer=_answer(said, reading, rng), first_answer=first)
    return [(late, label), (late + 1, second)]


def _answer(said: Said, reading: Reading, rng: random.Random) -> int:
    luck = rng.random()
    if said.rank == 0:
        return 1 if luck < reading.yes_for_no else 0
    return said.rank - 1 if luck < reading.no_for_yes else said.rank
