"""Counting: labels decide while they are fresh, and after a pause in the reading only once some were read anew."""

from msgspec.structs import replace

from models.labels import DrawnVote
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from pipelines.readiness import Aim, DueLabel, PanelCounts, WindowInputs, WindowSpan, start_detector
from pipelines.readiness.detector import ChapterDetector
from pipelines.readiness.labels.counting import count_labels, has_fresh_labels

SHARES = (0.45, 0.55, 0.0, 0.0)
AIM = Aim("who-it-hit", 1, share=0.3)


def inputs(end: int, labels: tuple[DueLabel, ...] = ()) -> WindowInputs:
    return WindowInputs(WindowSpan(end - HOUR_MS, end), AIM, PanelCounts(700, 600), Policy(), labels)


def read(detector: ChapterDetector, day: int, number: int) -> ChapterDetector:
    """So many labels of votes that were drawn on a day."""
    end = day * DAY_MS + HOUR_MS
    vote = DrawnVote(7, end - HOUR_MS, end, 1, True, SHARES, SHARES, 0.32)
    due = tuple(DueLabel(end, day * 100 + place, False, replace(vote, author=place), 1, 1) for place in range(number))
    return count_labels(detector, inputs(end, due))


def is_fresh(detector: ChapterDetector, day: int) -> bool:
    return has_fresh_labels(detector, inputs(day * DAY_MS + 2 * HOUR_MS))


def test_a_days_labels_decide_from_then_on_and_no_longer_than_a_week() -> None:
    detector = start_detector("who-it-hit", 0, Policy())
    assert not is_fresh(read(detector, 9, 19), 9)
    for day in range(9, 16):
        detector = read(detector, day, 20)
        assert is_fresh(detector, day)
    assert is_fresh(detector, 20)
    assert not is_fresh(detector, 23)


def test_after_a_pause_one_label_does_not_wake_what_was_said_weeks_ago() -> None:
    detector = start_detector("who-it-hit", 0, Policy())
    for day in range(9, 16):
        detector = read(detector, day, 20)
    assert not is_fresh(read(detector, 37, 1), 37)
    assert is_fresh(read(detector, 37, 10), 37)


def test_who_reads_a_few_a_day_is_heard() -> None:
    detector = start_detector("who-it-hit", 0, Policy())
    for day in range(9, 20):
        detector = read(detector, day, 3)
    assert is_fresh(detector, 19)
