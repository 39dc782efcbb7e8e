"""OSDI: what a webhook of an advocacy tool tells, in the words of the Open Supporter Data Interface.

A body is a list of envelopes, each with a resource under its type: `[{"osdi:donation": {...}}]`. Its person is not
read; its `identifiers`, or its own address, say whether it is one that was told before.
Sources: opensupporter.github.io/osdi-docs; actionnetwork.org/docs/webhooks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from listener.sources.people import People
from models.decoding import json_decoder
from models.errors import UnreadableError
from models.outcomes import OUTCOME_CHANNEL, HeardOutcome, OutcomeKind
from models.rejections import Reason, Rejection
from pipelines.posts import rejection

_KINDS: Final = {f"osdi:{kind}": kind for kind in OutcomeKind}
_PAGES: Final = ("osdi:event", "osdi:form", "osdi:fundraising_page", "osdi:petition", "osdi:advocacy_campaign")
_NOT_COMING: Final = ("declined", "cancelled", "canceled")
_MOST_CODES, _LONGEST_CODE = 16, 2_048


class _Referrer(msgspec.Struct):
    """From where somebody came to a page, in Action Network's extension."""

    source: str | None = None
    referrer: str | None = None
    website: str | None = None
    url: str | None = None


class _Resource(msgspec.Struct):
    """What is read of a donation, an attendance, a signature or a submission."""

    identifiers: tuple[str, ...] = ()
    created_date: datetime | None = None
    modified_date: datetime | None = None
    amount: str | float | None = None
    credited_amount: str | float | None = None  # given back
    currency: str | None = None
    voided: bool | None = None
    status: str | None = None  # of an attendance
    sources: tuple[str, ...] | None = None
    url: str | None = None
    referrer_data: _Referrer | None = msgspec.field(default=None, name="action_network:referrer_data")
    links: dict[str, Any] | None = msgspec.field(default=None, name="_links")


_decode_envelopes = json_decoder(list[dict[str, msgspec.Raw]] | dict[str, msgspec.Raw])
_decode_resource = json_decoder(_Resource)


def read_webhook(body: bytes, people: People) -> list[HeardOutcome | Rejection]:
    """What each envelope tells, or why it tells nothing. Raises UnreadableError for a body that is none."""
    found = _decode_envelopes(body)
    return [_read_envelope(each, people) for each in (found if isinstance(found, list) else [found])]


def _read_envelope(envelope: dict[str, msgspec.Raw], people: People) -> HeardOutcome | Rejection:
    told = next(((kind, envelope[name]) for name, kind in _KINDS.items() if name in envelope), None)
    if told is None:
        return _refuse(Reason.UNKNOWN_KIND, f"none of {', '.join(_KINDS)}")
    try:
        return _hear(told[0], _decode_resource(bytes(told[1])), people)
    except UnreadableError as error:
        return _refuse(error.reason, str(error))


def _hear(kind: OutcomeKind, resource: _Resource, people: People) -> HeardOutcome | Rejection:
    native = next(iter(resource.identifiers), "") or _href(resource, "self")
    at = resource.modified_date or resource.created_date
    if not native:
        return _refuse(Reason.MISSING_FIELD, "neither `identifiers` nor a link to itself: a repeat could not be told")
    if at is None or at.tzinfo is None:
        return _refuse(Reason.MISSING_FIELD, "neither modified_date nor created_date with a zone")
    is_off = bool(resource.voided) or (resource.status or "").lower() in _NOT_COMING
    return HeardOutcome(
        people.post(OUTCOME_CHANNEL, native),
        at.astimezone(UTC),
        kind,
        0.0 if is_off else 1.0,
        _money(resource),
        (resource.currency or "")[:16],
        tuple(dict.fromkeys(_codes(resource)))[:_MOST_CODES],
    )


def _money(resource: _Resource) -> float | None:
    """What was given, less what was given back. Raises UnreadableError for what is no number."""
    if resource.amount is None:
        return None
    try:
        found = float(resource.amount) - float(resource.credited_amount or 0)
    except ValueError:
        raise UnreadableError(Reason.BAD_FIELD, "amount: expected a number") from None
    if not -1e12 <= found <= 1e12:
        raise UnreadableError(Reason.BAD_FIELD, "amount: expected a number between -1e12 and 1e12")
    return found


def _codes(resource: _Resource) -> Iterator[str]:
    """All by which it may be known of which campaign it is: none of it is kept."""
    came = resource.referrer_data or _Referrer()
    for each in (came.source, came.referrer, came.website, came.url, *(resource.sources or ()), resource.url):
        if each:
            yield each[:_LONGEST_CODE]
    for page in _PAGES:
        if address := _href(resource, page):
            yield address[:_LONGEST_CODE]


def _href(resource: _Resource, relation: str) -> str:
    """Where a link leads; OSDI of old has the address alone, and HAL a link or a list of them."""
    link = (resource.links or {}).get(relation)
    link = link[0] if isinstance(link, list) and link else link
    address = link.get("href") if isinstance(link, dict) else link
    return address if isinstance(address, str) else ""


def _refuse(reason: Reason, detail: str) -> Rejection:
    """Without its bytes: a person is named in them."""
    return rejection(reason, detail, b"", None)
