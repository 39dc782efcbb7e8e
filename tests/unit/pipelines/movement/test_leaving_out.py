"""Who is left out of a sample is gone, with all that they made of it; all others are as they were."""

import msgspec
import pytest

from models.movement import MovementSample
from models.posts import DAY_MS
from models.sketches import hash64
from pipelines.movement import MovementReader, leave_out_after
from pipelines.tags import Tagger
from tests.making import AUTHOR_KEY, MONDAY, NOW, campaign, post

LINES = [post(10 * day + who, f"a{who}", MONDAY + day * DAY_MS) for day in range(4) for who in range(3)]


def reader_of(lines: list[bytes]) -> MovementReader:
    watched = campaign()
    reader = MovementReader(watched, Tagger([watched]), AUTHOR_KEY)
    reader.take(lines, NOW)
    return reader


def sample_of(lines: list[bytes]) -> MovementSample:
    return reader_of(lines).samples["locals"]


def test_an_author_who_is_forgotten_was_never_there() -> None:
    reader = reader_of(LINES)
    reader.forget("a1", None)
    assert reader.samples["locals"] == sample_of([each for each in LINES if b'"a1"' not in each])


def test_of_a_post_that_is_forgotten_its_day_goes_and_the_author_stays() -> None:
    reader = reader_of(LINES)
    reader.forget(None, "sim:21")
    assert reader.samples["locals"] == sample_of([each for each in LINES if b'"sim:21"' not in each])


def test_a_post_of_the_campaigns_own_is_forgotten_too() -> None:
    reader = reader_of([*LINES, post(77, "boss", MONDAY, author_flags=["brand"])])
    assert hash64("sim:77") in reader.samples["locals"].own
    reader.forget(None, "sim:77")
    assert reader.samples["locals"] == sample_of(LINES)


def test_up_to_a_day_there_is_what_the_posts_of_those_days_make() -> None:
    later = [*LINES, post(99, "late", MONDAY + 3 * DAY_MS)]
    cut = leave_out_after(sample_of(later), MONDAY // DAY_MS + 2)
    assert cut == sample_of(LINES[:9])


@pytest.mark.parametrize("who", ["nobody", ""])
def test_who_is_not_there_changes_nothing(who: str) -> None:
    reader = reader_of(LINES)
    before = msgspec.msgpack.encode(reader.samples["locals"])
    reader.forget(who, who)
    assert msgspec.msgpack.encode(reader.samples["locals"]) == before
