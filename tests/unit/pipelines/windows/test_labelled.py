"""Labels in the loop: what is drawn, what counts when, and that repeats and order mean nothing."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import cache

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from listener.worker.state_records import changed_records
from models.author_keys import pseudonym_of_post
from models.decisions import CheckCode, Decision, LabelReport
from models.erasures import ErasureRequest
from models.labels import DrawnVote, LabelDraw, LabelledPost, PostLabel
from models.posts import HOUR_MS, instant, millis
from models.sketches import hash64
from models.tags import Stage, Stance
from pipelines.flow import Flow, FlowResult, watched_audiences
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, new_state, step
from pipelines.windows.labelled import take_due_labels
from pipelines.windows.state import RECORD_BYTES
from tests.making import MONDAY, campaign, join_results, records, stream

KEY = "relief|locals"
WATCHED = watched_audiences([campaign()], Tagger.version)[KEY]


@cache
def posts() -> tuple[bytes, ...]:
    return tuple(stream(authors=150, days=26, per_day=0.7, share=0.55, grown=0.55))


@cache
def unread() -> FlowResult:
    return run_flow(())


def run_flow(labels: tuple[PostLabel, ...]) -> FlowResult:
    found = [campaign(release_on_advance=False)]
    flow = Flow(found, Tagger(found))
    for label in labels:
        flow.label(KEY, label)
    return join_results([flow.take(records(posts())), flow.finish()])


def answer(draw: LabelDraw, *, stage: Stage = Stage.ACTION, reader: str = "anna") -> PostLabel:
    return PostLabel(draw.campaign, draw.audience, draw.post, reader, draw.drawn, stage, Stance.SUPPORT)


def report(decision: Decision) -> LabelReport:
    assert decision.evidence.labels is not UNSET
    return decision.evidence.labels


def test_about_as_many_votes_are_drawn_a_day_as_people_are_asked_to_read() -> None:
    by_day = [(each.drawn - timedelta(hours=1)).date() for each in unread().draws]
    counts = [by_day.count(day) for day in sorted(set(by_day))[1:-1]]
    assert max(counts) <= 20
    assert sum(counts) / len(counts) > 15


def test_without_labels_a_decision_says_nothing_of_them() -> None:
    assert all(each.evidence.labels is UNSET for each in unread().decisions)
    assert all(check.code is not CheckCode.SHARE_LABELLED for each in unread().decisions for check in each.checks)


def test_fresh_labels_are_asked_in_place_of_tags() -> None:
    end = unread().decisions[-1].window.end
    labels = tuple(answer(each) for each in unread().draws if each.drawn < end)
    last = run_flow(labels).decisions[-1]
    codes = [check.code for check in last.checks]
    assert [each in codes for each in (CheckCode.SHARE_LABELLED, CheckCode.SHARE_EVERYONE)] == [True, False]
    assert report(last).of_tagger == len(labels)


def test_labels_that_deny_what_tags_say_keep_an_audience_where_it_is() -> None:
    labels = tuple(answer(each, stage=Stage.AWARENESS) for each in unread().draws)
    last = run_flow(labels).decisions[-1]
    share = last.find_check(CheckCode.SHARE_LABELLED)
    assert share is not None
    assert share.left < 10.0
    assert report(last).share == pytest.approx(0.0, abs=0.1)


def test_repeats_and_the_order_of_labels_mean_nothing() -> None:
    labels = [answer(each) for each in unread().draws]
    more = [*labels, *labels[::3], *(answer(each, reader="bo") for each in unread().draws[::5])]
    shuffled = random.Random(1).sample(more, len(more))
    assert run_flow(tuple(more)).decisions == run_flow(tuple(shuffled)).decisions


def test_labels_given_as_votes_are_drawn_decide_as_all_of_them_given_beforehand() -> None:
    """Live, a reader answers some hours after the draw; a replay has all labels before the first post."""
    labels = [replace(answer(each), at=each.drawn + timedelta(hours=5)) for each in unread().draws]
    by_post = {each.post: each for each in labels}
    found = [campaign(release_on_advance=False)]
    flow, parts = Flow(found, Tagger(found)), []
    for record in records(posts()):
        parts.append(flow.take([record]))
        for draw in parts[-1].draws:
            flow.label(KEY, by_post[draw.post])
    live = join_results([*parts, flow.finish()])
    assert live.decisions == run_flow(tuple(labels)).decisions
    assert live.decisions[-1].evidence.labels is not UNSET


def test_what_is_drawn_does_not_depend_on_what_people_say() -> None:
    labels = tuple(map(answer, unread().draws[:100]))
    assert run_flow(labels).draws == unread().draws


def test_a_label_counts_in_the_hour_in_which_it_is_given_or_the_next_to_close() -> None:
    draw = unread().draws[0]
    state = drawn_state(draw)
    hour = millis(draw.drawn) // HOUR_MS
    state = step(state, answer(draw), WATCHED).state
    assert [len(take_due_labels(state, each)) for each in (hour - 1, hour, hour + 1)] == [0, 1, 0]


def test_of_two_readers_the_second_tells_how_far_they_agree_and_more_tell_nothing() -> None:
    draw = unread().draws[0]
    state = drawn_state(draw)
    for reader in ("anna", "bo", "cy", "anna"):
        state = step(state, answer(draw, reader=reader), WATCHED).state
    due = take_due_labels(state, millis(draw.drawn) // HOUR_MS)
    assert [each.is_second for each in due] == [False, True]


def test_a_label_of_a_post_that_was_never_drawn_counts_for_nothing() -> None:
    label = PostLabel("relief", "locals", "0" * 16, "anna", instant(MONDAY), cannot_tell=True)
    state = step(new_state(), label, WATCHED).state
    assert take_due_labels(state, MONDAY // HOUR_MS) == ()


def test_an_erased_author_or_post_has_no_draw_and_no_label() -> None:
    ids = {f"bluesky:{number}" for number in range(3)}
    key = WATCHED.panel_key
    state = new_state()
    for id in ids:
        number = pseudonym_of_post(key, hash64(id))
        state = step(state, PostLabel("relief", "locals", number, "a", instant(MONDAY), Stage.DESIRE), WATCHED).state
    for id in ids:
        state = step(state, ErasureRequest(instant(MONDAY), post=id), WATCHED).state
    assert not len(state.labelled)


def test_no_record_of_labels_swells_whatever_is_sent() -> None:
    state = new_state()
    for number in range(2_000):
        for reader in range(5):
            post = f"{number * 32:016x}"  # all in one shard
            label = PostLabel("relief", "locals", post, f"{reader}" * 64, instant(MONDAY + number), Stage.ACTION)
            state = step(state, label, WATCHED).state
    sizes = [len(record or b"") for _, record in changed_records(new_state(), state)]
    assert max(sizes) < RECORD_BYTES / 2


def drawn_state(draw: LabelDraw) -> AudienceState:
    """The state in which that post alone was drawn."""
    number, state = int(draw.post, 16), new_state()
    vote = DrawnVote(7, MONDAY, millis(draw.drawn), 2, True, (0.5, 0.0, 0.5, 0.0), (0.5, 0.0, 0.5, 0.0), 0.3)
    return replace(state, labelled=state.labelled.with_changes({number: LabelledPost(number, vote)}))
