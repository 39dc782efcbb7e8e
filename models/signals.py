"""Signal: a decision worth telling, as a CloudEvent 1.0. A repeat of a signal has the same id, and the same bytes.

`Standing` on the compacted topic `readiness` is the same envelope: the latest decision of each audience.
"""

from datetime import datetime

import msgspec

from models.decisions import Decision, DecisionKind


class Signal(msgspec.Struct, frozen=True):
    """Structured JSON of CloudEvents 1.0, with the `sequence` and `partitionkey` extensions of its registry."""

    id: str  # hash of campaign, audience, chapter, window and rule
    source: str
    type: str
    subject: str  # campaign|audience
    time: datetime  # end of the window
    sequence: str  # number of the signal of this audience, from 1; ten digits, so that text sorts as numbers
    partitionkey: str
    data: Decision
    specversion: str = "1.0"
    datacontenttype: str = "application/json"


class EmissionState(msgspec.Struct, frozen=True, array_like=True):
    """The last signal, and the decision that would be the next if it lasts."""

    last_kind: DecisionKind | None = None
    sequence: int = 0
    candidate: DecisionKind | None = None
    candidate_since: int = 0  # hour in which `other` was first decided
    last_event: str = ""  # the last planned event after which we told how things stand
