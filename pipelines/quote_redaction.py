"""Redaction: makes the word that quotes are to be shown no more, and takes them out of decisions and signals."""

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256

from msgspec.structs import replace

from models.campaigns import audience_key
from models.decisions import Decision
from models.redactions import RedactedQuotes, Redaction
from models.signals import Signal


def make_redaction(campaign: str, audience: str, at: datetime, posts: Sequence[str]) -> Redaction:
    """The word that these posts, by pseudonym, are to be quoted no more."""
    subject = audience_key(campaign, audience)
    parts = (subject, at.isoformat(), *posts)
    return Redaction(
        id=sha256("\x1f".join(parts).encode()).hexdigest()[:32],
        source=f"/listener/{campaign}/{audience}",
        subject=subject,
        time=at,
        partitionkey=subject,
        data=RedactedQuotes(campaign, audience, tuple(posts)),
    )


def redact_decision(decision: Decision, posts: Collection[str]) -> Decision:
    """The decision without the quotes of these posts, by pseudonym; the same object where it has none of them."""
    kept = tuple([each for each in decision.examples if each.pseudonym not in posts])
    return decision if len(kept) == len(decision.examples) else replace(decision, examples=kept)


def redact_signal(signal: Signal, posts: Collection[str]) -> Signal:
    """The same of a signal."""
    redacted = redact_decision(signal.data, posts)
    return signal if redacted is signal.data else replace(signal, data=redacted)


def without_quotes(signal: Signal) -> Signal:
    """The signal with nobody's words: for what is kept without an end."""
    return replace(signal, data=replace(signal.data, examples=())) if signal.data.examples else signal
