"""Signals: which decisions are worth telling, and their CloudEvent. The same decision gives the same bytes."""

from hashlib import sha256

from msgspec.structs import replace

from models.campaigns import Event, key
from models.decisions import Decision, DecisionKind
from models.posts import HOUR_MS, Millis, millis
from models.signals import Signal, Told

LASTING = 24  # hours for which a change between PROLONG and INSUFFICIENT_DATA lasts before it is told
SETTLING_MS = 24 * HOUR_MS  # after a planned event, before we tell how things stand

_AT_ONCE = (DecisionKind.ADVANCE, DecisionKind.STEP_BACK)


def tell(told: Told, decision: Decision, events: tuple[Event, ...]) -> tuple[Told, Signal | None]:
    """What is remembered of the telling, and the signal if this decision is worth one.

    Told are: the first decision, a change that lasts, ADVANCE and STEP_BACK at once, and, a day after a planned
    event, where the audience stands now.
    """
    told = _watched(told, decision)
    event = _settled(events, told.event, millis(decision.window.end))
    if event or _is_news(told, decision):
        return _numbered(told, decision, event or told.event)
    return told, None


def _watched(told: Told, decision: Decision) -> Told:
    """Since when the decision differs from what was told."""
    if decision.decision is told.kind:
        return replace(told, other=None)
    if decision.decision is told.other:
        return told
    return replace(told, other=decision.decision, other_since=_hour(decision))


def _is_news(told: Told, decision: Decision) -> bool:
    if told.other is None:
        return False
    lasts = _hour(decision) - told.other_since >= LASTING
    return told.kind is None or told.other in _AT_ONCE or lasts


def _settled(events: tuple[Event, ...], told: str, end: Millis) -> str:
    """The name of the last event that settled before `end` and was not told about, or nothing."""
    over = [event for event in events if event.end + SETTLING_MS <= end < event.end + 2 * SETTLING_MS]
    name = max(over, key=lambda event: event.end).name if over else ""
    return "" if name == told else name


def _numbered(told: Told, decision: Decision, event: str) -> tuple[Told, Signal]:
    sequence = told.sequence + 1
    return Told(decision.decision, sequence, event=event), signal(decision, sequence)


def _hour(decision: Decision) -> int:
    return millis(decision.window.end) // HOUR_MS


def signal(decision: Decision, sequence: int) -> Signal:
    """The decision as a CloudEvent, numbered."""
    subject = key(decision.campaign, decision.audience)
    return Signal(
        id=identity(decision),
        source=f"/listener/{decision.campaign}/{decision.audience}",
        type=f"listener.readiness.{decision.decision.lower()}.v1",
        subject=subject,
        time=decision.window.end,
        sequence=f"{sequence:010}",
        partitionkey=subject,
        data=decision,
    )


def identity(decision: Decision) -> str:
    """The signal's id: 128 bits of a hash over what makes it this signal and no other."""
    window = f"{decision.window.start.isoformat()}/{decision.window.end.isoformat()}"
    parts = (decision.campaign, decision.audience, decision.chapter, window, decision.versions.rule)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
