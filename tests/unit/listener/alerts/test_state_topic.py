"""What is stored is read again as it was; what is not ours is corruption, never an empty state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.alerts.state_topic import decode_state, encode_state
from models.alerts import AlertItem, AlertState, RouteState
from models.errors import CorruptionError
from tests.alerting import alert, signal_of
from tests.making import MONDAY


def test_a_state_is_read_as_it_was_written_and_packs_well() -> None:
    queue = tuple(AlertItem(signal_of(hour=hour), MONDAY) for hour in range(20))
    state = AlertState({"team": RouteState(queue=queue, in_flight=alert())})
    record = encode_state(state)
    assert decode_state(record) == state
    assert len(record) < 200 * len(queue)


@given(st.binary(max_size=80) | st.binary(max_size=80).map(lambda rest: b"\x01" + rest))
def test_other_bytes_are_corruption(record: bytes) -> None:
    with pytest.raises(CorruptionError):
        decode_state(record)
