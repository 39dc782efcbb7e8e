"""Closing: the posts of one hour become votes, the votes are weighed, and the hour gets its decision.

    posts, journeys ---> journeys, votes     collect_votes: at most one vote of each eligible author
    book --------------> book, debt          close_account: what the brand owes the audience
    head --------------> head                _update_head: time, chapter, examples, census
    votes, detector ---> window              weigh: the rule of `pipelines.readiness` decides
    votes, detector ---> detector, draws     ask_for_labels: a few votes are drawn for people to read
    window ------------> head, signal        _emit: is the decision news? Then it is a signal

What must hold:

- An hour closes once the watermark has passed its end: then its posts are here. One that comes later is due in the
  next hour that closes.
- Hours close in ascending order, each at most once (`step` sees to it, by `AudienceHead.closed_hour`).
"""

from collections.abc import Sequence
from math import ceil

import msgspec
from msgspec.structs import replace

from models.commitments import OnDebt
from models.decisions import Discounted
from models.journeys import PendingPost
from models.labels import LabelDraw
from models.policy import Policy
from models.posts import HOUR_MS, Millis, hour_span
from models.signals import Signal
from models.tags import Stage
from pipelines.journeys.census import is_census_due, take_census
from pipelines.journeys.copies import count_copies, note_keepers
from pipelines.journeys.panel import ANY_HASH, Panel, drop_absent, sample_hour, week_of
from pipelines.journeys.votes import EMPTY_BATCH, VoteBatch, cast_votes
from pipelines.readiness import (
    Ballot,
    ChapterDetector,
    DueLabel,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    ask_for_labels,
    decide,
    start_detector,
    weigh,
)
from pipelines.signals import make_signal, update_emission
from pipelines.windows.accounts import close_account, owed_debt
from pipelines.windows.activity import close_sketches
from pipelines.windows.chapters import apply_due_releases, current_chapter, find_aim, follow_decision
from pipelines.windows.context import count_new_authors, find_first_today
from pipelines.windows.erasure import keep_recent
from pipelines.windows.examples import add_examples, clear_examples
from pipelines.windows.labelled import keep_draws, take_due_labels
from pipelines.windows.lateness import update_late_rates
from pipelines.windows.quoted import note_quoted
from pipelines.windows.reported_gaps import missing_channels, pass_gaps
from pipelines.windows.silence import find_coverage, update_channel_rates
from pipelines.windows.state import AudienceHead, AudienceState
from pipelines.windows.watched import WatchedAudience
from pipelines.windows.weighed_window import WeighedWindow


class ClosedHour(msgspec.Struct, frozen=True):
    """The state after the hour, its window with the decision, and the signal where the decision is worth one.

    `draws` are the votes that people are asked to read.
    """

    state: AudienceState
    window: WeighedWindow
    signal: Signal | None
    draws: tuple[LabelDraw, ...] = ()


def close_hour(state: AudienceState, hour: int, posts: Sequence[PendingPost], watched: WatchedAudience) -> ClosedHour:
    """Closes the hour of that number (see `hour_span`) with the posts due in it, sorted by event time."""
    state = close_account(state, hour, watched)
    debt = owed_debt(state, watched)
    earlier = state.panel
    state, posts, batch = collect_votes(state, hour, posts, watched.policy)
    state = _close_activity(state, hour)
    head = _update_head(state, hour, posts, batch, watched)
    before, inputs = _weighing_inputs(head, hour, batch, take_due_labels(state, hour), watched)
    if debt:
        inputs = replace(inputs, debt=debt, holds_for_debt=watched.campaign.on_debt is OnDebt.HOLD)
    detector, checks = weigh(before, batch.votes, inputs)
    detector, drawn = ask_for_labels(before, detector, to_ballots(batch), inputs, watched.panel_key)
    new_authors = count_new_authors(state.panel, posts, inputs.span.start)
    state, draws = keep_draws(state, drawn, watched)
    first_today = find_first_today(earlier, posts, inputs.span.start, watched.campaign.timezone)
    window = WeighedWindow(decide(checks), checks, inputs, detector, head, posts, watched, new_authors, first_today)
    head, signal = _emit(head, window)
    return ClosedHour(replace(state, head=head, quoted=note_quoted(state.quoted, window.head)), window, signal, draws)


def collect_votes(
    state: AudienceState, hour: int, posts: Sequence[PendingPost], policy: Policy
) -> tuple[AudienceState, Sequence[PendingPost], VoteBatch]:
    """The state with the posts in their authors' journeys, the posts of the panel's authors, and their votes.

    The posts of everybody else count for nothing: which of them are here depends on what the partitions dropped.
    Idempotent.
    """
    state = _forget_absent(state, hour, policy)
    if not posts:
        return state, (), EMPTY_BATCH
    sampled = sample_hour(state.panel, state.outsiders, hour, posts, policy)
    copies = count_copies(state.copies, sampled.posts, policy)
    batch = cast_votes(sampled.panel, sampled.posts, copies, policy)
    copies = note_keepers(copies, batch.keepers)
    head = _note_bound(state.head, hour, sampled.bound, policy)
    panel = sampled.panel.with_changes(batch.voters)
    return (
        replace(state, head=head, panel=panel, outsiders=sampled.outsiders, copies=copies),
        sampled.posts,
        batch,
    )


def _forget_absent(state: AudienceState, hour: int, policy: Policy) -> AudienceState:
    """With the first hour of a week, the state without the authors of whom nothing is known any more."""
    before = state.head.closed_hour
    if before is not None and before < hour and week_of(before) == week_of(hour):
        return state
    panel, outsiders = drop_absent(state.panel, state.outsiders, hour, policy)
    return replace(state, panel=panel, outsiders=outsiders)


def _note_bound(head: AudienceHead, hour: int, bound: int, policy: Policy) -> AudienceHead:
    """The head with the hash above which nobody got into the panel in this hour, for as long as a repeat may come."""
    if bound == ANY_HASH and not head.panel_bounds:
        return head
    oldest = hour - ceil(policy.time.vote_lateness_hours)
    bounds = {each: value for each, value in head.panel_bounds.items() if each >= oldest}
    return replace(head, panel_bounds=bounds if bound == ANY_HASH else {**bounds, hour: bound})


def _close_activity(state: AudienceState, hour: int) -> AudienceState:
    """The state with the activity up to the hour as a number, its sketches dropped."""
    sketches, count = close_sketches(state.open_sketches, hour)
    if sketches is state.open_sketches:
        return state
    head = replace(state.head, activity_count=state.head.activity_count + count)
    return replace(state, head=head, open_sketches=sketches)


def _update_head(
    state: AudienceState, hour: int, posts: Sequence[PendingPost], batch: VoteBatch, watched: WatchedAudience
) -> AudienceHead:
    """The head before the decision. A release that is due comes first: it says which chapter is weighed."""
    start, _ = hour_span(hour)
    head = _pass_hour(state.head, hour, posts, watched.policy)
    head = apply_due_releases(watched, head, start)
    head = _add_examples(head, batch.posts, watched)
    return _refresh_census(head, state.panel, hour, watched.policy)


def _pass_hour(head: AudienceHead, hour: int, posts: Sequence[PendingPost], policy: Policy) -> AudienceHead:
    """The head with the hour closed. The usual rates stand still where a source told of a gap."""
    gaps = pass_gaps(head.gaps, hour) if head.gaps else head.gaps
    rates = head.channel_rates
    if not missing_channels(gaps, hour):
        rates = update_channel_rates(rates, posts, policy.time)
    return replace(
        head,
        gaps=gaps,
        closed_hour=hour,
        last_post_hour=hour if posts else head.last_post_hour,
        channel_rates=rates,
        late_posts={},
        late_rates=update_late_rates(head.late_rates, head.late_posts, policy.time),
        erased=_keep_erased(head.erased, hour, policy),
        erased_unheard=_keep_erased(head.erased_unheard, hour, policy),
    )


def _keep_erased(erased: dict[int, Millis], hour: int, policy: Policy) -> dict[int, Millis]:
    """Whose erasure still matters after an hour: a post may be as late as votes may be."""
    since = (hour + 1 - ceil(policy.time.vote_lateness_hours)) * HOUR_MS
    return keep_recent(erased, since) if erased else erased


def _add_examples(head: AudienceHead, voting_posts: Sequence[PendingPost], watched: WatchedAudience) -> AudienceHead:
    """The latest posts that reach the chapter's stage, as examples, of what may be quoted (`pipelines.quotes`).

    Awareness is reached by everybody who speaks, whatever they tell: its chapters have no examples.
    """
    stage = current_chapter(watched.audience, head).stage
    if stage is Stage.AWARENESS or not watched.campaign.quotes:
        return clear_examples(head)
    return add_examples(
        head, [post for post in voting_posts if post.stage >= stage.rank and post.excerpt and not post.testimony]
    )


def _refresh_census(head: AudienceHead, panel: Panel, hour: int, policy: Policy) -> AudienceHead:
    """Counts the panel again where that is due: it looks at every author, so not every hour."""
    if not is_census_due(head.census, hour, policy):
        return head
    at, detector = hour_span(hour)[1], head.detector
    return replace(head, census=take_census(panel, at, policy, at if detector is None else detector.newcomers_since))


def _weighing_inputs(
    head: AudienceHead, hour: int, batch: VoteBatch, labels: tuple[DueLabel, ...], watched: WatchedAudience
) -> tuple[ChapterDetector, WindowInputs]:
    """The chapter's detector as the hour finds it, and all else that the hour is weighed with."""
    span = _window_span(head, hour, watched.policy)
    inputs = WindowInputs(span, find_aim(watched, head), _panel_counts(head, batch), watched.policy, labels)
    return head.detector or start_detector(inputs.aim.chapter, span.start, watched.policy), inputs


def to_ballots(batch: VoteBatch) -> list[Ballot]:
    """The votes with the posts that cast them."""
    return [Ballot(vote, post.id, post.testimony) for vote, post in zip(batch.votes, batch.posts, strict=True)]


def _window_span(head: AudienceHead, hour: int, policy: Policy) -> WindowSpan:
    start, end = hour_span(hour)
    is_whole = not missing_channels(head.gaps, hour)
    return WindowSpan(start, end, find_coverage(head.channel_rates, policy.time) if is_whole else 0.0)


def _panel_counts(head: AudienceHead, batch: VoteBatch) -> PanelCounts:
    census = head.census
    return PanelCounts(
        census.authors,
        census.eligible,
        census.newcomers_return_rate,
        Discounted(copies=batch.copied_posts),
        voting_authors=census.voting,
        steady_authors=census.steady,
        by_channel=census.by_channel,
    )


def _emit(head: AudienceHead, window: WeighedWindow) -> tuple[AudienceHead, Signal | None]:
    """The head after the decision, and the decision's signal where it is worth one."""
    watched, end = window.watched, window.inputs.span.end
    emission, is_news = update_emission(head.emission, window.kind, end, watched.campaign.events, watched.policy.time)
    signal = make_signal(window.decision, emission.sequence) if is_news else None
    head = replace(head, detector=window.detector, emission=emission)
    return follow_decision(watched, head, window.kind, end), signal
