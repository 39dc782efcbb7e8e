"""States in a table: what is written is what changed, and whatever part of it survives a crash, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.kafka import wire
from listener.worker import state_store
from listener.worker.state_records import changed_records, read_state
from listener.worker.state_store import StateStore
from models.author_keys import AuthorKey
from models.errors import CorruptionError, SettingsError
from models.posts import Post, millis
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import AudienceState, StepResult, new_state, step
from pipelines.windows.step import AudienceMessage
from tests.changelog import Change, Changelog, restored_table
from tests.making import campaign, post, stream
from tests.making import records as posts

KEY = "relief|locals"
WATCHED = watched_audiences([campaign()], Tagger.version)


def with_likes(lines: Sequence[bytes]) -> Iterator[bytes]:
    """Each post with a like of its own hour: activity is stored by the hour too, and each hour's counted once."""
    for number, line in enumerate(lines):
        at = millis(msgspec.json.decode(line, type=Post).created_at)
        yield from (line, post(10_000 + number, f"fan{number}", at, kind="like", text=None))


LINES = list(with_likes(stream(authors=80, days=8)))


def messages() -> Iterator[AudienceMessage]:
    """What tagging makes of the posts, in small batches."""
    intake = Intake([campaign()], Tagger([campaign()]))
    for at in range(0, len(LINES), 20):
        yield from (message for _, message in intake.take(posts(LINES[at : at + 20])).outgoing)
    yield from (message for _, message in intake.finish().outgoing)


MESSAGES = tuple(messages())


def stored(table: Mapping[bytes, bytes]) -> AudienceState:
    return StateStore(dict(table), WATCHED).load(KEY)


def told(outcomes: Sequence[StepResult]) -> set[bytes]:
    return {wire.encode(each) for outcome in outcomes for each in (*outcome.decisions, *outcome.signals)}


def work(states: StateStore, some: Sequence[AudienceMessage]) -> list[StepResult]:
    """As the agent does: load, step, save."""
    outcomes = []
    for message in some:
        outcomes.append(step(states.load(KEY), message, WATCHED[KEY]))
        states.update(KEY, outcomes[-1].state)
        states.write()
    return outcomes


@dataclass(frozen=True)
class Life:
    """A whole life without a crash: what each message told, and each change with its message's number."""

    told: tuple[set[bytes], ...]
    changes: tuple[tuple[int, Change], ...]


@pytest.fixture(scope="module")
def life() -> Life:
    table = Changelog()
    states, said, changes = StateStore(table, WATCHED), list[set[bytes]](), list[tuple[int, Change]]()
    for number, message in enumerate(MESSAGES):
        said.append(told(work(states, [message])))
        changes += [(number, change) for change in table.changes]
        table.changes.clear()
    return Life(tuple(said), tuple(changes))


def test_a_state_is_read_as_it_was_written() -> None:
    table: dict[bytes, bytes] = {}
    states = StateStore(table, WATCHED)
    work(states, MESSAGES)
    assert stored(table) == states.load(KEY)


def test_a_key_without_records_is_fresh() -> None:
    assert read_state({}, KEY, {}) == new_state()


def test_a_post_that_waits_writes_one_small_record() -> None:
    table = Changelog()
    states = StateStore(table, WATCHED)
    work(states, MESSAGES[:1])  # the first of all writes a head, too: from then on the state has an author key
    table.changes.clear()
    work(states, MESSAGES[1:2])
    assert len(table.changes) == 1
    assert len(table.changes[0][1] or b"") < 1_000


def test_what_did_not_change_is_not_written() -> None:
    state = StateStore({}, WATCHED).load(KEY)
    assert not list(changed_records(state, state))


@settings(max_examples=30, deadline=None)
@given(survives=st.floats(0, 1, exclude_max=True), again=st.integers(0, 30))
def test_whatever_part_of_a_save_survives_a_crash_the_same_is_told(life: Life, survives: float, again: int) -> None:
    cut = int(survives * len(life.changes))
    crashed_in = life.changes[cut][0]  # what it told went out before the first of its writes
    survivor = StateStore(restored_table({}, [change for _, change in life.changes[:cut]]), WATCHED)
    after = told(work(survivor, MESSAGES[max(0, crashed_in - again) :]))
    assert set().union(*life.told[: crashed_in + 1], after) == set().union(*life.told)


def test_a_state_that_does_not_decode_is_an_error_that_says_whose() -> None:
    table: dict[bytes, bytes] = {}
    work(StateStore(table, WATCHED), MESSAGES[:200])
    journal = {name for name in table if b"/j" in name}
    for names in (journal, table.keys() - journal):
        with pytest.raises(CorruptionError, match=r"relief\|locals"):
            stored({**table, **dict.fromkeys(names, b"\x02\xff")})


def test_a_state_of_another_format_is_an_error() -> None:
    table: dict[bytes, bytes] = {}
    work(StateStore(table, WATCHED), MESSAGES[:200])
    name = next(reversed(table))
    with pytest.raises(CorruptionError, match="format"):
        stored({**table, name: b"\x01" + table[name][1:]})


def test_states_say_how_long_ago_they_changed() -> None:
    now = [10.0]
    states = StateStore({}, WATCHED, clock=lambda: now[0])
    work(states, MESSAGES[:1])
    now[0] = 25.0
    assert states.ages() == {KEY: 15.0}


def test_after_a_rebalance_states_are_read_again() -> None:
    table: dict[bytes, bytes] = {}
    states, other = StateStore(table, WATCHED), StateStore(table, WATCHED)
    work(states, MESSAGES[:50])
    work(other, MESSAGES[50:100])
    states.forget()
    assert states.load(KEY) == other.load(KEY)


def test_a_state_of_another_author_key_is_not_gone_on_with() -> None:
    table, key = Changelog(), AuthorKey(bytes(range(32)))
    theirs = watched_audiences([campaign()], Tagger.version, key)
    work(StateStore(table, WATCHED), MESSAGES[:1])  # from its first record on, a state knows whose it is
    work(StateStore(table, WATCHED), MESSAGES[1:2])
    with pytest.raises(SettingsError, match=f"made with author key public, and this one is {key.id}"):
        StateStore(table, theirs).load(KEY)


def test_a_record_that_is_too_large_is_written_and_said_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_store, "RECORD_BYTES", 200)
    table: dict[bytes, bytes] = {}
    states = StateStore(table, WATCHED)
    work(states, MESSAGES[:50])
    assert stored(table) == states.load(KEY)
    said = [record.getMessage() for record in caplog.records if "bytes" in record.getMessage()]
    names = [message.split()[2] for message in said]
    assert names
    assert len(names) == len(set(names))
