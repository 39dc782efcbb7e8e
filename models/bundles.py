"""Bundles: what one batch of posts gave one audience, as one record of `tagged`."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from models.erasures import ErasureRequest
from models.gaps import Gap
from models.journeys import TaggedPost
from models.marks import Activity, Progress

TaggedMessage = TaggedPost | Progress | Activity | Gap | ErasureRequest


class Bundle(msgspec.Struct, frozen=True, tag="bundle"):
    """Messages to one audience, in the order in which they are to be taken."""

    messages: tuple[TaggedMessage, ...]

    def times(self) -> Iterator[datetime | None]:
        """What a decoder looks at."""
        for each in self.messages:
            if isinstance(each, Progress | Gap | ErasureRequest):
                yield from each.times()
