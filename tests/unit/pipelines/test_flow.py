"""The whole chain: the same posts, in any order within the lateness, any batches, or twice, give the same bytes."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.decisions import DecisionKind
from models.policy import Policy
from models.rejections import Reason
from models.tags import Stage
from pipelines.flow import FlowResult, own_confusion_rates
from pipelines.readiness.confusion_rates import apparent_share
from tests.making import LATENESS, MONDAY, NOW, post, run, shuffle_lines, stream

LINES = stream(authors=300, days=30, per_day=0.6)


def wire(told: FlowResult) -> list[bytes]:
    return [msgspec.json.encode(each) for each in (*told.decisions, *told.signals)]


@pytest.fixture(scope="module")
def expected() -> FlowResult:
    return run(LINES)


def test_an_audience_that_grows_is_told_to_advance_and_not_before(expected: FlowResult) -> None:
    advances = [each for each in expected.signals if each.data.decision is DecisionKind.ADVANCE]
    assert advances
    assert (advances[0].time.timestamp() * 1000 - MONDAY) / 86_400_000 > 15


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6), batch=st.integers(1, 3_000))
def test_order_repeats_and_batches_change_nothing(expected: FlowResult, seed: int, batch: int) -> None:
    mixed = shuffle_lines([*LINES, *LINES], within=LATENESS - 1, seed=seed)
    assert wire(run(mixed, batch=batch)) == wire(expected)


def test_the_input_sent_again_as_a_whole_changes_nothing(expected: FlowResult) -> None:
    assert wire(run([*LINES, *LINES])) == wire(expected)


def test_what_is_rejected_is_kept_with_its_reason_and_the_rest_goes_on() -> None:
    told = run([b"{", post(1, "a", MONDAY), post(1, "a", MONDAY), b"", post(2, "a", NOW * 2)])
    assert [each.reason for each in told.rejections] == [
        Reason.NOT_JSON,
        Reason.DUPLICATE,
        Reason.NOT_JSON,
        Reason.FUTURE,
    ]
    assert told.counts["bluesky", "tagged"] == 1


def test_a_post_tagged_for_a_campaign_we_do_not_have_is_rejected() -> None:
    told = run([post(1, "a", MONDAY, tags={"campaign": "other", "audience": "x"})])
    assert [each.reason for each in told.rejections] == [Reason.UNKNOWN_CAMPAIGN]


def test_posts_that_we_tag_are_weighed_by_our_own_measured_faults_and_others_by_the_policys() -> None:
    some = stream(authors=90, days=12, per_day=0.8, grown=0.1)
    bare = [msgspec.json.encode({k: v for k, v in msgspec.json.decode(line).items() if k != "tags"}) for line in some]
    arrived, ours = run(some).decisions[-1].evidence, run(bare).decisions[-1].evidence
    assert (arrived.own_tagged_share, ours.own_tagged_share) == (0.0, 1.0)
    assert arrived.null_share is not None
    assert ours.null_share is not None
    own, policys = own_confusion_rates()[Stage.INTEREST], Policy().declared_rates
    assert ours.null_share - arrived.null_share == pytest.approx(
        apparent_share(0.29, own) - apparent_share(0.29, policys), abs=0.02
    )
    assert abs(ours.null_share - arrived.null_share) > 1e-4


def test_a_hundred_likes_a_post_change_no_decision(expected: FlowResult) -> None:
    likes = [post(10**6 + n, f"fan{n}", MONDAY + n * 30_000, kind="like", text=None) for n in range(5_000)]
    told = run([*LINES[:1], *likes, *LINES[1:]])
    assert [each.data.decision for each in told.signals] == [each.data.decision for each in expected.signals]
    assert told.counts["bluesky", "activity"] == 5_000
