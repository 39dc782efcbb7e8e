"""Calls to action: asked, met, answered and done, by the stage at which they were met; order means nothing."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest

from listener.campaign_file import load_campaign
from models.campaigns import Audience, Chapter, Uptake
from models.commands import ChapterRelease, Command, ReleaseWithdrawal
from models.measured import Measured
from models.movement import MovementSample, TravelDay
from models.posts import Kind, Post
from models.sketches import hash64
from models.tags import Stage
from models.uptake import StageUptake
from pipelines.movement import MovementReader, add_observations, find_releases, new_sample
from pipelines.movement.calls import find_best_stage, measure_calls
from pipelines.movement.calls_in_posts import CallReader
from pipelines.movement.chapter_spans import ChapterSpan, list_spans
from pipelines.movement.travellers import add_asks
from pipelines.tags import Tagger
from tests.unit.listener.campaign_file.test_campaign import GOOD
from tests.unit.pipelines.movement.planted import EVERYBODY, FIRST_DAY, a_day
from tests.unit.pipelines.movement.test_planted_truth import RUNS, assert_covered, holds

DIG = Chapter("dig", Stage.ACTION, "Come and dig", uptake=Uptake(("my spade",), ("https://dig.example/join",)))
STREET = Audience("street", (Chapter("hear", Stage.AWARENESS, "Look"), DIG))
SPAN = ChapterSpan("dig", FIRST_DAY + 10, FIRST_DAY + 40)
SHARES = {0: 0.05, 1: 0.15, 2: 0.40, 3: 0.10}  # who takes it up, by stage


def test_the_words_of_a_call_are_met_and_its_uptake_is_answered() -> None:
    reader = CallReader(STREET)
    texts = {
        "They say: come and dig!": ("met:dig",),
        "I bring my spade": ("answered:dig",),
        "see https://dig.example/join/today": ("answered:dig",),
        "I take a look at it": ("met:hear",),
        "nothing of it, and https://dig.example/other": (),
    }
    assert {text: reader.find(a_post(text)).marks for text in texts} == texts


def a_post(text: str, **more: object) -> Post:
    return msgspec.structs.replace(
        Post("web:1", "bluesky", "a1", datetime(2025, 3, 1, tzinfo=UTC), text=text), **more
    )


def test_each_chapter_is_told_from_its_release_to_the_next_but_for_one_that_was_taken_back() -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=FIRST_DAY + 10)
    commands: list[Command] = [
        ChapterRelease("garden", "street", "dig", at),
        ChapterRelease("garden", "street", "hear", at + timedelta(days=3)),
        ReleaseWithdrawal("garden", "street", "hear", at + timedelta(days=3)),
        ChapterRelease("other", "street", "hear", at),
    ]
    releases = find_releases(commands, "garden", "street")
    spans = list_spans(STREET, releases, FIRST_DAY, FIRST_DAY + 39)
    assert spans == (ChapterSpan("hear", FIRST_DAY, FIRST_DAY + 10), SPAN)


def test_who_took_a_call_up_by_stage() -> None:
    hits = Counter({f"stage {stage}": 0 for stage in SHARES})
    for seed in range(RUNS):
        sample = planted(np.random.default_rng(seed))
        (found,) = measure_calls(sample, STREET, [SPAN], {}, 10)
        for stage, share in SHARES.items():  # a group of fewer than ten is hidden, with another: that claims nothing
            told = found.stages[stage].taken_up
            hits[f"stage {stage}"] += told.value is None or holds(told, share)
        assert found.stages[2].taken_up.value is not None
        assert (found.best_stage, found.is_clear) == (Stage.DESIRE, True)
        assert found.asked == 1200
    assert_covered(hits)


def planted(chance: np.random.Generator) -> MovementSample:
    """300 authors of each stage, who were asked; some answer in words, some by what they do after meeting it."""
    ask = hash64("post that asks")
    sample = add_asks(new_sample(), {ask: ("dig",)})
    days = []
    for stage, share in SHARES.items():
        for _ in range(300):
            id = int(chance.integers(2**62))
            days += [(id, a_day(FIRST_DAY + 5, stage=stage)), (id, a_day(FIRST_DAY + 12))]
            if chance.random() < share:
                in_words = chance.random() < 0.5
                if in_words:
                    days.append((id, a_day(FIRST_DAY + 15, marks=("answered:dig",))))
                else:
                    replied = TravelDay(FIRST_DAY + 15, True, 0, False, False, False, (), ((id, ask),))
                    days += [(id, replied), (id, a_day(FIRST_DAY + 60, stage=3))]
    return add_observations(sample, days, EVERYBODY)


def test_an_outcome_with_their_pseudonym_is_done_too() -> None:
    days = [(id, a_day(FIRST_DAY + 12, marks=("met:dig",))) for id in range(40)]
    sample = add_observations(new_sample(), days, EVERYBODY)
    known = {id: [(FIRST_DAY + 20, "dig")] for id in range(20)} | {30: [(FIRST_DAY + 20, "hear")]}
    (found,) = measure_calls(sample, STREET, [SPAN], known, 10)
    assert (found.met, found.done, found.taken_up.value) == (40, 20, 0.5)


def test_no_share_tells_how_few_took_a_call_up() -> None:
    asked = [(id, a_day(FIRST_DAY + 12)) for id in range(40)]
    answered = [(id, a_day(FIRST_DAY + 13, marks=("answered:dig",))) for id in range(3)]
    (found,) = measure_calls(add_observations(new_sample(), [*asked, *answered], EVERYBODY), STREET, [SPAN], {}, 10)
    assert (found.asked, found.answered, found.taken_up) == (40, None, Measured())
    assert [each.taken_up.value for each in found.stages if each.asked] == [None]


def test_a_best_stage_within_chance_of_the_next_is_not_clear() -> None:
    interest = StageUptake("interest", 100.0, Measured(0.3, 0.22, 0.39, 100))
    desire = StageUptake("desire", 100.0, Measured(0.35, 0.26, 0.45, 100))
    assert find_best_stage([interest, desire]) == ("desire", False)


@pytest.mark.parametrize("backwards", [False, True])
def test_who_answers_a_post_of_the_campaigns_that_makes_the_call_has_met_it(backwards: bool) -> None:
    """Whatever the order in which the posts are read."""
    call = 'call_to_action: "Come and dig"'
    text = GOOD.replace(call, call + ", uptake: {any: [my spade]}")
    campaign = load_campaign(text, "garden.yaml")
    ask = a_post("#plantit Come and dig", id="web:0", author_flags=("brand",))
    answers = [
        a_post("#plantit for sure", id=f"web:{n}", author=f"a{n}", kind=Kind.REPLY, in_reply_to="web:0")
        for n in range(1, 21)
    ]
    posts = [ask, *answers][:: -1 if backwards else 1]
    reader = MovementReader(campaign, Tagger([campaign]))
    reader.take([msgspec.json.encode(each) for each in posts], 2**42)
    day = int(datetime(2025, 3, 1, tzinfo=UTC).timestamp()) // 86_400
    (found,) = measure_calls(
        reader.samples["street"], campaign.audiences[0], [ChapterSpan("dig", day, day + 1)], {}, 10
    )
    assert (found.asked, found.met) == (20, 20)


def test_no_two_numbers_of_a_call_tell_a_few_by_their_difference() -> None:
    """Of 40 who met it 25 answered, and three more did it without a word: 28 took it up, of 100 asked."""
    ids = range(1, 101)
    met = [(id, a_day(FIRST_DAY + 12, marks=("met:dig",))) for id in ids[:40]]
    answered = [(id, a_day(FIRST_DAY + 13, marks=("answered:dig",))) for id in ids[:25]]
    did = [(id, a_day(FIRST_DAY + 14, stage=3)) for id in ids[25:28]]
    asked = [(id, a_day(FIRST_DAY + 11)) for id in ids]
    sample = add_observations(new_sample(), [*asked, *met, *answered, *did], EVERYBODY)
    (found,) = measure_calls(sample, STREET, [SPAN], {}, 10)
    assert found.taken_up.value == 0.28
    assert (found.asked, found.met, found.answered, found.done) == (100, 40, None, None)


def test_a_share_that_all_but_a_few_are_in_is_not_told() -> None:
    answered = [(id, a_day(FIRST_DAY + 13, marks=("answered:dig",))) for id in range(1, 98)]
    silent = [(id, a_day(FIRST_DAY + 13)) for id in range(98, 101)]
    (found,) = measure_calls(add_observations(new_sample(), [*answered, *silent], EVERYBODY), STREET, [SPAN], {}, 10)
    assert (found.taken_up, found.met, found.answered) == (Measured(), None, None)
    assert found.stages[0].taken_up == Measured()
