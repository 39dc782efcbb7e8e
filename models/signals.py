"""Signal: a decision worth telling, as a CloudEvent 1.0. A repeat of a signal has the same id, and the same bytes.

The compacted topic `readiness` has the latest decision of each audience in the same envelope and under the same ids,
numbered by the hours since 1970: no two records of an audience have one `sequence` there, either.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from models.decisions import Decision, DecisionKind


class Signal(msgspec.Struct, frozen=True):
    """Structured JSON of CloudEvents 1.0, with the `sequence` and `partitionkey` extensions of its registry."""

    id: str  # hash of campaign, audience, chapter, window and rule
    source: str
    type: str
    subject: str  # campaign|audience
    time: Annotated[datetime, msgspec.Meta(tz=True)]  # end of the window
    sequence: str  # ten digits: number of the signal of this audience, from 1; on `readiness` its window's hour
    partitionkey: str
    data: Decision
    specversion: str = "1.0"
    datacontenttype: str = "application/json"

    def times(self) -> tuple[datetime | None, ...]:
        """What a decoder looks at."""
        return (self.time, *self.data.times())


class EmissionState(msgspec.Struct, frozen=True, array_like=True):
    """Hysteresis: what the last signal said, and the decision that will be the next signal if it lasts."""

    last_kind: DecisionKind | None = None  # of the last signal; None: the chapter has had none
    sequence: int = 0  # number of the audience's last signal
    candidate: DecisionKind | None = None  # decided since, and another than `last_kind`
    candidate_since: int = 0  # number of the hour from which on it was decided
    last_event: str = ""  # the last planned event whose aftermath had a signal
