"""Step: one message about one audience. A state goes in; the next state and what is to be told come out."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
from msgspec.structs import replace

from models.commands import Command, Judged, Released
from models.decisions import Decision
from models.erasures import Erased
from models.journeys import TaggedPost
from models.marks import Activity, Progress
from models.posts import HOUR_MS, millis
from models.signals import Signal
from models.sketches import merge
from pipelines.windows import chapters
from pipelines.windows.arrival import Arrival, arrive
from pipelines.windows.closing import close, counted, due
from pipelines.windows.erasure import erased
from pipelines.windows.state import Head, State
from pipelines.windows.watched import Watched
from pipelines.windows.watermark import advanced, passed_hour, watermark
from pipelines.windows.weighed_window import WeighedWindow

AudienceMessage = TaggedPost | Progress | Activity | Erased | Command


class StepResult(msgspec.Struct, frozen=True, dict=True):
    """The next state, what is to be told, in order, and what became of a post (None for other messages)."""

    state: State
    verdicts: tuple[WeighedWindow, ...] = ()
    signals: tuple[Signal, ...] = ()
    arrival: Arrival | None = None

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The verdicts in words."""
        return tuple([verdict.decision for verdict in self.verdicts])


def step(state: State, message: AudienceMessage, watched: Watched) -> StepResult:
    """Takes one message. Repeats change nothing and tell again what they told."""
    match message:
        case TaggedPost():
            state, arrival = arrive(state, message, watched.policy)
            return StepResult(state, arrival=arrival)
        case Progress():
            return _progressed(replace(state, head=advanced(state.head, message)), watched)
        case Activity():
            return StepResult(_active(state, message))
        case Released():
            return StepResult(replace(state, head=chapters.noted(watched.audience, state.head, message)))
        case Erased():
            return StepResult(erased(state, message, watched.campaign.name))
        case Judged():
            return StepResult(state)


def _progressed(state: State, watched: Watched) -> StepResult:
    """Closes every hour that the watermark has passed."""
    mark = watermark(state.head, watched.policy)
    if mark is None:
        return StepResult(state)
    verdicts: list[WeighedWindow] = []
    signals: list[Signal] = []
    before, until = state.head, passed_hour(mark)
    state, ready = due(state, until)
    for hour in hours_due(before, sorted(ready), until, watched):
        closed = close(state, hour, ready.get(hour, ()), watched)
        state = closed.state
        verdicts.append(closed.verdict)
        signals.extend([closed.signal] if closed.signal else [])
    return StepResult(_caught_up(state, until), tuple(verdicts), tuple(signals))


def hours_due(head: Head, dues: Sequence[int], until: int, watched: Watched) -> Iterator[int]:
    """The hours to close, in order, up to `until`: from the first post on, and none after a long silence.

    `dues` are the hours that posts wait for, in order. An audience that nobody has heard of for the activity
    horizon has no authors left: its empty hours are skipped.
    """
    patience = watched.policy.eligibility.activity_days * 24
    first = dues[0] if head.closed is None and dues else (head.closed or until) + 1
    starts = [hour for hour in (first, *dues) if hour >= first]
    last = max(head.heard, first if head.closed is None else 0)
    for hour, following in zip(starts, [*starts[1:], until + 1], strict=True):
        last = max(last, hour if hour in dues else 0)
        yield from range(hour, min(following, last + patience + 1))


def _caught_up(state: State, until: int) -> State:
    """Hours that were skipped count as closed."""
    closed = state.head.closed
    return state if closed is None or closed >= until else replace(state, head=replace(state.head, closed=until))


def _active(state: State, activity: Activity) -> State:
    """With a sketch of activity joined to its hour's. An hour that has closed takes no more."""
    hour = millis(activity.hour) // HOUR_MS
    if state.head.closed is not None and hour <= state.head.closed:
        return state
    known = state.head.activity.get(hour)
    sketch = merge(known, activity.sketch) if known else activity.sketch
    return replace(state, head=replace(state.head, activity={**state.head.activity, hour: sketch}))


def recovered(state: State, watched: Watched) -> State:
    """A state whose last closing was stored in part, with that closing finished: no vote counts twice.

    The head is stored first. So posts that still wait for an hour that has closed were weighed, and only have to
    go into their journeys: doing that again changes nothing.
    """
    closed = state.head.closed
    if closed is None:
        return state
    state, ready = due(state, closed)
    for hour, posts in sorted(ready.items()):
        _, end = chapters.hour_span(hour)
        state, _ = counted(state, posts, end, watched.policy)
    return state
