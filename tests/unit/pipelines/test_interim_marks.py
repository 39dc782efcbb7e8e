"""However many posts a batch has, and however much time it spans: the same decisions, and room for all that waits."""

import random

import pytest

from models.journeys import TaggedPost
from models.marks import Progress
from models.posts import DAY_MS, HOUR_MS
from pipelines.intake import Intake
from pipelines.interim_marks import InterimMarks
from pipelines.tags import Belonging, Tagger
from tests.making import MONDAY, campaign, post, records, run

LOCALS = Belonging("relief", "locals")


def with_a_bot(days: int = 30) -> list[bytes]:
    """Posts of thirty people, and of a bot that tells the weather every hour of the day, eight times."""
    rng = random.Random(5)
    people = [(rng.randrange(days * DAY_MS), f"a{number % 30}") for number in range(days * 60)]
    bot = [(hour * HOUR_MS + each * 400_000, "bot") for hour in range(0, days * 24, 4) for each in range(8)]
    return [post(number, who, MONDAY + at) for number, (at, who) in enumerate(sorted([*people, *bot]))]


@pytest.mark.parametrize("batch", [1_000, 10_000])
def test_the_size_of_a_batch_changes_no_decision_and_drops_no_post(batch: int) -> None:
    posts = with_a_bot()
    few, many = run(posts, batch=50), run(posts, batch=batch)
    assert many.decisions == few.decisions
    assert many.counts["", "taken"] == len(posts)


def test_a_mark_within_a_batch_covers_the_posts_before_it_and_none_after() -> None:
    one = campaign()
    outgoing = [message for _, message in Intake([one], Tagger([one])).take(records(with_a_bot(3))).outgoing]
    reached, marks = 0.0, 0
    for message in outgoing:
        if isinstance(message, Progress):
            reached, marks = message.reached.timestamp(), marks + 1
        elif isinstance(message, TaggedPost):
            assert message.created_at.timestamp() > reached - 1
    assert marks > 5


def test_an_audience_is_told_once_an_hour_at_most_and_once_for_so_many_posts() -> None:
    marks = InterimMarks[str]()
    told = [number for number in range(500) if marks.is_due(LOCALS, MONDAY + number // 100 * HOUR_MS)]
    assert told == [31, 100, 200, 300, 400]
    assert not any(InterimMarks[str]().is_due(LOCALS, MONDAY + number * HOUR_MS) for number in range(31))


def test_the_messages_stand_where_they_were_put() -> None:
    marks = InterimMarks[str]()
    marks.add(1, ["one"])
    marks.add(3, ["three", "too"])
    assert list(marks.join(["a", "b", "c", "d"])) == ["a", "one", "b", "c", "three", "too", "d"]
