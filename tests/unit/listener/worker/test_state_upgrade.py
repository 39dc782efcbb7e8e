"""States that a release before the journal wrote are read, and brought over, wherever a crash cuts that short."""

from __future__ import annotations

from itertools import accumulate

import pytest

from listener.worker.state_records import FORMAT, RECORD_NAMES, changed_records, record_name
from listener.worker.state_store import StateStore
from models.errors import CorruptionError
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, StepResult, new_state, step
from tests.changelog import Changelog, restored_table
from tests.making import campaign, records, stream

KEY = "relief|locals"
WATCHED = watched_audiences([campaign()], Tagger.version)


def some_state() -> AudienceState:
    intake = Intake([campaign()], Tagger([campaign()]))
    messages = [message for _, message in intake.take(records(stream(authors=40, days=4))).outgoing]
    begin = StepResult(StateStore({}, WATCHED).load(KEY))
    *_, last = accumulate(messages, lambda before, each: step(before.state, each, WATCHED[KEY]), initial=begin)
    return last.state


def written_by_the_release_before(state: AudienceState) -> dict[bytes, bytes]:
    """Every other record in its second place, with something older in the first."""
    table, bits = dict[bytes, bytes](), 0
    records = [(number, record) for number, record in changed_records(new_state(), state) if record is not None]
    for number, record in records:
        if number % 2:
            bits |= 1 << number
            table[f"{KEY}/{RECORD_NAMES[number].upper()}".encode()] = record
            table[record_name(KEY, number)] = b"older"
        else:
            table[record_name(KEY, number)] = record
    places = FORMAT + bits.to_bytes((len(RECORD_NAMES) + 7) // 8, "little")
    return {**table, f"{KEY}/s0".encode(): places}


def test_a_state_of_the_release_before_is_read_wherever_bringing_it_over_was_cut_short() -> None:
    state = some_state()
    old = written_by_the_release_before(state)
    log = Changelog(old)
    assert StateStore(log, WATCHED).load(KEY) == state
    assert not [name for name in log if name.rpartition(b"/")[2][:1].isupper() or name.endswith(b"/s0")]
    for cut in range(0, len(log.changes) + 1, 3):
        assert StateStore(restored_table(old, log.changes[:cut]), WATCHED).load(KEY) == state


@pytest.mark.parametrize("places", [b"", b"\x01", FORMAT, FORMAT + b"\xff" * 9_999])
def test_places_that_are_none_say_whose_they_are(places: bytes) -> None:
    with pytest.raises(CorruptionError, match=r"relief\|locals"):
        StateStore({f"{KEY}/s0".encode(): places}, WATCHED).load(KEY)
