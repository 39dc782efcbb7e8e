"""Who votes, how much, and who does not."""

from models.journeys import CopiedText, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS
from models.shards import ShardedMap
from pipelines.journeys.copies import count_copies, is_copied
from pipelines.journeys.panel import Panel, add_posts
from pipelines.journeys.votes import VoteBatch, cast_votes
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

POLICY = Policy()
THURSDAY = MONDAY + 3 * DAY_MS
NOBODY: Panel = ShardedMap.empty(8)
NO_COPIES: ShardedMap[CopiedText] = ShardedMap.empty(8)


def cast(before: list[PendingPost], now: list[PendingPost]) -> VoteBatch:
    """The votes of `now`, from authors of whom `before` was seen."""
    copies = count_copies(NO_COPIES, [*before, *now], POLICY)
    return cast_votes(add_posts(NOBODY, [*before, *now], POLICY), now, copies, POLICY)


def test_who_was_never_seen_before_has_no_vote() -> None:
    assert cast([], [pending_post(THURSDAY)]).votes == ()


def test_who_came_back_votes_with_the_latest_post_of_the_hour() -> None:
    now = [pending_post(THURSDAY, 2, stage=1), pending_post(THURSDAY + 60_000, 3, stage=3)]
    (vote,) = cast([pending_post(MONDAY, 1)], now).votes
    assert (vote.stage, vote.weight, vote.active_days, vote.age_days) == (3, 1 / 2, 2, 3.0 + 60_000 / DAY_MS)


def test_posting_on_more_days_weighs_less_each_time() -> None:
    often = [pending_post(MONDAY + day * DAY_MS, day + 1) for day in range(3)]
    assert [vote.weight for vote in cast(often, [pending_post(THURSDAY, 9)]).votes] == [1 / 4]


def test_a_vote_tells_the_active_days_of_the_last_week_apart() -> None:
    long_ago, lately = MONDAY - 10 * DAY_MS, [MONDAY + DAY_MS, MONDAY + 2 * DAY_MS]
    before = [pending_post(at, n + 1) for n, at in enumerate([long_ago, *lately])]
    assert [(vote.active_days, vote.recent_days) for vote in cast(before, [pending_post(THURSDAY, 9)]).votes] == [
        (4, 3)
    ]


def test_of_a_text_that_many_authors_posted_the_first_alone_votes_and_the_others_are_counted() -> None:
    before = [pending_post(MONDAY, author, author=author) for author in range(1, 6)]
    now = [pending_post(THURSDAY - author, 10 + author, author=author, copy=77) for author in range(1, 6)]
    told = cast(before, now)
    assert ([vote.author for vote in told.votes], told.copied_posts) == ([5], 4)


def test_a_text_that_only_a_few_share_votes() -> None:
    before = [pending_post(MONDAY, author, author=author) for author in (1, 2, 3)]
    now = [pending_post(THURSDAY, 10 + author, author=author, copy=77) for author in (1, 2, 3)]
    assert len(cast(before, now).votes) == 3


def test_who_has_just_voted_votes_again_after_twenty_hours() -> None:
    first = cast([pending_post(MONDAY, 1)], [pending_post(THURSDAY, 2)])
    panel = add_posts(NOBODY.with_changes(first.voters), later := [pending_post(THURSDAY + 19 * HOUR_MS, 3)], POLICY)
    assert cast_votes(panel, later, NO_COPIES, POLICY).votes == ()
    panel = add_posts(panel, later := [pending_post(THURSDAY + 20 * HOUR_MS, 4)], POLICY)
    assert len(cast_votes(panel, later, NO_COPIES, POLICY).votes) == 1


def test_the_memory_of_copied_texts_is_bounded() -> None:
    posts = [
        pending_post(MONDAY + n, n, author=n, copy=n * 8) for n in range(POLICY.eligibility.copies_per_shard + 50)
    ]
    assert len(count_copies(NO_COPIES, posts, POLICY)) == POLICY.eligibility.copies_per_shard


def test_a_text_that_nobody_posted_for_a_week_is_forgotten() -> None:
    old = count_copies(NO_COPIES, [pending_post(MONDAY, n, author=n, copy=8) for n in range(9)], POLICY)
    assert is_copied(old, 8, POLICY)
    assert not is_copied(
        count_copies(old, [pending_post(MONDAY + 8 * DAY_MS, 99, author=99, copy=8)], POLICY), 8, POLICY
    )
