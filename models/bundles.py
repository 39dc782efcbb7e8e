"""Bundles: what one batch of posts gave one audience, as one record of `tagged`."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.accountability import Demand
from models.erasures import ErasureRequest
from models.gaps import Gap
from models.journeys import TaggedPost
from models.ledger import LedgerRecord, TermsChange, Update
from models.marks import Activity, Progress

TaggedMessage = TaggedPost | Progress | Activity | Gap | ErasureRequest | LedgerRecord | Demand


class Bundle(msgspec.Struct, frozen=True, tag="bundle"):
    """Messages to one audience, in the order in which they are to be taken."""

    messages: tuple[TaggedMessage, ...]

    def times(self) -> Iterator[datetime | None]:
        """What a decoder looks at."""
        for each in self.messages:
            if isinstance(each, Progress | Gap | ErasureRequest | Update | TermsChange | Demand):
                yield from each.times()
