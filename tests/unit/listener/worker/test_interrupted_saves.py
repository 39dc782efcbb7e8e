"""A save that a crash cuts short leaves the state as it was before, or as it is after: never a mixture of the two.

The panel here holds a small part of its audience, and steps close many hours: what an hour weighs rests on all shards
of the state, so a mixture of old and new ones would decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from listener.kafka import wire
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
from tests.changelog import Change, Changelog, restored_table
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


@dataclass(frozen=True)
class Save:
    """One save of a worker's life: the table before it, and what it changed."""

    number: int  # of the message
    before: StateTable
    changes: Sequence[Change]


@cache
def saves() -> tuple[Save, ...]:
    """Every save of a life without a crash."""
    return tuple(_saves())


def _saves() -> Iterator[Save]:
    table: StateTable = {}
    for number, outcome in enumerate(outcomes()):
        log = Changelog(table)
        store = StateStore(log, WATCHED)
        store.load(KEY)
        log.changes.clear()
        store.update(KEY, outcome.state)
        store.write()
        yield Save(number, table, log.changes)
        table = dict(log)


@cache
def hours_in_one_save() -> Save:
    """The smallest save of a step that closed at least six hours."""
    long = [save for save in saves() if len(outcomes()[save.number].windows) > 5]
    return min(long, key=lambda save: len(save.changes))


def test_the_panel_is_full_before_that_save() -> None:
    before = outcomes()[hours_in_one_save().number - 1].state
    assert len([author for author in before.panel.values() if author.returned]) == PANEL


def test_a_save_that_is_cut_after_any_of_its_writes_leaves_the_state_before_or_the_one_after() -> None:
    save = hours_in_one_save()
    before, after = outcomes()[save.number - 1].state, outcomes()[save.number].state
    for cut in range(len(save.changes) + 1):
        left = StateStore(restored_table(save.before, save.changes[:cut]), WATCHED).load(KEY)
        assert left in (before, after), f"cut after {cut} of {len(save.changes)} writes"


@settings(max_examples=10, deadline=None)
@given(crashes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.floats(0, 1)), min_size=1, max_size=9))
def test_however_often_a_life_is_cut_short_it_tells_the_same(crashes: list[tuple[float, float]]) -> None:
    cuts = {int(place * len(messages())): share for place, share in crashes}
    worker, said = Worker({}), list[bytes]()
    for number, message in enumerate(messages()):
        if number in cuts:
            said += worker.take(message)
            worker = worker.crash(cuts[number])
        said += worker.take(message)
    assert worker.store.load(KEY) == outcomes()[-1].state
    assert set(said) == set(told(outcomes()))


class Worker:
    """Does as the agent does: load, step, tell, save."""

    def __init__(self, table: StateTable) -> None:
        self.log = Changelog(table)
        self.store = StateStore(self.log, WATCHED)
        self.before: StateTable = table

    def take(self, message: AudienceMessage) -> list[bytes]:
        state = self.store.load(KEY)
        self.before = dict(self.log)
        self.log.changes.clear()
        result = step(state, message, WATCHED[KEY])
        self.store.update(KEY, result.state)
        self.store.write()
        return told([result])

    def crash(self, share: float) -> Worker:
        """The next worker, where so much of the last save is on the changelog."""
        return Worker(restored_table(self.before, self.log.changes[: round(share * len(self.log.changes))]))


def test_an_erased_author_is_in_no_record_that_is_left() -> None:
    worker = Worker({})
    for message in messages():
        worker.take(message)
    for author in range(300):
        worker.take(ErasureRequest(instant(MONDAY), author=f"a{author}"))
    state = worker.store.load(KEY)
    assert not len(state.panel) + len(state.outsiders) + len(state.pending)
    assert sum(map(len, worker.log.values())) < 10_000 + 2 * len(worker.log)  # the head, and empty shards


def test_a_record_stands_once_in_the_table() -> None:
    worker = Worker({})
    for message in messages():
        worker.take(message)
        names = {name.lower() for name in worker.log}
        assert len(names) == len(worker.log)
