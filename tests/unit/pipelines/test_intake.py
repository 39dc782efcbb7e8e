"""A partition's intake: what goes on, for whom, and what is said of the rest."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from models.campaigns import Audience, AudienceFilter, Campaign
from models.journeys import TaggedPost
from models.marks import Activity, Mark, Progress
from models.posts import HOUR_MS, Millis, instant
from models.rejections import Origin, Reason
from models.sketches import estimate_count
from models.tags import Stage
from pipelines.intake import InputRecord, Intake, IntakeResult
from pipelines.tags import Tagger
from tests.making import MONDAY, NOW, campaign, post, records


def intake(*campaigns: Campaign) -> Intake:
    campaigns = campaigns or (campaign(),)
    return Intake(campaigns, Tagger(campaigns))


def take_lines(*lines: bytes, campaigns: tuple[Campaign, ...] = ()) -> IntakeResult:
    return intake(*campaigns).take(records(lines))


def live(number: int, at: Millis, **changes: Any) -> InputRecord:
    """A post that came in when it was written."""
    return InputRecord(post(number, "a", at, **changes), at)


def mark(at: Millis, *, end: bool = False) -> InputRecord:
    return InputRecord(msgspec.json.encode(Mark("bluesky", instant(at), end)), NOW, is_mark=True)


def tagged_posts(batch: IntakeResult) -> list[TaggedPost]:
    return [message for _, message in batch.outgoing if isinstance(message, TaggedPost)]


def progress(batch: IntakeResult) -> list[Progress]:
    return [message for _, message in batch.outgoing if isinstance(message, Progress)]


def test_a_post_about_the_story_is_tagged_for_its_audience() -> None:
    batch = take_lines(post(1, "a", MONDAY, tags=None, text="I donated to the typhoon families"))
    ((key, message),) = [pair for pair in batch.outgoing if isinstance(pair[1], TaggedPost)]
    assert key == "relief|locals"
    assert isinstance(message, TaggedPost)
    assert message.tags.stage is Stage.ACTION


def test_a_post_about_something_else_goes_nowhere() -> None:
    batch = take_lines(post(1, "a", MONDAY, tags=None, text="My cat sleeps"))
    assert tagged_posts(batch) == []
    assert batch.counts == {("bluesky", "unmatched"): 1}


@pytest.mark.parametrize("flag", ["brand", "leader", "employee", "bot"])
def test_who_speaks_for_the_campaign_or_is_a_bot_is_of_no_audience_and_never_votes(flag: str) -> None:
    batch = take_lines(post(1, "a", MONDAY, author_flags=[flag]), post(2, "b", MONDAY, author_flags=["press"]))
    assert [message.id for message in tagged_posts(batch)] == ["sim:2"]
    assert batch.counts == {("bluesky", "no_audience"): 1, ("bluesky", "tagged"): 1}


def test_what_is_of_before_the_start_goes_nowhere_and_is_counted() -> None:
    begun = (campaign(starts=MONDAY + HOUR_MS),)
    batch = take_lines(post(1, "a", MONDAY), post(2, "a", MONDAY, kind="like"), campaigns=begun)
    assert [message for _, message in batch.outgoing if not isinstance(message, Progress)] == []
    assert batch.counts == {("bluesky", "too_early"): 2}


def test_a_post_may_concern_several_audiences() -> None:
    chapters = campaign().audiences[0].chapters
    two = (Audience("all", chapters), Audience("toots", chapters, AudienceFilter(channels=("mastodon",))))
    lines = [post(n, "a", MONDAY, tags=None, channel=c) for n, c in enumerate(("bluesky", "mastodon"))]
    batch = take_lines(*lines, campaigns=(campaign(audiences=two),))
    assert [message.audience for message in tagged_posts(batch)] == ["all", "all", "toots"]


def test_posts_come_before_the_progress_they_made() -> None:
    batch = intake().take([live(n, MONDAY + n) for n in range(5)])
    kinds = [type(message) for _, message in batch.outgoing]
    assert kinds == [*[TaggedPost] * 5, Progress]


def test_progress_is_said_every_ten_minutes_of_event_time() -> None:
    one = intake()
    said = [progress(one.take([live(n, MONDAY + n * 60_000)])) for n in range(60)]
    assert sum(map(len, said)) == 6


def test_posts_that_match_nothing_move_time_all_the_same() -> None:
    (said,) = progress(intake().take([live(1, MONDAY, tags=None, text="My cat sleeps")]))
    assert said.reached == instant(MONDAY)


def test_a_source_mark_moves_time_and_an_end_mark_ends_it() -> None:
    one = intake()
    (said,) = progress(one.take([mark(MONDAY + HOUR_MS)]))
    assert (said.reached, said.final) == (instant(MONDAY + HOUR_MS), False)
    (said,) = progress(one.take([mark(MONDAY + HOUR_MS, end=True)]))
    assert said.final


def test_a_mark_from_the_future_would_close_everything_and_is_rejected() -> None:
    batch = intake().take([mark(NOW + HOUR_MS)])
    assert (batch.outgoing, batch.rejections[0].reason) == ((), Reason.FUTURE)


def test_a_broken_mark_is_rejected() -> None:
    batch = intake().take([InputRecord(b"{}", NOW, Origin("posts", 1, 2), is_mark=True)])
    assert (batch.rejections[0].reason, batch.rejections[0].origin) == (Reason.BAD_FIELD, Origin("posts", 1, 2))


def test_an_idle_partition_says_so_as_often_as_it_is_asked() -> None:
    one = intake()
    one.take([live(1, MONDAY)])
    assert [mark.idle for mark in (*progress(one.report_idle()), *progress(one.report_idle()))] == [True, True]
    assert [mark.idle for mark in progress(one.take([live(2, MONDAY + HOUR_MS)]))] == [False]


def test_likes_are_counted_in_a_sketch_and_never_travel_alone() -> None:
    likes = [post(n, f"fan{n}", MONDAY, kind="like", text=None) for n in range(300)]
    batch = take_lines(*likes, *likes)
    (sketch,) = [message.sketch for _, message in batch.outgoing if isinstance(message, Activity)]
    assert abs(estimate_count(sketch) - 300) < 30
    assert tagged_posts(batch) == []


def test_testimony_travels_without_its_words() -> None:
    text = "He assaulted me after the typhoon, I was raped in the shelter. I never told anyone. #metoo"
    (message,) = tagged_posts(take_lines(post(1, "a", MONDAY, tags=None, text=text)))
    assert message.tags.testimony
    assert message.excerpt == ""


def test_clocks_may_differ_by_ten_minutes() -> None:
    ahead = timedelta(minutes=9) // timedelta(milliseconds=1)
    assert take_lines(post(1, "a", NOW + ahead)).rejections == ()
    assert [each.reason for each in take_lines(post(1, "a", NOW + 2 * ahead)).rejections] == [Reason.FUTURE]
