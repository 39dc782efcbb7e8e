"""Step: one message about one audience. A state goes in; the next state, closed windows and signals come out.

Pure and deterministic: the same state and message give the same result. A message that is repeated changes nothing
after the first time, so at-least-once delivery is enough; where a crash repeats a closing, the same signals with the
same ids come out again.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import cast

import msgspec
from msgspec.structs import replace

from models.accountability import Demand
from models.commands import ChapterRelease, Command, ReleaseWithdrawal, SignalVerdict
from models.decisions import Decision
from models.erasures import ErasureRequest
from models.gaps import Gap
from models.journeys import TaggedPost
from models.labels import LabelDraw, PostLabel
from models.ledger import LedgerRecord, TermsChange, Update
from models.marks import Activity, Progress
from models.redactions import Redaction
from models.signals import Signal
from pipelines.accountability import receive_record
from pipelines.quote_redaction import make_redaction
from pipelines.windows.activity import merge_activity
from pipelines.windows.arrival import Arrival, receive_posts
from pipelines.windows.beginning import begin
from pipelines.windows.chapters import queue_release, withdraw_release
from pipelines.windows.closing import close_hour
from pipelines.windows.erasure import erase
from pipelines.windows.labelled import receive_label
from pipelines.windows.pending import take_due_posts
from pipelines.windows.quoted import find_quoted, note_quoted
from pipelines.windows.reported_gaps import report_gap
from pipelines.windows.state import AudienceHead, AudienceState
from pipelines.windows.watched import WatchedAudience
from pipelines.windows.watermark import find_watermark, last_passed_hour, record_progress
from pipelines.windows.weighed_window import WeighedWindow

AudienceMessage = (
    TaggedPost | Progress | Activity | Gap | ErasureRequest | Command | PostLabel | LabelDraw | LedgerRecord | Demand
)


class StepResult(msgspec.Struct, frozen=True, dict=True):
    """What a message came to, or several posts. `windows` and `signals` are in order of event time; `arrivals` has
    one for each post, and BEYOND_ROOM also for activity and for a release."""

    state: AudienceState
    windows: tuple[WeighedWindow, ...] = ()
    signals: tuple[Signal, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    draws: tuple[LabelDraw, ...] = ()  # votes that people are asked to read
    redactions: tuple[Redaction, ...] = ()  # quotes that are to be shown no more
    too_early: int = 0  # posts that were taken and let go: the campaign has begun later

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of the windows: composed when somebody asks."""
        return tuple([window.decision for window in self.windows])


def step(state: AudienceState, message: AudienceMessage, watched: WatchedAudience) -> StepResult:
    """Takes one message. `watched` says which audience the state and the message are of."""
    match message:
        case TaggedPost():
            return _receive(state, [message], watched)
        case Progress():
            return _close_passed_hours(replace(state, head=record_progress(state.head, message)), watched)
        case Activity():
            state, dropped = merge_activity(state, message)
            return StepResult(state, arrivals=(Arrival.BEYOND_ROOM,) if dropped else ())
        case ChapterRelease():
            head, is_full = queue_release(watched, state.head, message)
            return StepResult(replace(state, head=head), arrivals=(Arrival.BEYOND_ROOM,) if is_full else ())
        case ReleaseWithdrawal():
            return StepResult(replace(state, head=withdraw_release(state.head, message)))
        case Gap():
            gaps = report_gap(state.head.gaps, message, state.head.closed_hour)
            return StepResult(replace(state, head=replace(state.head, gaps=gaps)))
        case ErasureRequest():
            return _erase(state, message, watched)
        case PostLabel():
            return StepResult(receive_label(state, message, state.head.closed_hour))
        case Update() | TermsChange():
            return StepResult(replace(state, book=receive_record(state.book, message)))
        case SignalVerdict() | LabelDraw() | Demand():
            return StepResult(state)  # kept for people, and no input of the decision rule


def step_all(
    state: AudienceState, messages: Iterable[AudienceMessage], watched: WatchedAudience
) -> Iterator[StepResult]:
    """As `step` takes the messages one after the other, but for posts in a row, which are taken at once."""
    for kind, some in groupby(messages, key=type):
        if kind is TaggedPost:
            result = _receive(state, cast(list[TaggedPost], list(some)), watched)
            state = result.state
            yield result
            continue
        for message in some:
            result = step(state, message, watched)
            state = result.state
            yield result


def _receive(state: AudienceState, posts: Sequence[TaggedPost], watched: WatchedAudience) -> StepResult:
    state, arrivals = receive_posts(state, posts, watched)
    return StepResult(state, arrivals=tuple(arrivals))


def _erase(state: AudienceState, request: ErasureRequest, watched: WatchedAudience) -> StepResult:
    posts = find_quoted(note_quoted(state.quoted, state.head), request, watched.panel_key)
    told = (make_redaction(watched.campaign.name, watched.audience.name, request.at, posts),) if posts else ()
    return StepResult(erase(state, request, watched.panel_key), redactions=told)


def _close_passed_hours(state: AudienceState, watched: WatchedAudience) -> StepResult:
    """Closes every hour that the watermark has passed. None does without a watermark, or before the beginning."""
    watermark = find_watermark(state.head, watched.policy)
    if watermark is None:
        return StepResult(state)
    until = last_passed_hour(watermark)
    state, too_early = begin(state, until, watched)
    if state.head.closed_hour is None or until <= state.head.closed_hour:
        return StepResult(state, too_early=too_early)
    state, due = take_due_posts(state, until)
    windows: list[WeighedWindow] = []
    signals: list[Signal] = []
    draws: list[LabelDraw] = []
    for hour in hours_to_close(state.head, sorted(due), until, watched.policy.eligibility.activity_days * 24):
        closed = close_hour(state, hour, due.get(hour, ()), watched)
        state = closed.state
        windows.append(closed.window)
        signals.extend([closed.signal] if closed.signal else [])
        draws.extend(closed.draws)
    state = _skip_to_hour(state, until)
    return StepResult(state, tuple(windows), tuple(signals), draws=tuple(draws), too_early=too_early)


def hours_to_close(head: AudienceHead, post_hours: Sequence[int], until: int, horizon_hours: int) -> Iterator[int]:
    """The hours to close, ascending, none later than `until`. Empty hours close too, but not after a long silence.

    The first is the one after `head.closed_hour`: where none has closed yet, `begin` has found it. Once
    `horizon_hours` (the activity horizon) have gone by without a post, the panel has nobody left: what follows up to
    the next post is skipped, so a stream with a gap of years does not make thousands of empty decisions.

    `head` is the head before these hours close: it is read once, at the start. `post_hours` are the hours that have
    posts, ascending, all of them after `head.closed_hour` and at or before `until`: `receive_posts` and
    `take_due_posts` see to that.
    """
    if head.closed_hour is None:
        return
    stretches = pairwise((head.closed_hour + 1, *post_hours, until + 1))
    last_posts = (head.last_post_hour, *post_hours)
    for (start, end), last_post in zip(stretches, last_posts, strict=True):
        yield from range(start, min(end, last_post + horizon_hours + 1))


def _skip_to_hour(state: AudienceState, hour: int) -> AudienceState:
    """Hours that were skipped count as closed, so no post falls into one of them."""
    closed = state.head.closed_hour
    return state if closed is None or closed >= hour else replace(state, head=replace(state.head, closed_hour=hour))
