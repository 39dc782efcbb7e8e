"""Alert: a signal on its way to a person. Route: who gets which decisions, how, and when not to be disturbed.

`AlertState` is what alerting remembers of one campaign: a value that survives restarts.
"""

from datetime import datetime
from typing import Annotated

import msgspec

from models.accountability import CommitmentSignal
from models.decisions import DecisionKind
from models.names import Slug
from models.posts import Millis
from models.signals import Signal

Minute = Annotated[int, msgspec.Meta(ge=0, lt=24 * 60)]  # of the local day

QUEUE_LIMIT = 20  # signals that wait on one route, and that wait for an answer: the latest. Notices alike
DEDUP_LIMIT = 64  # signals of one audience that a route recognises; older ones it refuses by their time
ANSWERS_LIMIT = 256  # answers that a route remembers


# Of which a route hears that names no decisions: whoever wants to hear that too little is known asks for it.
TOLD_UNASKED = (DecisionKind.ADVANCE, DecisionKind.PROLONG, DecisionKind.STEP_BACK)


class QuietHours(msgspec.Struct, frozen=True):
    """A span of the local day in which nobody is disturbed; it may go over midnight."""

    start: Minute
    end: Minute


class Escalation(msgspec.Struct, frozen=True):
    """Another route that is told where nobody answers."""

    to: Slug
    after_hours: float


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """Who gets which decisions, by which sink, and when. `$NAME` stands for an environment variable."""

    name: Slug
    owner: str  # who answers for it
    sink: str  # a kind that listener/sinks/ knows: the campaign file was checked for it
    to: tuple[str, ...] = ()  # addresses, or a path
    secret: str = ""  # `$NAME`, what the receiver knows us by
    server: str = ""  # of e-mail
    decisions: tuple[DecisionKind, ...] = TOLD_UNASKED  # none: only what others escalate
    audiences: tuple[Slug, ...] = ()  # none: all
    zone: str = "UTC"  # of quiet hours, digest and the times in messages, as IANA names it
    language: str = "en"  # of messages; ISO 639-1
    quiet_hours: QuietHours | None = None
    at_most_every_hours: float = 0.0  # what comes sooner waits, and goes together
    digest_at: Minute | None = None  # once a day, together
    escalate: Escalation | None = None


class AlertItem(msgspec.Struct, frozen=True):
    """A signal that waits on a route."""

    signal: Signal
    since: Millis
    unanswered_on: str = ""  # the route on which nobody answered, where it was escalated
    call: str = ""  # what the chapter that is told next asks of people, as the campaign file says


class Alert(msgspec.Struct, frozen=True):
    """What one route is told at once. Told again, it has the same id: receivers tell a repeat by it."""

    id: str  # hash of campaign, route and signals
    campaign: str
    route: str
    owner: str
    at: datetime  # when it was released
    items: tuple[AlertItem, ...]  # by time
    left_out: int = 0  # earlier signals that waited too long for a place
    is_test: bool = False  # somebody tries the route: nothing was decided
    notices: tuple[CommitmentSignal, ...] = ()  # of commitments, by time
    zone: str = "UTC"  # in which its people read times
    language: str = "en"


class UnansweredSignal(msgspec.Struct, frozen=True):
    """A signal that was delivered and that nobody has answered."""

    signal: Signal
    escalates_at: Millis


class DedupWindow(msgspec.Struct, frozen=True):
    """Which signals of one audience a route has queued: the latest (event time, id), and a horizon for the rest."""

    latest: tuple[tuple[Millis, str], ...] = ()
    horizon: Millis = -1  # event time of the last one dropped: a signal that is not later is taken for a repeat


class RouteState(msgspec.Struct, frozen=True):
    """What one route remembers. A signal goes from the queue into flight, and then awaits an answer."""

    dedup: dict[str, DedupWindow] = {}  # by audience
    queue: tuple[AlertItem, ...] = ()  # by event time
    left_out: int = 0  # signals dropped from the full queue since the last release
    in_flight: Alert | None = None  # released, and not yet known to have arrived
    last_release: Millis | None = None  # of an alert
    unanswered: tuple[UnansweredSignal, ...] = ()
    answered_ids: tuple[str, ...] = ()  # of signals
    notices: tuple[CommitmentSignal, ...] = ()  # of commitments, that wait as `queue` does; nobody need answer them


class AlertState(msgspec.Struct, frozen=True):
    """The states of one campaign's routes, by name."""

    routes: dict[str, RouteState] = {}
