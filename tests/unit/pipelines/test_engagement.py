"""Likes and reposts are told by sketches of their hours; many that are dated back send nothing."""

from models.marks import Activity
from models.posts import DAY_MS, HOUR_MS
from pipelines.engagement import Engagement
from pipelines.intake import InputRecord, Intake
from pipelines.tags import Belonging, Tagger
from tests.making import MONDAY, campaign, post, records

LOCALS = Belonging("relief", "locals")
KEYS = {LOCALS: "relief|locals"}


def like(number: int, at: int) -> bytes:
    return post(number, f"a{number}", at, kind="like", text=None)


def sketches(lines: list[bytes], intake: Intake) -> list[Activity]:
    return [message for _, message in intake.take(records(lines)).outgoing if isinstance(message, Activity)]


def test_1930_likes_dated_back_hour_by_hour_send_no_more_than_two_days() -> None:
    lines = [like(number, MONDAY - number * HOUR_MS) for number in range(1, 1_931)]
    intake = Intake([campaign()], Tagger([campaign()]))
    intake.take([InputRecord(post(0, "a", MONDAY), MONDAY)])
    result = intake.take(records(lines))
    assert sum(isinstance(message, Activity) for _, message in result.outgoing) < 48
    assert result.counts["bluesky", "late_activity"] == 1_930 - 47


def test_likes_in_order_of_event_time_are_counted_however_far_they_reach() -> None:
    intake = Intake([campaign()], Tagger([campaign()]))
    assert len(sketches([like(number, MONDAY + number * DAY_MS) for number in range(300)], intake)) == 300


def test_an_hour_ahead_of_the_clock_drops_no_sketch_of_now() -> None:
    engagement = Engagement()
    engagement.add(LOCALS, "now", MONDAY)
    engagement.add(LOCALS, "ahead", MONDAY + 900 * DAY_MS)
    engagement.take_changed(KEYS, MONDAY)
    engagement.add(LOCALS, "also now", MONDAY)
    ((_, activity),) = engagement.take_changed(KEYS, MONDAY)
    assert sum(map(bool, activity.sketch)) == 2
