"""A write that a crash cuts short leaves the state as it was before, or as it is after: never a mixture of the two.

The panel here holds a small part of its audience, and steps close many hours: what an hour weighs rests on all shards
of the state, so a mixture of old and new ones would decide otherwise. Journals are short here, and their records
small: most writes take several, and every third folds the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listener.kafka import wire
from listener.worker import state_journal
from listener.worker.state_records import StateTable
from listener.worker.state_store import StateStore
from models.erasures import ErasureRequest
from models.policy import Eligibility, Policy, Weighing
from models.posts import instant
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import StepResult, step
from pipelines.windows.step import AudienceMessage
from tests.changelog import Changelog, restored_table
from tests.making import MONDAY, campaign, records, stream

PANEL = 12
SMALL = campaign(
    policy=Policy(
        eligibility=Eligibility(panel_size=PANEL, newcomer_pool=2 * PANEL, min_authors=5, min_age_hours=12),
        weighing=Weighing(warm_up_days=1),
    )
)
KEY = "relief|locals"
WATCHED = watched_audiences([SMALL], Tagger.version)


@cache
def messages() -> tuple[AudienceMessage, ...]:
    """What tagging makes of the posts of 300 authors: 25 panels. Each batch spans some nine hours."""
    intake, lines = Intake([SMALL], Tagger([SMALL])), stream(authors=300, days=9, per_day=0.35)
    taken = [intake.take(records(lines[at : at + 40])) for at in range(0, len(lines), 40)]
    return tuple(message for each in (*taken, intake.finish()) for _, message in each.outgoing)


@cache
def outcomes() -> tuple[StepResult, ...]:
    """What each message comes to where nothing crashes."""
    steps = accumulate(messages(), lambda before, each: step(before.state, each, WATCHED[KEY]), initial=BEGINNING)
    return tuple(steps)[1:]


BEGINNING = StepResult(StateStore({}, WATCHED).load(KEY))


def told(results: Sequence[StepResult]) -> list[bytes]:
    return [wire.encode(each) for result in results for each in (*result.decisions, *result.signals)]


@pytest.fixture(scope="module", autouse=True)
def short_journals() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state_journal, "_MOST_RECORDS", 12)
        patch.setattr(state_journal, "_PART_BYTES", 2_000)
        yield


class Worker:
    """Does as the worker does: load, step, tell, update; and now and then write, and commit what was taken."""

    def __init__(self, table: StateTable, committed: int = 0) -> None:
        self.log = Changelog(table)
        self.store = StateStore(self.log, WATCHED)
        self.committed = self.taken = committed  # messages
        self.before: StateTable = table  # the last write

    def take(self) -> list[bytes]:
        result = step(self.store.load(KEY), messages()[self.taken], WATCHED[KEY])
        self.store.update(KEY, result.state)
        self.taken += 1
        return told([result])

    def write(self) -> None:
        self.before = dict(self.log)
        self.log.changes.clear()
        self.store.write()

    def commit(self) -> None:
        self.write()
        self.committed = self.taken

    def crash(self, share: float) -> Worker:
        """The next worker, where so much of the last write is on the changelog, and no offset of it is committed."""
        changes = self.log.changes[: round(share * len(self.log.changes))]
        return Worker(restored_table(self.before, changes), self.committed)


def test_a_write_that_is_cut_anywhere_leaves_the_state_before_or_the_one_after() -> None:
    worker, cuts, folds = Worker({}), 0, 0
    for number, outcome in enumerate(outcomes()):
        worker.take()
        if len(outcome.windows) < 6:
            continue
        before = StateStore(dict(worker.log), WATCHED).load(KEY)
        worker.commit()
        for cut in range(len(worker.log.changes) + 1) if number > len(outcomes()) // 2 else ():
            left = StateStore(restored_table(worker.before, worker.log.changes[:cut]), WATCHED).load(KEY)
            assert left in (before, outcome.state), f"cut after {cut} of {len(worker.log.changes)} changes"
            cuts += 1
        folds += any(record is None for _, record in worker.log.changes)
    assert cuts > 100
    assert folds > 1
    assert len([author for author in worker.store.load(KEY).panel.values() if author.returned]) == PANEL


@settings(max_examples=15, deadline=None)
@given(
    rhythm=st.integers(1, 30),
    crashes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.floats(0, 1)), min_size=1, max_size=9),
)
def test_however_often_a_life_is_cut_short_it_tells_the_same(rhythm: int, crashes: list[tuple[float, float]]) -> None:
    cuts = {int(place * len(messages())): share for place, share in crashes}
    worker, said = Worker({}), list[bytes]()
    while worker.taken < len(messages()):
        said += worker.take()
        if worker.taken in cuts:
            worker.write()
            worker = worker.crash(cuts.pop(worker.taken))
        elif worker.taken % rhythm == 0:
            worker.commit()
    assert worker.store.load(KEY) == outcomes()[-1].state
    assert set(said) == set(told(outcomes()))


def test_an_erased_author_is_in_no_record_that_is_left() -> None:
    worker = Worker({})
    for _ in messages():
        worker.take()
        worker.commit()
    for author in range(300):
        erased = step(worker.store.load(KEY), ErasureRequest(instant(MONDAY), author=f"a{author}"), WATCHED[KEY])
        worker.store.update(KEY, erased.state)
        worker.store.forget_past(KEY)
        worker.commit()
    state = worker.store.load(KEY)
    assert not len(state.panel) + len(state.outsiders) + len(state.pending)
    assert sum(map(len, worker.log.values())) < 10_000 + 2 * len(worker.log)  # the head, and empty shards
