"""Beginning: the hour with which a campaign begins for an audience. What is older is too early, and counts nowhere.

It is the hour of the campaign's `starts`, or else the first hour from which `beginning_authors` authors speak within
a day. So a post dated months back moves nothing: nobody else speaks within its day, and it is let go.

An hour is judged once the watermark has passed it and, where it is not the one, the day that begins with it: a
function of the posts as a set, whatever their order within the lateness. Until then posts wait in `pending`.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec.structs import replace

from models.campaigns import Campaign
from models.journeys import PendingPost
from models.posts import HOUR_MS
from pipelines.windows.pending import take_due_posts
from pipelines.windows.state import AudienceHead, AudienceState
from pipelines.windows.watched import WatchedAudience

_DAY_HOURS = 24  # "within a day" is part of the definition


def first_hour(head: AudienceHead, campaign: Campaign) -> int | None:
    """The hour before which a post is too early, as far as that is known; None: no post is."""
    return head.first_hour if campaign.starts is None else campaign.starts // HOUR_MS


def begin(state: AudienceState, until_hour: int, watched: WatchedAudience) -> tuple[AudienceState, int]:
    """The state with its first hour, as far as the posts due up to `until_hour` tell it, and how many posts of before
    it were let go. The same state where the campaign has begun already.

    `head.closed_hour` is the hour before the first one as soon as that is sure: then hours may close.
    """
    if state.head.closed_hour is not None:
        return state, 0
    authors = _authors_by_hour(state.pending.values(), until_hour)
    if not authors:
        return state, 0
    if watched.campaign.starts is not None:
        return _begin_with(state, watched.campaign.starts // HOUR_MS), 0
    first, is_sure = find_first_hour(authors, until_hour, watched.policy.time.beginning_authors)
    state, early = take_due_posts(state, first - 1)
    state = replace(state, head=replace(state.head, first_hour=first))
    return _begin_with(state, first) if is_sure else state, sum(map(len, early.values()))


def _begin_with(state: AudienceState, hour: int) -> AudienceState:
    head = replace(state.head, first_hour=hour, closed_hour=hour - 1, last_post_hour=hour - 1)
    return replace(state, head=head)


def _authors_by_hour(pending: Iterable[Sequence[PendingPost]], until_hour: int) -> Mapping[int, Set[int]]:
    found: dict[int, set[int]] = {}
    for posts in pending:
        for post in posts:
            if post.due_hour <= until_hour:
                found.setdefault(post.due_hour, set()).add(post.author)
    return found


def find_first_hour(authors: Mapping[int, Set[int]], until_hour: int, wanted: int) -> tuple[int, bool]:
    """The first hour from which `wanted` authors speak within a day, and True; else the first hour that may still be
    it, and False. `authors` has those of each hour up to `until_hour`, in which all posts are here."""
    for hour in sorted(authors):
        speaking = {author for each in range(hour, hour + _DAY_HOURS) for author in authors.get(each, ())}
        if len(speaking) >= wanted:
            return hour, True
        if hour + _DAY_HOURS - 1 > until_hour:
            return hour, False
    return until_hour - _DAY_HOURS + 2, False  # every day up to here has passed
