"""No record of a state swells: whatever comes in, the largest that is ever written is below 200 kB."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from msgspec.structs import replace

from listener.worker.state_records import changed_records
from models.commands import ChapterRelease
from models.erasures import ErasureRequest
from models.gaps import Gap, GapReason
from models.journeys import ActiveDay, Author, TaggedPost
from models.marks import PARTITIONS_LIMIT, Activity, Progress
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, Kind, instant
from models.sketches import REGISTERS, add_item, hash64
from models.tags import Emotion, Stage, Tags
from pipelines.flow import watched_audiences
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, new_state, step
from pipelines.windows.arrival import Arrival, receive_posts
from pipelines.windows.state import RECORD_BYTES
from pipelines.windows.step import AudienceMessage
from tests.making import MONDAY, campaign

WATCHED = watched_audiences([campaign()], Tagger.version)["relief|locals"]
LONG = "\U0001f525"  # four bytes in UTF-8: the longest that a character may be


@dataclass
class Written:
    """What a run wrote: the largest record, all bytes, and the state that it came to."""

    largest: int
    total: int
    state: AudienceState


def written(messages: Iterable[AudienceMessage], state: AudienceState | None = None) -> Written:
    """Each message is saved by itself, as the agent does."""
    run = Written(0, 0, state or new_state())
    for message in messages:
        after = step(run.state, message, WATCHED).state
        for _, change in changed_records(run.state, after):
            record = change or b""
            run.largest, run.total = max(run.largest, len(record)), run.total + len(record)
        run.state = after
    return run


def saved_at_once(state: AudienceState) -> int:
    """The largest record of a whole state."""
    return max(len(record or b"") for _, record in changed_records(new_state(), state))


def tagged(number: int, author: str, at: int, *, channel: str = "bluesky") -> TaggedPost:
    """A post of which every part is as long as can be."""
    tags = Tags(
        stage=Stage.ACTION, themes=tuple(f"{number:03}{'t' * 61}" for number in range(40)), emotions=tuple(Emotion)
    )
    id = f"{number:08}".ljust(128, "i")
    return TaggedPost(id, channel, author, Kind.ORIGINAL, instant(at), "relief", "locals", tags, LONG * 200)


def likes(hour: int, *ids: str) -> Activity:
    sketch = bytearray(REGISTERS)
    for id in ids:
        add_item(sketch, id)
    return Activity(instant(hour * HOUR_MS), bytes(sketch))


def progress(at: int, partition: int = 0, partitions: int = 1) -> Progress:
    return Progress(partition, partitions, instant(at))


def test_likes_back_dated_over_1930_hours_write_no_more_than_they_say() -> None:
    hours = list(range(MONDAY // HOUR_MS - 1_930, MONDAY // HOUR_MS))
    run = written(likes(hour, f"{hour}") for hour in random.Random(1).sample(hours, len(hours)))
    assert run.largest < 20_000
    assert run.total < 20_000_000  # it was 925 MB, with a head of a megabyte


def test_200000_authors_in_one_hour() -> None:
    posts = (tagged(number, f"a{number}", MONDAY) for number in range(200_000))
    state, arrivals = receive_posts(new_state(), posts, WATCHED)
    assert saved_at_once(state) < RECORD_BYTES
    waiting = sum(map(len, state.pending.values()))
    assert arrivals.count(Arrival.BEYOND_ROOM) == 200_000 - waiting


def test_posts_of_one_author_by_the_thousand() -> None:
    posts = (tagged(number, "a", MONDAY + number * HOUR_MS // 3) for number in range(5_000))
    assert written(posts).largest < RECORD_BYTES


def channel_per_post(days: int, authors: int) -> Iterator[AudienceMessage]:
    """Every post comes from a channel of its own, with a name as long as can be."""
    number = 0
    for day in range(days):
        for author in range(authors):
            number += 1
            at = MONDAY + day * DAY_MS + author * (DAY_MS // authors)
            yield tagged(number, f"a{author}", at, channel=f"{number:06}".ljust(64, LONG))
        yield progress(MONDAY + (day + 1) * DAY_MS)


def test_ten_thousand_channels() -> None:
    run = written(channel_per_post(days=10, authors=1_000))
    detector = run.state.head.detector
    assert detector is not None
    assert detector.channel_weights
    assert run.largest < RECORD_BYTES


def test_a_head_at_all_of_its_bounds_at_once() -> None:
    state = written(channel_per_post(days=9, authors=300)).state
    releases = [
        ChapterRelease("relief", "locals", "stand-with", instant(MONDAY + 900 * DAY_MS + number))
        for number in range(3_000)
    ]
    reports = [progress(MONDAY + 9 * DAY_MS, each, PARTITIONS_LIMIT) for each in range(PARTITIONS_LIMIT)]
    gaps = [
        Gap(f"{LONG}{channel}"[-64:], instant(at), instant(at), GapReason.NO_REPLAY)
        for channel in range(60)
        for at in range(MONDAY + 9 * DAY_MS, MONDAY + 19 * DAY_MS, 5 * HOUR_MS)
    ]
    erasures = [
        ErasureRequest(instant(MONDAY + 900 * DAY_MS), author=f"a{number}", post=f"{number:08}".ljust(128, "i"))
        for number in range(3_000)
    ]
    full = written(chain(releases, reports, gaps, erasures), state)
    assert saved_at_once(full.state) < RECORD_BYTES * 0.9  # some room is left for fields to come


def backlog(days: int, authors: int) -> Iterator[AudienceMessage]:
    """One partition is live, while the other has the posts and likes of months still to come: no hour closes."""
    yield progress(MONDAY, 0, 2)
    yield progress(MONDAY + days * DAY_MS, 1, 2)
    for day in range(days):
        for author in range(authors):
            yield tagged(day * authors + author, f"a{author}", MONDAY + day * DAY_MS + author * 60_000)
        yield from (likes((MONDAY + day * DAY_MS) // HOUR_MS + hour, f"{day}-{hour}") for hour in range(24))


def test_150_days_of_backlog_of_a_sparse_source() -> None:
    run = written(backlog(days=150, authors=60))
    assert run.largest < RECORD_BYTES
    assert run.total < 1_000_000_000


def test_posts_of_the_far_future_wait_in_bounded_room() -> None:
    rng = random.Random(2)
    state = written([tagged(0, "a", MONDAY), progress(MONDAY + 3 * HOUR_MS)]).state
    ahead = (
        tagged(number, f"a{number % 700}", MONDAY + rng.randrange(1, 9_000) * DAY_MS) for number in range(1, 20_000)
    )
    state, arrivals = receive_posts(state, ahead, WATCHED)
    assert saved_at_once(state) < RECORD_BYTES
    assert set(arrivals) <= {Arrival.TAKEN, Arrival.BEYOND_ROOM}


def full_entry(author: int, policy: Policy) -> Author:
    """An author with all that is remembered of one, of the longest channel."""
    bounds, last = policy.eligibility, MONDAY // DAY_MS
    days = tuple(ActiveDay(last - day, 3, True, True) for day in range(bounds.activity_days))
    posts = tuple((MONDAY + number, 2**62 + number) for number in range(bounds.repeats_remembered))
    return Author(author, MONDAY - 28 * DAY_MS, MONDAY, LONG * 64, days, posts, MONDAY)


def test_a_full_panel_and_twice_the_newcomers() -> None:
    policy, state = Policy(), new_state()
    authors = [
        hash64(f"a{number}") for number in range(policy.eligibility.panel_size + 2 * policy.eligibility.newcomer_pool)
    ]
    panel = state.panel.with_changes({author: full_entry(author, policy) for author in authors})
    assert saved_at_once(replace(state, panel=panel)) < RECORD_BYTES


def test_an_audience_of_one_author_writes_one_small_record() -> None:
    empty = new_state()
    run = written([tagged(0, "a", MONDAY)], empty)
    assert len(list(changed_records(empty, run.state))) == 1
    assert run.total < 2_000
