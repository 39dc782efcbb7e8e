"""Overflow: which signal a state lets go first where it has grown too large to be stored.

Our own signals are some kilobytes, and all that may wait fit by far. Whoever can write to `signals` can write larger
ones: these go first, so nobody crowds out what we decided.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from models.alerts import AlertState, RouteState
from models.signals import Signal

_encode = msgspec.msgpack.Encoder().encode


def drop_largest_signal(state: AlertState) -> AlertState:
    """The state without the largest signal that waits on a route, or for an answer; of several the first by id.

    The same state where none does: what is on its way to people stays. A signal that waited is counted as left out.
    """
    signals = [signal for route_state in state.routes.values() for signal in _dispensable(route_state)]
    if not signals:
        return state
    largest = max(signals, key=lambda signal: (len(_encode(signal)), signal.id))
    return AlertState({name: _without(route_state, largest.id) for name, route_state in state.routes.items()})


def _dispensable(state: RouteState) -> Iterator[Signal]:
    yield from (item.signal for item in state.queue)
    yield from (each.signal for each in state.unanswered)


def _without(state: RouteState, id: str) -> RouteState:
    queue = tuple(item for item in state.queue if item.signal.id != id)
    unanswered = tuple(each for each in state.unanswered if each.signal.id != id)
    left_out = state.left_out + len(state.queue) - len(queue)
    return replace(state, queue=queue, unanswered=unanswered, left_out=left_out)
