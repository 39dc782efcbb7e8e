"""Travellers: a bounded sample of authors that is a function of the posts as a set."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.movement import MovementSample, TravelDay, Traveller
from pipelines.movement import add_observations, merge_samples, new_sample
from pipelines.movement.travellers import ANY_AUTHOR, DAYS_KEPT, POSTS_A_DAY, fit_sample
from tests.unit.pipelines.movement.planted import FIRST_DAY, a_day

MOST = 4

days = st.builds(
    TravelDay,
    st.integers(0, 6),
    st.booleans(),
    st.integers(0, 3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(["theme:a", "theme:b", "act:act"]), max_size=2).map(tuple),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2)), max_size=2).map(tuple),
)
observed = st.lists(st.tuples(st.integers(0, 12), days), max_size=60)


def told(sample: MovementSample) -> tuple[int, list[Traveller]]:
    return sample.threshold, sorted(sample.travellers.values(), key=lambda each: each.id)


@given(observed, st.randoms(use_true_random=False), st.integers(1, 9))
def test_order_repeats_and_batches_mean_nothing(some: list[tuple[int, TravelDay]], chance: Random, size: int) -> None:
    again = [*some, *some]
    chance.shuffle(again)
    sample = new_sample()
    for at in range(0, len(again), size):
        sample = add_observations(sample, again[at : at + size], MOST)
    assert told(sample) == told(add_observations(new_sample(), some, MOST))


@given(observed, observed)
def test_two_samples_merge_to_the_sample_of_all_posts(
    some: list[tuple[int, TravelDay]], others: list[tuple[int, TravelDay]]
) -> None:
    one, other = (add_observations(new_sample(), each, MOST) for each in (some, others))
    whole = told(add_observations(new_sample(), [*some, *others], MOST))
    assert told(merge_samples(one, other, MOST)) == told(merge_samples(other, one, MOST)) == whole


@given(observed)
def test_it_holds_the_authors_of_lowest_hash_and_no_more(some: list[tuple[int, TravelDay]]) -> None:
    sample = add_observations(new_sample(), some, MOST)
    everybody = sorted({author for author, _ in some})
    assert [each.id for each in told(sample)[1]] == everybody[:MOST]
    assert sample.threshold == (everybody[MOST] if len(everybody) > MOST else ANY_AUTHOR)


def test_an_author_keeps_the_latest_days_and_a_few_posts_of_each() -> None:
    posts = [(1, a_day(number)) for number in range(DAYS_KEPT + 50)]
    of_one_day = [(1, TravelDay(460, True, 0, False, False, False, (), ((id, 0),))) for id in range(50)]
    (author,) = add_observations(new_sample(), [*posts, *of_one_day], MOST).travellers.values()
    assert [author.days[0].number, len(author.days)] == [51, DAYS_KEPT]
    assert author.days[-1].posts == tuple((id, 0) for id in range(POSTS_A_DAY))


def test_room_for_more_until_somebody_asks_changes_nothing() -> None:
    chance = np.random.default_rng(4)
    ids = [int(each) for each in chance.integers(2**62, size=400)]
    exact = roomy = new_sample()
    for at in range(0, 400, 20):
        some = [(id, a_day(FIRST_DAY + at)) for id in ids[at : at + 20]]
        exact, roomy = add_observations(exact, some, 50), add_observations(roomy, some, 50, room=30)
    assert len(roomy.travellers) > 50
    found = fit_sample(roomy, 50)
    assert (found.threshold, {each.id for each in found.travellers.values()}) == (
        exact.threshold,
        {each.id for each in exact.travellers.values()},
    )
