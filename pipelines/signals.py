"""Signals: which decisions are worth telling, and their CloudEvent. The same decision gives the same bytes."""

from hashlib import sha256

from msgspec.structs import replace

from models.campaigns import Event, audience_key
from models.decisions import Decision, DecisionKind
from models.policy import Time
from models.posts import HOUR_MS, Millis
from models.signals import EmissionState, Signal

_AT_ONCE = (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)


def update_emission(
    told: EmissionState, kind: DecisionKind, end: Millis, events: tuple[Event, ...], time: Time
) -> tuple[EmissionState, bool]:
    """What is remembered of the telling, and whether the decision of the window up to `end` is worth a signal.

    Told are: the first decision, a change that lasts, ADVANCE and STEP_BACK at once, and, a day after a planned
    event, where the audience stands now. The signal's number is `sequence` of what is remembered.
    """
    told = _watched(told, kind, end // HOUR_MS)
    event = _settled(events, told.last_event, end, time)
    if event or _is_news(told, end // HOUR_MS, time):
        return EmissionState(kind, told.sequence + 1, last_event=event or told.last_event), True
    return told, False


def _watched(told: EmissionState, kind: DecisionKind, hour: int) -> EmissionState:
    """Since when the decision differs from what was told."""
    if kind is told.last_kind:
        return told if told.candidate is None else replace(told, candidate=None)
    if kind is told.candidate:
        return told
    return replace(told, candidate=kind, candidate_since=hour)


def _is_news(told: EmissionState, hour: int, time: Time) -> bool:
    if told.candidate is None:
        return False
    lasts = hour - told.candidate_since >= time.told_after_hours
    return told.last_kind is None or told.candidate in _AT_ONCE or lasts


def _settled(events: tuple[Event, ...], told: str, end: Millis, time: Time) -> str:
    """The name of the last event that settled before `end` and was not told about, or nothing."""
    wait = time.event_told_hours * HOUR_MS
    over = [event for event in events if event.end + wait <= end < event.end + 2 * wait]
    name = max(over, key=lambda event: event.end).name if over else ""
    return "" if name == told else name


def make_signal(decision: Decision, sequence: int) -> Signal:
    """The decision as a CloudEvent, numbered."""
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


def signal_id(decision: Decision) -> str:
    """The signal's id: 128 bits of a hash over what makes it this signal and no other."""
    window = f"{decision.window.start.isoformat()}/{decision.window.end.isoformat()}"
    parts = (decision.campaign, decision.audience, decision.chapter, window, decision.versions.rule)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
