"""Ledger: what was said and changed of commitments, for ever: entries that form a chain of hashes."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from models.commitments import Commitment, Speaker
from models.names import Slug

FIRST_PREVIOUS = "0" * 64  # of the first entry

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
LARGEST_VALUE = 1e15  # of an update, on either side of 0
_Value = Annotated[float, msgspec.Meta(ge=-LARGEST_VALUE, le=LARGEST_VALUE)]


class EvidenceKind(StrEnum):
    """Whose the evidence is: a page of the brand's own, or another's word on it."""

    OWN = "own"
    OTHER = "other"


class Specifics(msgspec.Struct, frozen=True):
    """What an update is specific about."""

    number: bool = False  # with the measure's unit
    date: bool = False
    measure: bool = False  # named
    link: bool = False  # to evidence

    @property
    def count(self) -> int:
        """Of the four."""
        return self.number + self.date + self.measure + self.link

    @property
    def score(self) -> float:
        """The share of the four, 0..1."""
        return self.count / 4


class Update(msgspec.Struct, frozen=True, kw_only=True, tag="update"):
    """The brand's word on a commitment. `id` makes a repeat harmless."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
    campaign: Slug
    commitment: Slug
    at: _Moment
    speaker: Speaker = Speaker.BRAND
    value: _Value | None = None  # in the measure's unit
    source: Annotated[str, msgspec.Meta(max_length=1_000)] = ""  # evidence; without it a value is claimed, no more
    evidence: EvidenceKind = EvidenceKind.OWN
    specifics: Specifics = Specifics()
    is_reported: bool = False  # a person told it with `listener update`; else a post says it
    after_demand: bool = False  # people were asking; else it was proactive

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)

    @property
    def counts(self) -> bool:
        """Whether it ends a silence: reported, or said by brand or leader, specific about one thing at least."""
        is_official = self.speaker in (Speaker.BRAND, Speaker.LEADER)
        return self.is_reported or (is_official and self.specifics.count > 0)


class TermsChange(msgspec.Struct, frozen=True, kw_only=True, tag="change"):
    """The file says something else of a commitment from `at` on. None: it has no such commitment."""

    campaign: Slug
    commitment: Slug
    at: _Moment
    before: Commitment | None = None
    after: Commitment | None = None

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.at,)


LedgerRecord = Update | TermsChange


class LedgerEntry(msgspec.Struct, frozen=True):
    """One record in its place. `hash` is SHA-256 over the previous hash and all else that the entry says."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    previous: Digest
    record: LedgerRecord
    hash: Digest

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return self.record.times()
