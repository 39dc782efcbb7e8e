"""Signals: which decisions are worth telling, and their CloudEvent. The same decision gives the same bytes."""

from hashlib import sha256

from msgspec.structs import replace

from models.campaigns import Event, audience_key
from models.decisions import Decision, DecisionKind
from models.policy import Time
from models.posts import HOUR_MS, Millis, millis
from models.signals import EmissionState, Signal

_AT_ONCE = (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)  # a person is to act on these: no hysteresis


def update_emission(
    state: EmissionState, kind: DecisionKind, end: Millis, events: tuple[Event, ...], time: Time
) -> tuple[EmissionState, bool]:
    """Takes the decision of the window that ends at `end`. Returns the next state, and whether it becomes a signal.

    Signals are: the first decision of a chapter; ADVANCE and STEP_BACK at once; any other change once it has lasted
    `told_after_hours` (hysteresis: a decision that flickers tells nobody anything); and, `event_told_hours` after a
    planned event, the decision as it stands. The new signal's number is the `sequence` of the state that is returned.
    """
    hour = end // HOUR_MS
    state = _track_candidate(state, kind, hour)
    event = _event_to_follow_up(events, state.last_event, end, time)
    if event or _is_news(state, hour, time):
        return EmissionState(kind, state.sequence + 1, last_event=event or state.last_event), True
    return state, False


def _track_candidate(state: EmissionState, kind: DecisionKind, hour: int) -> EmissionState:
    """Notes since when the decision has differed from the last signal's. Back at that one, there is no candidate."""
    if kind is state.last_kind:
        return state if state.candidate is None else replace(state, candidate=None)
    if kind is state.candidate:
        return state
    return replace(state, candidate=kind, candidate_since=hour)


def _is_news(state: EmissionState, hour: int, time: Time) -> bool:
    if state.candidate is None:
        return False
    has_lasted = hour - state.candidate_since >= time.told_after_hours
    return state.last_kind is None or state.candidate in _AT_ONCE or has_lasted


def _event_to_follow_up(events: tuple[Event, ...], last_event: str, end: Millis, time: Time) -> str:
    """The name of the latest event that ended one to two waits before `end`, unless it was followed up; else ""."""
    wait = time.event_told_hours * HOUR_MS
    settled = [event for event in events if event.end + wait <= end < event.end + 2 * wait]
    name = max(settled, key=lambda event: event.end).name if settled else ""
    return "" if name == last_event else name


def make_signal(decision: Decision, sequence: int) -> Signal:
    """The decision as a CloudEvent. `sequence` is its number among the audience's signals, from 1."""
    subject = audience_key(decision.campaign, decision.audience)
    return Signal(
        id=signal_id(decision),
        source=f"/listener/{decision.campaign}/{decision.audience}",
        type=f"listener.readiness.{decision.decision.lower()}.v1",
        subject=subject,
        time=decision.window.end,
        sequence=f"{sequence:010}",
        partitionkey=subject,
        data=decision,
    )


def make_latest(decision: Decision) -> Signal:
    """The decision as the latest state of its audience, in the same envelope. `sequence` is the number of the hour
    with which its window ends, since 1970: each window has another, and the later one sorts after."""
    return make_signal(decision, millis(decision.window.end) // HOUR_MS)


def signal_id(decision: Decision) -> str:
    """128 bits of a hash of what makes it this signal and no other: the same window gives the same id again."""
    window = f"{decision.window.start.isoformat()}/{decision.window.end.isoformat()}"
    parts = (decision.campaign, decision.audience, decision.chapter, window, decision.versions.rule)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
