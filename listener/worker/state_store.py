"""State store: the state of each audience as many small records of one table, written behind.

`update` keeps a state in memory, and `write` brings all that changed since into the table at once: just before the
offsets of the records that made the change are committed, not with each of them. What that rests on:

- Nobody commits an offset without `write` before it: what it wrote, what was said and the offsets go out in one
  transaction (`listener.kafka.fencing`). So whatever is cut off, the stored state is the one at the last committed
  offset, or one of the states after it; the records between are read again, and a repeat changes nothing.
- The embedded broker has no transactions. There they go out in this order, each acknowledged before the next: so
  after a crash signals are published again, under the same ids, and not lost.
- To write a state is whole or not at all: what changed is appended to its journal (`listener.worker.state_journal`).
  A worker that dies in between leaves a prefix of these writes on the changelog: the state before, or the one after.
  States of two audiences rest on nothing of each other.
- A shard has changed where it is another object than before (`is not`): shards are never changed in place.
- No input makes a record larger than RECORD_BYTES: all that a state keeps has a bound (`pipelines.windows.state`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from msgspec.structs import replace

from listener.worker.state_journal import StateJournal
from listener.worker.state_records import (
    RecordChange,
    StateTable,
    changed_records,
    read_state,
    record_name,
    record_of,
)
from listener.worker.state_upgrade import upgrade
from models.author_keys import AuthorKey
from models.errors import SettingsError
from pipelines.windows import AudienceState, WatchedAudience, WatchedCampaign
from pipelines.windows.state import RECORD_BYTES

log = logging.getLogger(__name__)

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
        self,
        table: StateTable,
        watched: Mapping[str, WatchedAudience | WatchedCampaign],
        clock: _Clock = time.monotonic,
    ) -> None:
        self._table, self._watched, self._clock = table, watched, clock
        self._stored: dict[str, AudienceState] = {}
        self._decoded: dict[str, AudienceState] = {}
        self._journals: dict[str, StateJournal] = {}
        self._changed_at: dict[str, float] = {}
        self._to_fold: set[str] = set()
        self._large: set[tuple[str, int]] = set()  # records that were said to be large

    def load(self, key: str) -> AudienceState:
        """The key's state. Raises CorruptionError; and SettingsError where the state was made under another author
        key: it knows its authors by other hashes."""
        if key not in self._decoded:
            upgrade(self._table, key)
            self._journals[key] = journal = StateJournal(self._table, key)
            self._stored[key] = read_state(self._table, key, journal.read())
            self._decoded[key] = claim_state(key, self._stored[key], self._watched[key].author_key)
        return self._decoded[key]

    def update(self, key: str, state: AudienceState) -> None:
        """The key's state from now on, to be written with the next `write`. The key must have been loaded."""
        if state is not self._decoded[key]:
            self._decoded[key] = state
            self._changed_at[key] = self._clock()

    def forget_past(self, key: str) -> None:
        """With the next `write`, no record says any more what the key's state was before: somebody is erased."""
        self._to_fold.add(key)

    def write(self) -> None:
        """Writes what changed of all states since they were loaded or written."""
        for key, state in self._decoded.items():
            stored, journal = self._stored[key], self._journals[key]
            if changes := list(changed_records(stored, state)) if state is not stored else []:
                self._tell_large(key, changes)
                journal.append(changes, partial(record_of, stored))
            if key in self._to_fold:
                journal.fold(partial(record_of, state))
            self._stored[key] = state
        self._to_fold.clear()

    def _tell_large(self, key: str, changes: Iterable[RecordChange]) -> None:
        """Says once of a record that it is larger than any input makes it: a policy asks for too much.

        It is written all the same: to leave it out would lose what it holds, and the broker takes five times as much.
        """
        for number, record in changes:
            if record and len(record) > RECORD_BYTES and (key, number) not in self._large:
                self._large.add((key, number))
                name = record_name(key, number).decode()
                log.warning("state record %s has %d bytes; usual are up to %d", name, len(record), RECORD_BYTES)

    def forget(self) -> None:
        """Call it in a rebalance: another worker may have changed the table, so all is decoded again."""
        self._stored.clear()
        self._decoded.clear()
        self._journals.clear()
        self._to_fold.clear()
        self._changed_at.clear()

    def decoded_states(self) -> Mapping[str, AudienceState]:
        """The states that are decoded now, by key: for metrics."""
        return dict(self._decoded)

    def ages(self) -> Mapping[str, float]:
        """Seconds since each key's state last changed."""
        now = self._clock()
        return {key: now - changed_at for key, changed_at in self._changed_at.items()}
