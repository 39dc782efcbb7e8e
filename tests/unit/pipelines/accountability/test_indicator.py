"""The indicator: better in any part is a better score, and there is none of fewer than three commitments."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.accountability import Indicator, Share
from pipelines.accountability import indicate, score_parts
from tests.unit.pipelines.accountability.promises import campaign_of, day, promise, run, said

COUNT = st.integers(1, 50)
PARTS = st.builds(
    Indicator,
    score=st.none(),
    commitments=st.integers(3, 50),
    rateable=st.just(Share(3, 50)),
    on_time=st.builds(Share, st.just(5), st.integers(10, 50)),
    kept=st.builds(Share, st.integers(0, 3), st.integers(10, 50)),
    partly_kept=st.integers(0, 3),
    answered=st.builds(Share, st.just(2), st.integers(5, 9)),
    median_answer_days=st.floats(0.1, 100),
    days_since_proactive=st.floats(0.1, 1000),
    specificity=st.floats(0, 0.8),
)


@given(parts=PARTS, part=st.sampled_from(["rateable", "on_time", "kept", "answered"]))
def test_a_larger_share_is_a_better_score(parts: Indicator, part: str) -> None:
    share = getattr(parts, part)
    better = replace(parts, **{part: Share(share.count + 2, share.of)})
    assert score(better) >= score(parts)


@given(parts=PARTS, days=st.floats(0, 100), part=st.sampled_from(["median_answer_days", "days_since_proactive"]))
def test_fewer_days_are_a_better_score(parts: Indicator, days: float, part: str) -> None:
    assert score(replace(parts, **{part: getattr(parts, part) + days})) <= score(parts)


@given(parts=PARTS)
def test_more_partly_kept_and_more_specific_is_a_better_score(parts: Indicator) -> None:
    assert score(replace(parts, partly_kept=parts.partly_kept + 1)) >= score(parts)
    assert score(replace(parts, specificity=(parts.specificity or 0) + 0.1)) >= score(parts)


def score(parts: Indicator) -> float:
    found = score_parts(parts).score
    assert found is not None
    assert 0 <= found <= 100
    return found


def test_two_commitments_have_parts_and_no_score() -> None:
    two = campaign_of(promise("a"), promise("b"))
    found = indicate(run(two, [], day("2026-06-01"))[0], two, day("2026-06-01"))
    assert found.score is None
    assert found.rateable == Share(2, 2)
    assert found.on_time == Share(0, 2)


def test_the_parts_are_counted_as_they_are_named() -> None:
    three = campaign_of(promise("a"), promise("b"), promise("c"))
    updates = [said("2026-03-01T12", 4, "https://x.example", name="a"), said("2026-03-02T12", 1, name="b")]
    found = indicate(run(three, updates, day("2026-06-05"))[0], three, day("2026-06-05"))
    assert found.kept == Share(1, 1)
    assert found.on_time == Share(2, 4)
    assert found.specificity == 0.25
    assert found.score is not None
