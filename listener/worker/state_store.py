"""State store: the state of each audience as many small records of one table, written behind.

`update` keeps a state in memory, and `write` brings all that changed since into the table at once: just before the
offsets of the records that made the change are committed, not with each of them. What that rests on:

- Nobody commits an offset without `write` before it, and without the brokers' word for what it wrote
  (`listener.kafka.changelog`). So whatever is cut off, the stored state is the one at the last committed offset, or
  one of the states after it; the records between are read again, and a repeat changes nothing.
- To write a state is whole or not at all. One record that changed is written in place. Several are written beside the
  old ones, the record of places switches all of them at once, and the old ones are taken out
  (`listener.worker.state_records`). A worker that dies in between leaves a prefix of these writes on the changelog:
  the state before, or the one after. States of two audiences rest on nothing of each other.
- A shard has changed where it is another object than before (`is not`): shards are never changed in place.
- No input makes a record larger than RECORD_BYTES: all that a state keeps has a bound (`pipelines.windows.state`).
- The agent publishes signals before it updates a state. So after a crash they are published again, and not lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from listener.worker.state_records import RecordPlaces, StateTable, changed_records, read_places, read_state
from models.author_keys import AuthorKey
from models.errors import SettingsError
from pipelines.windows import AudienceState, WatchedAudience
from pipelines.windows.state import RECORD_BYTES

log = logging.getLogger(__name__)

_Change = tuple[int, bytes | None]  # the number of a record, and what it says now; None: it has no record any more
_Clock = Callable[[], float]  # seconds, of a clock that only moves forward


def claim_state(key: str, state: AudienceState, author_key: AuthorKey) -> AudienceState:
    """The state as one of this author key. Raises SettingsError for a state of another: they must not mix."""
    if state.head.author_key == author_key.id:
        return state
    if state.head.author_key:
        problem = (
            f"the state of {key} was made with author key {state.head.author_key}, and this one is {author_key.id}. "
            "Give the old key back; or start all panels afresh with the new one, under another LISTENER_PREFIX"
        )
        raise SettingsError("LISTENER_AUTHOR_KEY", problem)
    return replace(state, head=replace(state.head, author_key=author_key.id))


class StateStore:
    """The states of a worker's audiences: read from the table once, kept decoded, written when it is asked for."""

    def __init__(
        self, table: StateTable, watched: Mapping[str, WatchedAudience], clock: _Clock = time.monotonic
    ) -> None:
        self._table, self._watched, self._clock = table, watched, clock
        self._stored: dict[str, AudienceState] = {}
        self._decoded: dict[str, AudienceState] = {}
        self._places: dict[str, RecordPlaces] = {}
        self._changed_at: dict[str, float] = {}
        self._large: set[bytes] = set()  # names of records that were said to be large

    def load(self, key: str) -> AudienceState:
        """The key's state. Raises CorruptionError; and SettingsError where the state was made under another author
        key: it knows its authors by other hashes."""
        if key not in self._decoded:
            self._places[key] = places = read_places(key, self._table)
            self._stored[key] = read_state(self._table, places)
            self._decoded[key] = claim_state(key, self._stored[key], self._watched[key].author_key)
            self._take_out(places.find_leftovers(self._table))
        return self._decoded[key]

    def update(self, key: str, state: AudienceState) -> None:
        """The key's state from now on, to be written with the next `write`. The key must have been loaded."""
        if state is not self._decoded[key]:
            self._decoded[key] = state
            self._changed_at[key] = self._clock()

    def write(self) -> None:
        """Writes the records of all states that changed since they were loaded or written."""
        for key, state in self._decoded.items():
            if state is not self._stored[key]:
                self._write_changes(self._places[key], list(changed_records(self._stored[key], state)))
                self._stored[key] = state

    def _write_changes(self, places: RecordPlaces, changes: Sequence[_Change]) -> None:
        if len(changes) > 1:
            self._write_beside(places, changes)
        else:
            self._write_in_place(places, changes)

    def _write_beside(self, places: RecordPlaces, changes: Sequence[_Change]) -> None:
        """Writes several records as one change: whoever reads any prefix of these writes finds none of it, or all.

        Free places are empty before it, and after it.
        """
        for number, record in changes:
            if record is not None:
                self._write(places.name(number, is_free=True), record)
        self._places[places.key] = places.switch(number for number, _ in changes)
        self._write(*self._places[places.key].to_record())
        self._take_out(places.name(number) for number, _ in changes)

    def _write_in_place(self, places: RecordPlaces, changes: Sequence[_Change]) -> None:
        for number, record in changes:
            if record is None:
                self._take_out([places.name(number)])
            else:
                self._write(places.name(number), record)

    def _write(self, name: bytes, record: bytes) -> None:
        self._table[name] = record
        self._tell_large(name, record)

    def _take_out(self, names: Iterable[bytes]) -> None:
        for name in names:
            if name in self._table:
                del self._table[name]

    def _tell_large(self, name: bytes, record: bytes) -> None:
        """Says once of a record that it is larger than any input makes it: a policy asks for too much.

        It is written all the same: to leave it out would lose what it holds, and the broker takes five times as much.
        """
        if len(record) > RECORD_BYTES and name not in self._large:
            self._large.add(name)
            log.warning("state record %s has %d bytes; usual are up to %d", name.decode(), len(record), RECORD_BYTES)

    def forget(self) -> None:
        """Call it in a rebalance: another worker may have changed the table, so all is decoded again."""
        self._stored.clear()
        self._decoded.clear()
        self._places.clear()
        self._changed_at.clear()

    def decoded_states(self) -> Mapping[str, AudienceState]:
        """The states that are decoded now, by key: for metrics."""
        return dict(self._decoded)

    def ages(self) -> Mapping[str, float]:
        """Seconds since each key's state last changed."""
        now = self._clock()
        return {key: now - changed_at for key, changed_at in self._changed_at.items()}
