"""Step: one message about one audience. A state goes in; the next state and what is to be told come out."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from models.commands import ChapterRelease, Command, SignalVerdict
from models.decisions import Decision
from models.erasures import ErasureRequest
from models.journeys import TaggedPost
from models.marks import Activity, Progress
from models.posts import HOUR_MS, millis
from models.signals import Signal
from models.sketches import merge_sketches
from pipelines.windows import chapters
from pipelines.windows.arrival import Arrival, arrive
from pipelines.windows.closing import close_hour, count_votes, take_due_posts
from pipelines.windows.erasure import erase
from pipelines.windows.state import AudienceHead, AudienceState
from pipelines.windows.watched import WatchedAudience
from pipelines.windows.watermark import last_passed_hour, record_progress, watermark
from pipelines.windows.weighed_window import WeighedWindow

AudienceMessage = TaggedPost | Progress | Activity | ErasureRequest | Command


class StepResult(msgspec.Struct, frozen=True, dict=True):
    """The next state, what is to be told, in order, and what became of a post (None for other messages)."""

    state: AudienceState
    windows: tuple[WeighedWindow, ...] = ()
    signals: tuple[Signal, ...] = ()
    arrival: Arrival | None = None

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The verdicts in words."""
        return tuple([verdict.decision for verdict in self.windows])


def step(state: AudienceState, message: AudienceMessage, watched: WatchedAudience) -> StepResult:
    """Takes one message. Repeats change nothing and tell again what they told."""
    match message:
        case TaggedPost():
            state, arrival = arrive(state, message, watched.policy)
            return StepResult(state, arrival=arrival)
        case Progress():
            return _progressed(replace(state, head=record_progress(state.head, message)), watched)
        case Activity():
            return StepResult(_active(state, message))
        case ChapterRelease():
            return StepResult(replace(state, head=chapters.queue_release(watched.audience, state.head, message)))
        case ErasureRequest():
            return StepResult(erase(state, message, watched.campaign.name))
        case SignalVerdict():
            return StepResult(state)


def _progressed(state: AudienceState, watched: WatchedAudience) -> StepResult:
    """Closes every hour that the watermark has passed."""
    mark = watermark(state.head, watched.policy)
    if mark is None:
        return StepResult(state)
    verdicts: list[WeighedWindow] = []
    signals: list[Signal] = []
    before, until = state.head, last_passed_hour(mark)
    state, ready = take_due_posts(state, until)
    for hour in hours_due(before, sorted(ready), until, watched):
        closed = close_hour(state, hour, ready.get(hour, ()), watched)
        state = closed.state
        verdicts.append(closed.window)
        signals.extend([closed.signal] if closed.signal else [])
    return StepResult(_caught_up(state, until), tuple(verdicts), tuple(signals))


def hours_due(head: AudienceHead, dues: Sequence[int], until: int, watched: WatchedAudience) -> Iterator[int]:
    """The hours to close, in order, up to `until`: from the first post on, and none after a long silence.

    `dues` are the hours that posts wait for, in order. An audience that nobody has heard of for the activity
    horizon has no authors left: its empty hours are skipped.
    """
    patience = watched.policy.eligibility.activity_days * 24
    first = dues[0] if head.closed_hour is None and dues else (head.closed_hour or until) + 1
    starts = [hour for hour in (first, *dues) if hour >= first]
    last = max(head.last_post_hour, first if head.closed_hour is None else 0)
    for hour, following in zip(starts, [*starts[1:], until + 1], strict=True):
        last = max(last, hour if hour in dues else 0)
        yield from range(hour, min(following, last + patience + 1))


def _caught_up(state: AudienceState, until: int) -> AudienceState:
    """Hours that were skipped count as closed."""
    closed = state.head.closed_hour
    return state if closed is None or closed >= until else replace(state, head=replace(state.head, closed_hour=until))


def _active(state: AudienceState, activity: Activity) -> AudienceState:
    """With a sketch of activity joined to its hour's. An hour that has closed takes no more."""
    hour = millis(activity.hour) // HOUR_MS
    if state.head.closed_hour is not None and hour <= state.head.closed_hour:
        return state
    known = state.head.open_sketches.get(hour)
    sketch = merge_sketches(known, activity.sketch) if known else activity.sketch
    return replace(state, head=replace(state.head, open_sketches={**state.head.open_sketches, hour: sketch}))


def finish_interrupted_closing(state: AudienceState, watched: WatchedAudience) -> AudienceState:
    """A state whose last closing was stored in part, with that closing finished: no vote counts twice.

    The head is stored first. So posts that still wait for an hour that has closed were weighed, and only have to
    go into their journeys: doing that again changes nothing.
    """
    closed = state.head.closed_hour
    if closed is None:
        return state
    state, ready = take_due_posts(state, closed)
    for hour, posts in sorted(ready.items()):
        _, end = chapters.hour_span(hour)
        state, _ = count_votes(state, posts, end, watched.policy)
    return state
