"""Voices: who answers whom, and whose stories people act after: planted chances, found within their intervals."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

import numpy as np

from listener.wording.voices import describe_reservations
from models.measured import Measured
from models.movement import MovementSample, TravelDay
from models.voices import VoiceFigures
from pipelines.movement import add_observations, new_sample
from pipelines.movement.grid import make_grid
from pipelines.movement.standings import find_first_acts
from pipelines.movement.travellers import add_own
from pipelines.movement.voices import measure_voices
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY
from tests.unit.pipelines.movement.test_planted_truth import RUNS, assert_covered, holds

WEEKS, FOLLOWERS, WRITERS = 20, 400, 30
ANSWERS, ACT, LIFT = 0.3, 0.02, 4.0  # chance a week to answer a story of shelter; to act; how many times that then
BRAND = ("emotion:hope", "theme:money", "voice:brand")


def measured(sample: MovementSample) -> VoiceFigures:
    grid = make_grid(sample)
    assert grid is not None
    return measure_voices(sample, grid, find_first_acts(grid))


def a_post(day: int, post: int, parent: int = 0, *, marks: tuple[str, ...] = (), stage: int = 0) -> TravelDay:
    return TravelDay(FIRST_DAY + day, True, stage, False, False, False, marks, ((post, parent),))


def planted(chance: np.random.Generator) -> Iterator[tuple[int, TravelDay]]:
    """Helpers tell of shelter and of money each week; who answers the first acts more often in the week after."""
    posts, stories = count(10), list[tuple[int, int]]()
    for writer in range(WRITERS):
        yield writer + 1, a_post(0, next(posts), stage=3)
        for week in range(WEEKS):
            theme = "shelter" if writer % 2 else "money"
            stories.append((writer % 2, post := next(posts)))
            yield writer + 1, a_post(7 * week, post, marks=("emotion:hope", f"theme:{theme}"))
    shelter, money = ([post for kind, post in stories if kind == each] for each in (1, 0))
    for _ in range(FOLLOWERS):
        id, is_moved = int(chance.integers(100, 2**62)), False
        for week in range(WEEKS):
            acts = chance.random() < ACT * (LIFT if is_moved else 1)
            is_moved = is_moved or chance.random() < ANSWERS / 10
            answers = is_moved or chance.random() < ANSWERS
            story = (shelter if is_moved else money)[int(chance.integers(WRITERS // 2)) * WEEKS + week]
            yield id, a_post(7 * week + 1, next(posts), story if answers else 0, stage=3 * acts)
            if acts:
                break


def test_the_story_that_people_act_after_is_found_and_the_other_is_not() -> None:
    hits, false = Counter({"lift": 0}), 0
    for seed in range(RUNS):
        found = measured(add_observations(new_sample(), planted(np.random.default_rng(seed)), EVERYBODY))
        by_theme = {each.theme: each for each in found.candidates if each.voice == "helper"}
        hits["lift"] += holds(by_theme["shelter"].ratio, LIFT)
        false += by_theme["money"].holds
        assert (by_theme["shelter"].holds, by_theme["shelter"].reservations) == (True, ())
    assert_covered(hits)
    assert false == 0


def test_who_carries_whose_story_with_counts_of_authors() -> None:
    brand = dict.fromkeys(range(1, 6), BRAND)
    answers = [(id, a_post(1, 1_000 + 2 * id, 1 + id % 5)) for id in range(60)]
    helpers = [(id, a_post(0, 1_001 + 2 * id, stage=3)) for id in range(20)]
    later = [(id, a_post(3, 9_001 + 2 * id, stage=3)) for id in range(20, 60)]  # were none yet
    sample = add_own(add_observations(new_sample(), [*answers, *helpers, *later], EVERYBODY), brand)
    found = measured(sample)
    carried = {(each.source, each.target): each.authors for each in found.transmissions}
    assert carried == {("brand", "helper"): 20, ("brand", "onlooker"): 40}
    (size,) = [each for each in found.voices if each.voice == "brand"]
    assert (size.authors, size.answers.value) == (None, 12)


def test_who_answers_themselves_carries_nothing_and_a_few_are_not_told() -> None:
    own_thread = [(id, a_post(1, 100 + id)) for id in range(30)] + [
        (id, a_post(2, 200 + id, 100 + id)) for id in range(30)
    ]
    few = [(id, a_post(3, 300 + id, 100 + (id + 1) % 30)) for id in range(5)]
    found = measured(add_observations(new_sample(), [*own_thread, *few], EVERYBODY))
    assert (found.transmissions, found.candidates) == ((), ())
    assert [each.answers for each in found.voices if each.authors] == [Measured()]


def test_where_no_source_tells_who_answers_whom_nothing_is_said_of_it() -> None:
    found = measured(add_observations(new_sample(), [(id, a_post(1, 100 + id)) for id in range(30)], EVERYBODY))
    assert [(each.voice, each.answers) for each in found.voices] == [("onlooker", Measured())]


def test_whom_many_answer_has_one_vote_however_many_do() -> None:
    loud = [(id, a_post(1, 100 + id)) for id in range(12)]
    quiet = [(id, a_post(2, 200 + id, 100 + parent)) for parent in range(12) for id in range(20 + parent, 120, 12)]
    more = [
        (id, a_post(3 + parent % 2, 2_000 + 20 * id + parent, 100 + parent))
        for parent in range(12)
        for id in range(20, 40)
    ]
    found = measured(add_observations(new_sample(), [*loud, *quiet, *more], EVERYBODY)).transmitters
    assert (found.authors, found.of_answers.value, found.of_authors.value) == (12, 1.0, 12 / 112)


def test_the_sample_keeps_the_campaigns_own_posts_whatever_their_order() -> None:
    one, other = (dict.fromkeys(range(begin, begin + 1500), BRAND) for begin in (1, 1_000))
    both = (add_own(add_own(new_sample(), first), second) for first, second in ((one, other), (other, one)))
    assert len({tuple(each.own) for each in both}) == 1


def test_a_hero_whose_stories_contradict_a_value_of_the_campaign_is_flagged() -> None:
    helpless = [(id, a_post(1, 100 + id, marks=("contradicts:dignity", "theme:x"))) for id in range(1, 21)]
    proud = [(id, a_post(1, 100 + id, marks=("theme:y",))) for id in range(21, 41)]
    answers = [
        (id, a_post(8 + 7 * week, 10_000 * (week + 1) + id, 100 + id % 40 + 1, stage=3 * (week == id % 7)))
        for id in range(100, 400)
        for week in range(5)
    ]
    found = measured(add_observations(new_sample(), [*helpless, *proud, *answers], EVERYBODY)).candidates
    assert {each.theme: each.reservations for each in found} == {"x": ("contradicts:dignity",), "y": ()}
    said = describe_reservations(next(each for each in found if each.theme == "x"))
    assert said == "such posts contradict what the campaign stands for: dignity."
