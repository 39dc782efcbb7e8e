"""Overview: each commitment as one line, for people: where it stands, and what comes next. Oldest debt first."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

import msgspec

from models.accountability import Book, CommitmentSignal, CommitmentState, Indicator, NoticeKind, Standing
from models.campaigns import Campaign
from models.commitments import Commitment, Speaker
from models.ledger import LedgerRecord, Update
from models.posts import DAY_MS, Millis, millis
from pipelines.accountability.book import advance_book, receive_record, record_id
from pipelines.accountability.cadence import Terms, shown_standing, update_due_at
from pipelines.accountability.indicator import indicate
from pipelines.accountability.standing import begin_commitment

_PARTS = ("number", "date", "measure", "link")  # of what an update is specific about


class CommitmentLine(NamedTuple):
    """One commitment at a moment."""

    commitment: Commitment
    standing: Standing
    progress: float | None  # share of the way to the target, by evidence
    last_update: Millis | None
    last_speaker: Speaker | None
    updates: int
    silent_since: Millis | None
    next_update: Millis | None  # the end of the day on which one is due; None: none is
    asking: int  # how often people asked, each once a day, by the last signal, unanswered; 0 of too few people
    values: tuple[tuple[Millis, float, bool], ...]  # time, share of the way, whether by evidence
    history: tuple[LedgerRecord, ...]
    silent_speakers: tuple[Speaker, ...]  # who could speak next: leaders and employees who have not
    unsaid: tuple[str, ...]  # of number, date, measure and link: what no word of the brand's on it has had


class BrandOverview(NamedTuple):
    """A brand at a moment."""

    lines: tuple[CommitmentLine, ...]
    indicator: Indicator


def overview(
    campaign: Campaign, records: Sequence[LedgerRecord], told: Iterable[CommitmentSignal], at: Millis
) -> BrandOverview:
    """The brand's commitments at a moment, by its ledger and what was told; the oldest debt first."""
    records, book = _in_order(records), Book()
    for record in records:
        book = receive_record(book, record, room=inf)
    told = list(told)
    book = _add_demand(advance_book(book, campaign, None, at).book, records, told)
    asking = _count_asking(told, records)
    lines = [_make_line(each, campaign, book, records, asking.get(each.name, 0)) for each in campaign.commitments]
    return BrandOverview(tuple(sorted(lines, key=_debt_first)), indicate(book, campaign, at))


def _in_order(records: Iterable[LedgerRecord]) -> list[LedgerRecord]:
    """The records by their time, each once: files may hold them as they came, and again."""
    once = {record_id(each): each for each in records}
    return sorted(once.values(), key=lambda each: (each.at, record_id(each)))


def _add_demand(book: Book, records: Iterable[LedgerRecord], told: Iterable[CommitmentSignal]) -> Book:
    """The book with the times at which more people asked than usual, and their answers, as signals and ledger have
    them: nobody who asked is in either."""
    updates = [each for each in records if isinstance(each, Update) and each.counts]
    states = dict(book.states)
    for notice in (each.data for each in told):
        if (notice.kind, notice.phase) != (NoticeKind.DEMAND, "risen") or notice.commitment not in states:
            continue
        state = states[notice.commitment]
        later = [each.at for each in updates if each.commitment == notice.commitment and each.at >= notice.at]
        days = [(min(later) - notice.at).total_seconds() * 1_000 / DAY_MS] if later else []
        states[notice.commitment] = msgspec.structs.replace(
            state,
            demands=state.demands + 1,
            answered=state.answered + len(days),
            answer_days=(*state.answer_days, *days),
        )
    return msgspec.structs.replace(book, states=states)


def _debt_first(line: CommitmentLine) -> tuple[int, Millis, str]:
    if line.silent_since is not None:
        return 0, line.silent_since, line.commitment.name
    is_owed = line.standing in (Standing.MISSED, Standing.PARTLY_KEPT)
    return (1 if is_owed else 2 if not line.standing.is_final else 3), line.next_update or 0, line.commitment.name


def _make_line(
    commitment: Commitment, campaign: Campaign, book: Book, records: Sequence[LedgerRecord], asking: int
) -> CommitmentLine:
    state = book.states.get(commitment.name) or begin_commitment(commitment)
    theirs = tuple(each for each in records if each.commitment == commitment.name)
    updates = [each for each in theirs if isinstance(each, Update)]
    return CommitmentLine(
        commitment=commitment,
        standing=shown_standing(state),
        progress=None if state.value is None else commitment.measure.progress(state.value),
        last_update=millis(updates[-1].at) if updates else None,
        last_speaker=updates[-1].speaker if updates else None,
        updates=len(updates),
        silent_since=None if state.standing.is_final else state.silent_since,
        next_update=_next_update(commitment, campaign, state),
        asking=asking,
        values=tuple(_values(commitment, updates)),
        history=theirs,
        silent_speakers=tuple(each for each in _speakers(campaign) if each not in state.speakers),
        unsaid=tuple(part for part in _PARTS if not any(getattr(each.specifics, part) for each in updates)),
    )


def _speakers(campaign: Campaign) -> list[Speaker]:
    accounts = campaign.own_accounts.by_speaker()
    return [each for each in (Speaker.LEADER, Speaker.EMPLOYEE) if accounts[each]]


def _next_update(commitment: Commitment, campaign: Campaign, state: CommitmentState) -> Millis | None:
    return None if state.standing.is_final else update_due_at(Terms(commitment, campaign), state)


def _values(commitment: Commitment, updates: Iterable[Update]) -> Iterable[tuple[Millis, float, bool]]:
    for each in updates:
        share = None if each.value is None else commitment.measure.progress(each.value)
        if share is not None:
            yield millis(each.at), share, bool(each.source)


def _count_asking(told: Iterable[CommitmentSignal], records: Iterable[LedgerRecord]) -> dict[str, int]:
    """People who ask, by commitment, since its last update that counts."""
    answered = {each.commitment: each.at for each in records if isinstance(each, Update) and each.counts}
    asking: dict[str, int] = {}
    for signal in told:
        notice = signal.data
        last = answered.get(notice.commitment)
        if notice.kind is NoticeKind.DEMAND and (last is None or notice.at > last):
            asking[notice.commitment] = notice.authors
    return asking
