"""Who wrote a text first keeps its vote, whoever copies it: and a slogan that all share is one voice."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from models.journeys import CopiedText, PendingPost
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS, MINUTE_MS, Millis
from models.shards import ShardedMap
from pipelines.journeys.copies import Copies, count_copies, find_keeper, note_keepers
from pipelines.journeys.panel import Panel, add_posts
from pipelines.journeys.votes import cast_votes
from tests.making import MONDAY
from tests.unit.pipelines.journeys.test_authors import pending_post

POLICY = Policy()
THURSDAY = MONDAY + 3 * DAY_MS
COPIERS = range(2, 42)
NEWCOMER = 99
NO_COPIES: ShardedMap[CopiedText] = ShardedMap.empty(8)
KNOWN = add_posts(ShardedMap.empty(8), [pending_post(MONDAY, n, author=n) for n in range(1, 42)], POLICY)


class Crowd:
    """Authors 1 to 41, known since Monday, whose posts are counted hour by hour."""

    def __init__(self) -> None:
        self.panel: Panel = KNOWN
        self.copies: Copies = NO_COPIES
        self._number = 1_000

    def voters(self, *posts: tuple[int, Millis, int]) -> list[int]:
        """Who votes in an hour with these posts: author, event time, text."""
        return self.close([self._post(*each) for each in posts])

    def close(self, posts: Sequence[PendingPost]) -> list[int]:
        """The same, of whole posts."""
        copies = count_copies(self.copies, posts, POLICY)
        panel = add_posts(self.panel, posts, POLICY)
        batch = cast_votes(panel, posts, copies, POLICY)
        self.copies, self.panel = note_keepers(copies, batch.keepers), panel.with_changes(batch.voters)
        return [vote.author for vote in batch.votes]

    def _post(self, author: int, at: Millis, text: int) -> PendingPost:
        self._number += 1
        return pending_post(at, self._number, author=author, copy=text)


def test_copies_within_the_hour_silence_nobody() -> None:
    copies = [(copier, THURSDAY + copier * MINUTE_MS, 7) for copier in COPIERS]
    assert Crowd().voters((1, THURSDAY, 7), *copies) == [1]


def test_a_text_that_is_copied_hours_later_stays_its_authors_who_may_say_it_again() -> None:
    crowd = Crowd()
    assert crowd.voters((1, THURSDAY, 7)) == [1]
    assert crowd.voters(*[(copier, THURSDAY + 3 * HOUR_MS, 7) for copier in COPIERS]) == []
    assert crowd.voters((1, THURSDAY + DAY_MS, 7), *[(each, THURSDAY + DAY_MS, 7) for each in COPIERS]) == [1]


def test_copies_that_are_dated_back_behind_a_vote_change_nothing() -> None:
    crowd = Crowd()
    crowd.voters((1, THURSDAY, 7))
    assert crowd.voters(*[(copier, THURSDAY - HOUR_MS, 7) for copier in COPIERS]) == []
    assert find_keeper(crowd.copies, 7) == 1


def test_accounts_that_date_copies_of_everything_back_take_one_text_each_and_not_one_more_that_day() -> None:
    crowd, targets, five = Crowd(), range(10, 42), [2, 3, 4, 5, 6]
    texts = [(target, THURSDAY + target, target) for target in targets]
    copies = [(copier, THURSDAY - target, target) for copier in five for target in targets]
    voting = crowd.voters(*texts, *copies)
    assert len([each for each in voting if each in targets]) == len(targets) - len(five)
    later = [(target, at + HOUR_MS, 100 + text) for target, at, text in texts if target not in voting]
    copies = [(copier, THURSDAY + HOUR_MS - target, 100 + target) for copier in five for target, _, _ in later]
    assert crowd.voters(*later, *copies) == [target for target, _, _ in later]


def test_a_slogan_that_all_share_is_one_voice_in_all_hours_together() -> None:
    crowd = Crowd()
    hours = [[(author, THURSDAY + hour * HOUR_MS, 7) for author in range(1 + hour, 42, 3)] for hour in range(3)]
    assert [crowd.voters(*hour) for hour in hours] == [[1], [], []]


def test_who_may_not_vote_keeps_no_vote_from_those_who_may() -> None:
    copies = [(copier, THURSDAY + copier, 7) for copier in COPIERS]
    assert Crowd().voters((NEWCOMER, THURSDAY, 7), *copies) == [2]


def test_a_forgotten_text_is_anybodys_again_and_one_that_is_still_posted_is_not() -> None:
    crowd = Crowd()
    crowd.voters((1, THURSDAY, 7))
    week = POLICY.eligibility.copies_days * DAY_MS
    crowd.voters((2, THURSDAY + week, 7))
    assert find_keeper(crowd.copies, 7) == 1
    crowd.voters((3, THURSDAY + 2 * week + HOUR_MS, 7))
    assert find_keeper(crowd.copies, 7) == 3


@settings(max_examples=200, deadline=None)
@given(
    st.permutations([(author, author % 7, text) for author in range(1, 25) for text in (7, 8, 9)]),
)
def test_whose_vote_a_text_is_depends_on_the_posts_as_a_set(order: list[tuple[int, int, int]]) -> None:
    posts = [
        pending_post(THURSDAY + minute * MINUTE_MS, 100 * text + author, author=author, copy=text)
        for author, minute, text in order
    ]
    one, other = Crowd(), Crowd()
    assert one.close(posts) == other.close(sorted(posts))
    assert [find_keeper(one.copies, text) for text in (7, 8, 9)] == [find_keeper(other.copies, t) for t in (7, 8, 9)]


def test_closing_an_hour_again_after_a_crash_leaves_the_same_keepers() -> None:
    posts = [pending_post(THURSDAY - n, 100 * t + n, author=n, copy=t) for n in range(1, 9) for t in (7, 8, 9, 10)]
    once = Crowd()
    once.close(posts)
    for saved in ({7}, {9}, {7, 10}, {7, 8, 9, 10}):  # texts whose records were written before the crash
        again = Crowd()
        texts = [text for text in saved if text % 8 in {each % 8 for each in saved}]
        again.copies = NO_COPIES.with_changes({text: once.copies.get(text) for text in texts})
        again.close(posts)
        assert [find_keeper(again.copies, t) for t in (7, 8, 9, 10)] == [
            find_keeper(once.copies, t) for t in (7, 8, 9, 10)
        ]
