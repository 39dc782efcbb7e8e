"""Following: one commitment through event time: updates, changes, people who ask and deadlines, in turn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from models.accountability import CommitmentState, Notice, OpenDemand
from models.campaigns import Campaign
from models.commitments import Commitment
from models.ledger import LedgerRecord, TermsChange, Update
from models.posts import Millis
from pipelines.accountability.cadence import Deadline, Terms, next_deadlines
from pipelines.accountability.days import end_of_day, local_day_number
from pipelines.accountability.demand import add_day, count_askers, forget_evidence, has_risen, week_of_askers
from pipelines.accountability.standing import (
    Step,
    begin_commitment,
    meet_deadline,
    take_change,
    take_update,
    tell_demand,
)


class DueRecord(NamedTuple):
    """A record and the moment from which on it counts. At the same moment, they go by id."""

    at: Millis
    id: str
    record: LedgerRecord


class Followed(NamedTuple):
    """A commitment up to a moment: its state, what was told, and its records as the ledger has them."""

    state: CommitmentState | None  # None: there is no such commitment yet
    notices: tuple[Notice, ...]
    records: tuple[DueRecord, ...]


class DemandDay(NamedTuple):
    """The people who asked on one local day."""

    end: Millis
    day: int
    authors: int


class Walk(NamedTuple):
    """All that happens to one commitment up to `until`."""

    campaign: Campaign
    name: str
    records: Sequence[DueRecord]  # in order; those of after `until`, too, for what the file said before them
    demand: Sequence[DemandDay]  # in order
    since: Millis  # up to where it was followed before
    until: Millis


def follow(state: CommitmentState | None, walk: Walk, file: Mapping[str, Commitment]) -> Followed:
    """Takes a commitment up to `walk.until`. None: nothing is known of it yet."""
    notices, written = list[Notice](), list[DueRecord]()
    records, demand, clock = list(walk.records), list(walk.demand), walk.since
    while True:
        commitment = _in_force(records, file.get(walk.name), state)
        terms = Terms(commitment, walk.campaign) if commitment else None
        if terms and state is None:
            state = begin_commitment(terms.commitment)
        deadline = _next_deadline(terms, state, clock) if terms and state is not None else None
        due = [each for each in (deadline, *records[:1], *demand[:1]) if each and _is_over(each, walk.until)]
        if not due:
            return Followed(_note_next(state, deadline, len(notices)), tuple(notices), tuple(written))
        first = min(due, key=_moment)
        clock = _moment(first)[0]
        if isinstance(first, DueRecord):
            records.pop(0)
            written.append(first := _as_written(first, state))
        elif isinstance(first, DemandDay):
            demand.pop(0)
        if terms and state is not None:
            state, told = _take(state, first, terms, len(file))
            notices.extend(told)


def _next_deadline(terms: Terms, state: CommitmentState, clock: Millis) -> Deadline | None:
    """The next deadline. One that a change of terms puts into the past has come now."""
    found = min(next_deadlines(terms, state), default=None)
    return found._replace(at=max(found.at, clock)) if found else None


def _note_next(state: CommitmentState | None, deadline: Deadline | None, told: int) -> CommitmentState | None:
    """The state with its next deadline, and so many more signals told."""
    next_at = deadline.at if deadline else None
    if state is None or (state.next_at == next_at and not told):
        return state
    return replace(state, next_at=next_at, sequence=state.sequence + told)


_Due = Deadline | DueRecord | DemandDay


def _moment(due: _Due) -> tuple[Millis, int]:
    """Order: a day's people, then its deadlines, then what is said from that moment on."""
    match due:
        case DemandDay():
            return due.end, 0
        case Deadline():
            return due.at, 1
        case DueRecord():
            return due.at, 2


def _is_over(due: _Due, until: Millis) -> bool:
    """A deadline at `until` has come; what is said at it is of the next hour."""
    return _moment(due)[0] < until + (not isinstance(due, DueRecord))


def _in_force(
    records: Sequence[DueRecord], file: Commitment | None, state: CommitmentState | None
) -> Commitment | None:
    """What is promised now: what the next change says that was before it, else what the file says."""
    for each in records:
        if isinstance(each.record, TermsChange):
            return each.record.before
    return file or (state.last_known if state else None)


def _take(state: CommitmentState, first: _Due, terms: Terms, commitments: int) -> Step:
    match first:
        case DueRecord(at, _, Update() as update):
            return take_update(state, update, at, terms)
        case DueRecord(at, _, TermsChange() as change):
            return take_change(state, change, at, terms)
        case Deadline():
            return meet_deadline(state, first, terms)
        case DemandDay():
            return _take_day(state, first, terms, commitments)
    raise AssertionError(first)


def _as_written(due: DueRecord, state: CommitmentState | None) -> DueRecord:
    """The record as the ledger has it: an update says whether people were asking for it. One that says so keeps it:
    who reads a ledger again does not have the people who asked."""
    if not isinstance(due.record, Update):
        return due
    was_asked = state is not None and state.waiting_since is not None
    return due._replace(record=replace(due.record, after_demand=was_asked or due.record.after_demand))


def _take_day(state: CommitmentState, day: DemandDay, terms: Terms, commitments: int) -> Step:
    level = add_day(state.level, day.day, day.authors, _first_day(terms, day.day))
    state = replace(state, level=level)
    if state.waiting_since is not None:
        return Step(replace(state, level=forget_evidence(level), waiting_authors=state.waiting_authors + day.authors))
    if not has_risen(level, commitments):
        return Step(state)
    authors = week_of_askers(level)
    state = replace(
        state,
        level=forget_evidence(level),
        waiting_since=day.end,
        waiting_authors=authors,
        demands=state.demands + 1,
    )
    return Step(state, (tell_demand("risen", authors, state, day.end, terms),))


def _first_day(terms: Terms, day: int) -> int:
    """From which day on people are counted: the campaign's start, or the first day on which somebody asks."""
    starts = terms.campaign.starts
    return day if starts is None else terms.day(max(starts, terms.commitment.made))


def demand_days(demands: Iterable[OpenDemand], zone: str, copies_limit: int) -> dict[str, list[DemandDay]]:
    """The people who asked, by commitment and local day."""
    by_day: dict[tuple[str, int], list[OpenDemand]] = {}
    for each in demands:
        by_day.setdefault((each.commitment, local_day_number(each.at, zone)), []).append(each)
    days: dict[str, list[DemandDay]] = {}
    for (name, day), some in sorted(by_day.items()):
        days.setdefault(name, []).append(DemandDay(end_of_day(day, zone), day, count_askers(some, copies_limit)))
    return days
