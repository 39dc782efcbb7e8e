import random
from collections import Counter

import pytest

from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from pipelines.readiness.detector import DailyMean
from pipelines.readiness.labels.blocks import WeighedVote, block_size, draw_votes
from pipelines.readiness.labels.drawing import Ballot, Draw, Drawing
from tests.unit.pipelines.readiness.audience import vote

END = 30 * DAY_MS + HOUR_MS


def weighed(post: int, weight: float = 1.0, *, stage: int = 0, in_core: bool = True) -> WeighedVote:
    return WeighedVote(Ballot(vote(700, author=post, stage=stage), post), weight, in_core)


def drawn(votes: list[WeighedVote], size: int, *, most: int = 20, key: bytes = b"key") -> tuple[Draw, ...]:
    return draw_votes(Drawing(), votes, size, most, END, key)[1]


def test_of_each_full_block_one_vote_is_drawn_and_the_rest_waits() -> None:
    votes = [weighed(post) for post in range(25)]
    drawing, found = draw_votes(Drawing(), votes, 10, 20, END, b"key")
    assert [each.post // 10 for each in found] == [0, 1]
    assert (drawing.drawn, drawing.block.votes) == (2, 5)


def test_a_vote_is_drawn_with_the_probability_of_its_weight() -> None:
    votes = [weighed(1, 0.1), weighed(2, 0.3), weighed(3, 0.6)]
    counts = Counter(drawn(votes, 3, key=str(seed).encode())[0].post for seed in range(3_000))
    assert [counts[post] / 3_000 for post in (1, 2, 3)] == pytest.approx([0.1, 0.3, 0.6], abs=0.03)


def test_who_is_drawn_depends_on_the_set_of_a_blocks_votes_alone() -> None:
    votes = [weighed(post, 0.1 + post / 50) for post in range(20)]
    shuffled = random.Random(1).sample(votes, len(votes))
    assert drawn(votes, 20)[0].post == drawn(shuffled, 20)[0].post


def test_a_draw_knows_what_its_block_was_by_weight() -> None:
    (found,) = drawn([weighed(1, 0.3, stage=2), weighed(2, 0.1, in_core=False), weighed(3, 0.1)], 3)
    assert found.vote.stages == pytest.approx((0.4, 0.0, 0.6, 0.0))
    assert found.vote.core == pytest.approx((0.25, 0.0, 0.75, 0.0))
    assert found.vote.drawn_at == END


def test_a_crowd_costs_nobody_an_evening_and_the_rest_of_its_day_is_one_block() -> None:
    drawing, found = draw_votes(Drawing(), [weighed(post) for post in range(500)], 10, 20, END, b"key")
    assert (len(found), drawing.block.votes) == (20, 300)
    _, tomorrow = draw_votes(drawing, [weighed(501)], 10, 20, END + DAY_MS, b"key")
    assert len(tomorrow) == 1


def test_a_block_has_a_days_usual_votes_over_the_draws_of_a_day() -> None:
    days = tuple(DailyMean(day, votes) for day, votes in enumerate((400.0, 420.0, 9_000.0, 380.0, 5.0)))
    assert block_size(days, Policy()) == 20
    assert block_size(days[:1], Policy()) == 1
