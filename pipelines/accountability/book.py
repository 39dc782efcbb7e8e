"""Book: all commitments of a campaign. What people and brand say waits for its hour.

A state is a function of the records as a set: repeats, their order and their batches mean nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from itertools import accumulate, repeat
from math import inf
from typing import NamedTuple

from msgspec.structs import replace

from models.accountability import Book, CommitmentSignal, CommitmentState, Demand, OpenDemand
from models.campaigns import Campaign
from models.commitments import Commitment
from models.ledger import LedgerEntry, LedgerRecord, TermsChange, Update
from models.posts import Millis, millis
from models.sketches import hash64
from pipelines.accountability.days import end_of_day, local_day_number
from pipelines.accountability.following import DueRecord, Followed, Walk, demand_days, follow
from pipelines.accountability.ledger import encode_entry, seal_record
from pipelines.accountability.notices import make_commitment_signal

BYTES_WAITING = 60_000  # of records of the ledger; the earliest wait
DEMANDS_WAITING = 1_000  # those of the lowest hash stay: which, does not depend on the order in which they came
_SEEN = 256  # ids of records that are known again
_NEVER = 1 << 62


class Advance(NamedTuple):
    """A book after some hours have closed, and what is told: signals and entries of the ledger, in order of time."""

    book: Book
    signals: tuple[CommitmentSignal, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()


def record_id(record: LedgerRecord) -> str:
    """By what a record is known again."""
    if isinstance(record, Update):
        return record.id
    return f"change:{hash64(encode_entry(record).decode()):016x}"


def receive_record(book: Book, record: LedgerRecord, room: float = BYTES_WAITING) -> Book:
    """The book with a record that waits for its hour; the same book for a repeat. `room`: bytes for all that wait."""
    record = replace(record, at=record.at.astimezone(UTC))  # as states are kept
    id = record_id(record)
    waiting = {record_id(each): each for each in book.waiting}
    if id in book.seen or id in waiting:
        return book
    ordered = sorted([*book.waiting, record], key=lambda each: (each.times(), record_id(each)))
    sizes = accumulate(len(encode_entry(each)) for each in ordered) if room < inf else repeat(0)
    return replace(book, waiting=tuple(each for each, size in zip(ordered, sizes, strict=False) if size <= room))


def receive_demand(book: Book, demand: Demand, since: Millis | None = None, zone: str = "UTC") -> Book:
    """The book with somebody's demand; the same book for a repeat, and for one of a day that had ended by `since`: it
    may be a repeat, too."""
    if since is not None and end_of_day(local_day_number(millis(demand.at), zone), zone) <= since:
        return book
    one = OpenDemand(demand.author, demand.commitment, millis(demand.at), demand.kind == "object", demand.copy)
    if one in book.demands:
        return book
    return replace(book, demands=tuple(sorted({*book.demands, one})[:DEMANDS_WAITING]))


def advance_book(book: Book, campaign: Campaign, since: Millis | None, until: Millis) -> Advance:
    """Closes all hours up to `until`. `since`: up to where they were closed before; what is dated earlier counts from
    there on."""
    if not _has_work(book, campaign, until):
        return Advance(book)
    since = since if book.states else None  # the first time, nothing was closed before
    records = _due_records(book.waiting, since or 0)
    demands, open_demands = _split_demands(book.demands, campaign.timezone, since or 0, until)
    followed = _follow_all(book, campaign, records, demands, (since or 0, until))
    entries = _write_entries(book, [each for one in followed.values() for each in one.records])
    taken = {each.id for each in records if each.at < until}
    states = {**book.states, **{name: each.state for name, each in followed.items() if each.state}}
    advanced = replace(
        book,
        states=states,
        waiting=tuple(each for each in book.waiting if record_id(each) not in taken),
        demands=open_demands,
        seen=(*book.seen, *sorted(taken))[-_SEEN:],
        next_at=min([each.next_at for each in states.values() if each.next_at is not None], default=_NEVER),
        version=campaign.version,
        entries=book.entries + len(entries),
        head=entries[-1].hash if entries else book.head,
    )
    return Advance(advanced, _make_signals(book, followed), entries)


def _has_work(book: Book, campaign: Campaign, until: Millis) -> bool:
    is_known = book.version == campaign.version and book.next_at > until
    has_records = any(_moment_of(each) < until for each in book.waiting)
    return bool(not is_known or has_records or (book.demands and _has_ended(book.demands, campaign.timezone, until)))


def _has_ended(demands: Iterable[OpenDemand], zone: str, until: Millis) -> bool:
    return min(each.at for each in demands) < end_of_day(local_day_number(until, zone) - 1, zone)


def _moment_of(record: LedgerRecord) -> Millis:
    return millis(record.at)


def _due_records(waiting: Iterable[LedgerRecord], since: Millis) -> list[DueRecord]:
    return sorted(
        [DueRecord(max(_moment_of(each), since), record_id(each), each) for each in waiting],
        key=lambda due: (due.at, due.id),
    )


def _split_demands(
    demands: Iterable[OpenDemand], zone: str, since: Millis, until: Millis
) -> tuple[list[OpenDemand], tuple[OpenDemand, ...]]:
    """Those of days that have ended, and the others. What came too late for its day is of the one after."""
    ended = end_of_day(local_day_number(until, zone) - 1, zone)
    moved = [(each, replace(each, at=max(each.at, since))) for each in demands]
    return [late for _, late in moved if late.at < ended], tuple(each for each, late in moved if late.at >= ended)


def _follow_all(
    book: Book,
    campaign: Campaign,
    records: Sequence[DueRecord],
    demands: Sequence[OpenDemand],
    span: tuple[Millis, Millis],
) -> dict[str, Followed]:
    """Every commitment to which something happens in the span, by name."""
    since, until = span
    file = {each.name: each for each in campaign.commitments}
    days = demand_days(demands, campaign.timezone, campaign.policy.eligibility.copies_limit)
    by_name: dict[str, list[DueRecord]] = {}
    for each in records:
        by_name.setdefault(each.record.commitment, []).append(each)
    is_other = book.version != campaign.version
    due = {name for name in file if is_other or _is_due(book.states.get(name), until)}
    names = due | days.keys() | by_name.keys()
    return {
        name: follow(
            book.states.get(name),
            Walk(campaign, name, tuple(by_name.get(name, ())), tuple(days.get(name, ())), since, until),
            file,
        )
        for name in sorted(names)
        if _is_known(name, book, file, by_name)
    }


def _is_due(state: CommitmentState | None, until: Millis) -> bool:
    return state is None or (state.next_at is not None and state.next_at <= until)


def _is_known(
    name: str, book: Book, file: Mapping[str, Commitment], records: Mapping[str, Sequence[DueRecord]]
) -> bool:
    """Whether there is, or was, such a commitment: nobody makes us remember others."""
    return (
        name in file or name in book.states or any(isinstance(e.record, TermsChange) for e in records.get(name, ()))
    )


def _write_entries(book: Book, records: Iterable[DueRecord]) -> tuple[LedgerEntry, ...]:
    """The records as the ledger's next entries, in order of time."""
    entries, head = list[LedgerEntry](), book.head
    for number, due in enumerate(sorted(records, key=lambda each: (each.at, each.id)), book.entries + 1):
        entries.append(seal_record(due.record, number, head))
        head = entries[-1].hash
    return tuple(entries)


def _make_signals(book: Book, followed: Mapping[str, Followed]) -> tuple[CommitmentSignal, ...]:
    """The notices as signals, numbered by commitment, in order of time."""
    signals = [
        make_commitment_signal(notice, number)
        for name, one in followed.items()
        for number, notice in enumerate(one.notices, _sequence(book, name) + 1)
    ]
    return tuple(sorted(signals, key=lambda each: (each.time, each.subject, each.sequence)))


def _sequence(book: Book, name: str) -> int:
    return book.states[name].sequence if name in book.states else 0
