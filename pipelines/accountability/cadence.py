"""Cadence: when an update is due, when silence is, and the other deadlines of a commitment."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from models.accountability import CommitmentState, NoticeKind, Standing
from models.campaigns import Campaign
from models.commitments import Commitment
from models.posts import DAY_MS, Millis
from pipelines.accountability.days import end_of_day, local_day_number

USUAL_DAYS = 90  # between updates, where neither the file nor the brand's own habit says it
REMIND_DAYS = 14  # before an update is due; half the cadence where that is less
DUE_SOON_DAYS = (30, 7)
_LEAST_GAPS, _LEAST_DAYS = 2, 7  # for a habit
UPDATE_DUE = "update-due"  # what `told` says of the reminder; the next update takes it out


class Deadline(NamedTuple):
    """A moment at which something is told, unless it was before; `token` is what `told` remembers of it."""

    at: Millis
    kind: NoticeKind
    token: str
    phase: str = ""


@dataclass(frozen=True)
class Terms:
    """A commitment as it stands at a moment, in its campaign's time zone."""

    commitment: Commitment
    campaign: Campaign

    def day(self, at: Millis) -> int:
        return local_day_number(at, self.campaign.timezone)

    def end(self, day: int) -> Millis:
        return end_of_day(day, self.campaign.timezone)


def update_every(commitment: Commitment, state: CommitmentState) -> int:
    """Days between updates: as promised, else the brand's own median gap, else 90."""
    if commitment.update_every is not None:
        return commitment.update_every
    gaps = [(after - before) / DAY_MS for before, after in pairwise(state.updates)]
    return max(_LEAST_DAYS, round(median(gaps))) if len(gaps) >= _LEAST_GAPS else USUAL_DAYS


def last_word(commitment: Commitment, state: CommitmentState) -> Millis:
    """When it was last spoken of: the last update that counts, or the day on which it was made."""
    return state.updates[-1] if state.updates else commitment.made - 1


def update_due_at(terms: Terms, state: CommitmentState) -> Millis:
    """The end of the day on which the next update is due."""
    days = update_every(terms.commitment, state)
    return terms.end(terms.day(last_word(terms.commitment, state)) + days)


def next_deadlines(terms: Terms, state: CommitmentState) -> Iterator[Deadline]:
    """Every deadline that is still to be told, in no order."""
    commitment = terms.commitment
    if state.waiting_since is not None and "unanswered" not in state.told:
        day = terms.day(state.waiting_since - 1) + commitment.unanswered_after
        yield Deadline(terms.end(day), NoticeKind.DEMAND, "unanswered", "unanswered")
    if state.standing.is_final:
        return
    if commitment.withdrawn is not None:
        yield Deadline(commitment.withdrawn, NoticeKind.WITHDRAWN, "withdrawn")
    yield from _due_deadlines(terms, state)
    yield from _update_deadlines(terms, state)


def _due_deadlines(terms: Terms, state: CommitmentState) -> Iterator[Deadline]:
    due = terms.commitment.measure.due
    if due is None or _token("due", due) in state.told:
        return
    for days in DUE_SOON_DAYS:
        at, token = terms.end(terms.day(due - 1) - days), _token(f"due-{days}", due)
        if token not in state.told and at > terms.commitment.made:
            yield Deadline(at, NoticeKind.DUE_SOON, token, str(days))
    yield Deadline(due, NoticeKind.DUE_PASSED, _token("due", due))


def _token(name: str, due: Millis) -> str:
    """Reminders of another due day are other reminders."""
    return f"{name}:{due}"


def _update_deadlines(terms: Terms, state: CommitmentState) -> Iterator[Deadline]:
    if state.silent_since is not None:
        return
    commitment, every = terms.commitment, update_every(terms.commitment, state)
    last = terms.day(last_word(commitment, state))
    ahead = min(REMIND_DAYS, every // 2)
    if ahead and UPDATE_DUE not in state.told:
        yield Deadline(terms.end(last + every - ahead), NoticeKind.UPDATE_DUE, UPDATE_DUE)
    yield Deadline(terms.end(last + every + commitment.grace), NoticeKind.SILENT, "")


def is_reminder(deadline: Deadline) -> bool:
    """Whether it only says what is to come: before the campaign starts nobody needs that."""
    return deadline.kind in (NoticeKind.UPDATE_DUE, NoticeKind.DUE_SOON)


def shown_standing(state: CommitmentState) -> Standing:
    """Where a commitment stands, as it is shown: silent, where it is and nothing is final."""
    is_silent = state.silent_since is not None and not state.standing.is_final
    return Standing.SILENT if is_silent else state.standing
