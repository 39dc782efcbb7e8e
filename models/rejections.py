"""Rejection: a record that we could not take, with a closed reason, where it came from, and its bytes."""

from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why a record was not taken. The list is closed: each is counted from zero at start."""

    TOMBSTONE = "tombstone"  # no value at all
    NAMED_AUTHOR = "named_author"  # the author is an address, a handle or a number of a person, and no pseudonym
    OVERSIZED = "oversized"  # more bytes, or more text, than a post may have
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    UNKNOWN_KIND = "unknown_kind"  # a record of a kind that this release does not know; a later one may
    UNKNOWN_FIELD = "unknown_field"  # a field the contract does not have; it might be a name
    MISSING_FIELD = "missing_field"
    BAD_FIELD = "bad_field"  # a wrong type, an empty id, a time that is none
    NO_TEXT = "no_text"  # a post that is not activity and says nothing
    FUTURE = "future"  # dated later than it was received
    DUPLICATE = "duplicate"  # an id that was taken already
    UNKNOWN_CAMPAIGN = "unknown_campaign"  # arrived tagged for a campaign or audience that we do not have
    WRONG_PARTITION = "wrong_partition"  # on another partition than the records of its key belong on
    UNDELIVERABLE = "undeliverable"  # an alert whose sink refused it to the last try


class Origin(msgspec.Struct, frozen=True):
    """Where a record came from: a Kafka topic or a file, its partition, its offset or line."""

    source: str
    partition: int = 0
    offset: int = 0


class Rejection(msgspec.Struct, frozen=True):
    """What goes to the topic `rejected`. `record` is the bytes as they came, cut to `RECORD_LIMIT`."""

    reason: Reason
    detail: str
    record: bytes  # base64 on the wire
    origin: Origin | None = None


RECORD_LIMIT = 16_384  # bytes of a rejected record that are kept
DETAIL_LIMIT = 500  # characters of what is wrong with it: the decoder may have quoted all of the record
