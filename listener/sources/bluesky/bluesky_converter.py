"""Converter: a frame of Jetstream to a post, to what it asks us to forget, or to why it is neither."""

from collections.abc import Sequence
from datetime import UTC, datetime

from listener.sources.base import Converted, Drop, DropReason, refuse
from listener.sources.bluesky.frames import (
    LIKE,
    POST,
    REPOST,
    AccountStatus,
    Commit,
    EventFrame,
    EventPayload,
    RecordFields,
    StrongRef,
    decode_event,
)
from listener.sources.bluesky.text import hashtags_and_links, masked_text, parse_language
from listener.sources.interest import Interest
from listener.sources.people import People
from models.decoding import EARLIEST, LATEST
from models.erasures import ErasureRequest
from models.errors import UnreadableError
from models.posts import Kind, Post, millis
from models.rejections import Reason
from pipelines.posts import DEFAULT_LIMITS

BLUESKY = "bluesky"

_MICROS = 1_000  # in a millisecond
_LATEST_MICROS = millis(LATEST) * _MICROS
_NOT_A_POST: Sequence[Converted] = (Drop(DropReason.NOT_A_POST),)
_NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_OPTED_OUT: Sequence[Converted] = (Drop(DropReason.OPTED_OUT),)
_UNWANTED: Sequence[Converted] = (Drop(DropReason.UNWANTED),)
_NO_TEXT: Sequence[Converted] = (Drop(DropReason.NO_TEXT),)
_ACTIVITY = {LIKE: Kind.LIKE, REPOST: Kind.REPOST}
_MOST_BYTES, _MOST_CHARS = DEFAULT_LIMITS.record_bytes, DEFAULT_LIMITS.text_chars
_LONGEST_KEY = 512  # characters of a DID or a record key, as atproto has it


def convert_event(frame: bytes, people: People, interest: Interest | None = None) -> Sequence[Converted]:
    """What one frame of either wire is on our topics. An edit is both: what stood there before is forgotten.

    With an `interest`, what no campaign can match is passed over once its text is read.
    """
    if len(frame) > _MOST_BYTES:
        return (refuse(BLUESKY, Reason.OVERSIZED, f"{len(frame)} bytes; at most {_MOST_BYTES}"),)
    try:
        event = decode_event(frame)
    except UnreadableError as error:
        return (refuse(BLUESKY, error.reason, str(error)),)
    if interest is not None and event.commit and not _is_wanted(event.did, event.commit, people, interest):
        return _UNWANTED
    if event.payload is not None:
        return _convert_payload(event.payload, people, interest)
    if not 0 < event.time_us <= _LATEST_MICROS:
        return _refuse_event(event)
    seen = datetime.fromtimestamp(event.time_us // _MICROS / 1_000, UTC)
    return _convert(event.did, seen, event.commit, event.account, people)


def _refuse_event(event: EventFrame) -> Sequence[Converted]:
    if event.type:
        return _NOT_A_POST  # the end of a stream, which its client reads
    return (refuse(BLUESKY, Reason.MISSING_FIELD, "an event without a time at which it was seen"),)


def _convert_payload(event: EventPayload, people: People, interest: Interest | None) -> Sequence[Converted]:
    if event.type.endswith("#info"):
        return _NOT_A_POST
    if event.time is None or event.time.tzinfo is None or not EARLIEST <= event.time <= LATEST:
        return (refuse(BLUESKY, Reason.MISSING_FIELD, "an event without a time at which it was seen"),)
    is_commit = event.type.endswith("#commit")
    commit = Commit(event.operation, event.collection, event.rkey, event.record) if is_commit else None
    if interest is not None and commit and not _is_wanted(event.did, commit, people, interest):
        return _UNWANTED
    return _convert(event.did, event.time.astimezone(UTC), commit, event.account, people)


def _convert(
    did: str, seen: datetime, commit: Commit | None, account: AccountStatus | None, people: People
) -> Sequence[Converted]:
    """`seen`: when the server saw the event."""
    if not 0 < len(did) <= _LONGEST_KEY:
        return (refuse(BLUESKY, Reason.MISSING_FIELD, "an event of no account"),)
    if commit is not None:
        return _convert_commit(did, seen, commit, people)
    if account is not None and account.status == "deleted" and not account.active:
        return (ErasureRequest(seen, author=people.author(BLUESKY, did)),)
    return _NOT_A_POST


def _is_wanted(did: str, commit: Commit, people: People, interest: Interest) -> bool:
    """Whether to read on: what is matched is the text as it will stand in the post, and all of its hashtags. Of
    most no word of a campaign stands there, which is seen before people are looked for in them."""
    if commit.collection in _ACTIVITY:
        return interest.takes_activity
    record = commit.record
    if record is None or commit.operation != "create" or people.is_own(did):
        return True  # an edit asks us to forget what stood there before, whatever stands there now
    tags: list[str] = list(record.tags) if record.tags else []
    if record.facets:
        tags += [each.tag for facet in record.facets for each in facet.features if each.tag]
    return interest.may_want(record.text, tags) and interest.wants(masked_text(record, people), tags)


def _convert_commit(did: str, seen: datetime, commit: Commit, people: People) -> Sequence[Converted]:
    is_post, activity = commit.collection == POST, _ACTIVITY.get(commit.collection)
    if not is_post and activity is None:
        return _NOT_A_POST
    if not 0 < len(commit.rkey) <= _LONGEST_KEY:
        return (refuse(BLUESKY, Reason.MISSING_FIELD, "a record without a key"),)
    id = people.post(BLUESKY, f"at://{did}/{commit.collection}/{commit.rkey}")
    if commit.operation == "delete":
        return (ErasureRequest(seen, post=id),) if is_post else _NOT_A_POST
    if commit.record is None:
        return (refuse(BLUESKY, Reason.MISSING_FIELD, f"operation {commit.operation[:40]} without a record"),)
    if activity is not None:
        return (Post(id, BLUESKY, people.author(BLUESKY, did), bound_time(commit.record.created_at, seen), activity),)
    converted = _convert_post(id, did, seen, commit.record, people)
    return (ErasureRequest(seen, post=id), *converted) if commit.operation == "update" else converted


def _convert_post(id: str, did: str, seen: datetime, record: RecordFields, people: People) -> Sequence[Converted]:
    labels = [each.val for each in record.labels.values] if record.labels else ()
    if "!no-unauthenticated" in labels:
        return _OPTED_OUT
    text = masked_text(record, people)
    if not text:
        return _NO_TEXT
    if len(text) > _MOST_CHARS:
        return (refuse(BLUESKY, Reason.OVERSIZED, f"text of {len(text)} characters"),)
    has_more = record.facets or record.embed or record.tags
    hashtags, links = hashtags_and_links(record, people) if has_more else _NOTHING
    parent = record.reply.parent.uri if record.reply else ""
    return (
        Post(
            id,
            BLUESKY,
            people.author(BLUESKY, did),
            bound_time(record.created_at, seen),
            _kind_of(record, parent),
            text,
            parse_language(record.langs[0]) if record.langs else None,
            hashtags,
            links,
            people.post(BLUESKY, parent) if parent else None,
            (*people.flags(did), "bot") if "bot" in labels else people.flags(did),
        ),
    )


def _kind_of(record: RecordFields, parent: str) -> Kind:
    if parent:
        return Kind.REPLY
    quoted = record.embed.record if record.embed else None
    return Kind.QUOTE if quoted is not None and f"/{POST}/" in _uri_of(quoted) else Kind.ORIGINAL


def _uri_of(quoted: StrongRef) -> str:
    inner = quoted.record.get("uri") if isinstance(quoted.record, dict) else None
    return quoted.uri or (inner if isinstance(inner, str) else "")


def bound_time(claimed: str, seen: datetime) -> datetime:
    """When something was written, by the word of the client, but no later than when the server saw it."""
    try:
        written = datetime.fromisoformat(claimed)
    except ValueError:
        return seen
    if written.tzinfo is UTC:
        return written if EARLIEST <= written <= seen else seen
    if written.tzinfo is None:
        return seen
    try:
        return min(written.astimezone(UTC), seen) if written >= EARLIEST else seen
    except OverflowError:
        return seen
