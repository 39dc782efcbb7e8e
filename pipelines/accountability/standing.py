"""Standing: what one update, one change of the file or one deadline does to a commitment, and what is told of it.

Only evidence moves a commitment towards `KEPT`: a value without a source is claimed, no more. What ends a silence is
an update that counts (`Update.counts`).
"""

from typing import NamedTuple

from msgspec.structs import replace

from models.accountability import CommitmentState, Notice, NoticeKind, Standing
from models.commitments import Commitment
from models.ledger import TermsChange, Update
from models.posts import DAY_MS, Millis, instant, millis
from pipelines.accountability.cadence import (
    UPDATE_DUE,
    Deadline,
    Terms,
    is_reminder,
    last_word,
    shown_standing,
    update_due_at,
)
from pipelines.accountability.changes import find_weakening

BURST_UPDATES, BURST_DAYS = 3, 14
HALF_THE_WAY = 0.5
_UPDATES_KEPT, _ANSWERS_KEPT, _TOLD_KEPT = 12, 8, 8

_RANKS = {Standing.ANNOUNCED: 0, Standing.ON_RECORD: 1, Standing.PROGRESS: 2}


class Step(NamedTuple):
    """A commitment's next state, and what is told."""

    state: CommitmentState
    notices: tuple[Notice, ...] = ()


def begin_commitment(commitment: Commitment) -> CommitmentState:
    """A commitment of which nothing is known but its file."""
    return CommitmentState(standing=_first_standing(commitment))


def _first_standing(commitment: Commitment) -> Standing:
    if commitment.missing:
        return Standing.UNRATEABLE
    return Standing.ON_RECORD if commitment.source else Standing.ANNOUNCED


def take_update(state: CommitmentState, update: Update, at: Millis, terms: Terms) -> Step:
    """Takes the brand's word, which counts from `at` on. What was said before the promise changes nothing."""
    if terms.day(millis(update.at)) < terms.day(terms.commitment.made - 1):
        return Step(state)
    if update.counts:
        state = _end_waiting(_note_update(state, at, terms), at, update)
    state, notices = _take_value(state, update, at, terms)
    state = replace(
        state,
        specificity=state.specificity + update.specifics.score,
        specific_updates=state.specific_updates + 1,
        speakers=tuple(sorted({*state.speakers, update.speaker})),
    )
    return Step(state, notices)


def _take_value(state: CommitmentState, update: Update, at: Millis, terms: Terms) -> Step:
    measure, notices = terms.commitment.measure, list[Notice]()
    if update.value is not None:
        if _contradicts(state.claimed, update.value, terms):
            told = tell(NoticeKind.CONTRADICTED, state, at, terms)
            notices.append(replace(told, value=update.value, before=state.claimed))
        state = replace(state, claimed=update.value)
    if not update.source:
        return Step(state, tuple(notices))
    state = replace(state, standing=_raise_to(state.standing, Standing.ON_RECORD))
    if update.value is None:
        return Step(state, tuple(notices))
    state, progress = replace(state, value=update.value), measure.progress(update.value)
    if progress is None or state.standing not in _RANKS:
        return Step(state, tuple(notices))
    if progress < 1:
        is_begun = progress > 0
        standing = _raise_to(state.standing, Standing.PROGRESS) if is_begun else state.standing
        return Step(replace(state, standing=standing), tuple(notices))
    state = replace(state, standing=Standing.KEPT, silent_since=None)
    return Step(state, (*notices, tell(NoticeKind.KEPT, state, at, terms)))


def _contradicts(claimed: float | None, value: float, terms: Terms) -> bool:
    """Whether a value is less far on the way than what was claimed before."""
    if claimed is None:
        return False
    before, after = (terms.commitment.measure.progress(each) for each in (claimed, value))
    return before is not None and after is not None and after < before


def _raise_to(standing: Standing, least: Standing) -> Standing:
    rank = _RANKS.get(standing)
    return least if rank is not None and rank < _RANKS[least] else standing


def _note_update(state: CommitmentState, at: Millis, terms: Terms) -> CommitmentState:
    """With one more update that counts; a silence is over. It was on time where no silence had to be told."""
    in_time = state.silent_since is None and not state.standing.is_final and at >= last_word(terms.commitment, state)
    return replace(
        state,
        updates=(*state.updates, at)[-_UPDATES_KEPT:],
        update_count=state.update_count + 1,
        cycles=state.cycles + in_time,
        cycles_on_time=state.cycles_on_time + in_time,
        silent_since=None,
        told=tuple(each for each in state.told if each != UPDATE_DUE),
    )


def _end_waiting(state: CommitmentState, at: Millis, update: Update) -> CommitmentState:
    """People who ask have their answer; an update that came without their asking was proactive."""
    if state.waiting_since is None:
        return state if update.after_demand else replace(state, last_proactive=at)
    days = (at - state.waiting_since) / DAY_MS
    return replace(
        state,
        waiting_since=None,
        waiting_authors=0,
        answered=state.answered + 1,
        answer_days=(*state.answer_days, days)[-_ANSWERS_KEPT:],
        told=tuple(each for each in state.told if each != "unanswered"),
    )


def take_change(state: CommitmentState, change: TermsChange, at: Millis, terms: Terms) -> Step:
    """Takes what the file says otherwise. `terms` are those before it."""
    if change.before is None or state.standing.is_final:
        return Step(state)
    if change.after is None:
        state = replace(state, standing=Standing.WITHDRAWN, silent_since=None, last_known=change.before)
        return Step(state, (tell(NoticeKind.WITHDRAWN, state, at, terms),))
    weakening = find_weakening(change.before, change.after)
    state = replace(state, standing=_rate_anew(state, change.after))
    if not weakening:
        return Step(state)
    told = tell(NoticeKind.WEAKENED, state, at, Terms(change.after, terms.campaign))
    return Step(state, (replace(told, changes=weakening),))


def _rate_anew(state: CommitmentState, after: Commitment) -> Standing:
    if after.missing:
        return Standing.UNRATEABLE
    return _first_standing(after) if state.standing is Standing.UNRATEABLE else state.standing


def meet_deadline(state: CommitmentState, deadline: Deadline, terms: Terms) -> Step:
    """What is told at a deadline. Reminders of before the campaign starts are not."""
    if deadline.token:
        state = replace(state, told=(*state.told, deadline.token)[-_TOLD_KEPT:])
    if is_reminder(deadline):
        return _remind(state, deadline, terms)
    if deadline.kind is NoticeKind.SILENT:
        return _fall_silent(state, deadline.at, terms)
    if deadline.kind is NoticeKind.DUE_PASSED:
        return _pass_due_day(state, deadline.at, terms)
    if deadline.kind is NoticeKind.WITHDRAWN:
        state = replace(state, standing=Standing.WITHDRAWN, silent_since=None)
        return Step(state, (tell(NoticeKind.WITHDRAWN, state, deadline.at, terms),))
    return Step(state, (tell_demand(deadline.phase, state.waiting_authors, state, deadline.at, terms),))


def _remind(state: CommitmentState, deadline: Deadline, terms: Terms) -> Step:
    starts = terms.campaign.starts
    if starts is not None and deadline.at < starts:
        return Step(state)
    is_due = deadline.kind is NoticeKind.DUE_SOON
    until = terms.commitment.measure.due if is_due else update_due_at(terms, state)
    told = tell(deadline.kind, state, deadline.at, terms)
    return Step(state, (replace(told, phase=deadline.phase, until=None if until is None else instant(until)),))


def _fall_silent(state: CommitmentState, at: Millis, terms: Terms) -> Step:
    """Silence; and, where several updates had come at once before it, that they were a burst."""
    state = replace(state, silent_since=at, cycles=state.cycles + 1)
    since = instant(last_word(terms.commitment, state))
    kinds = [NoticeKind.SILENT, *([NoticeKind.BURST_THEN_SILENCE] if _ends_in_burst(state) else [])]
    return Step(state, tuple(replace(tell(kind, state, at, terms), since=since) for kind in kinds))


def _ends_in_burst(state: CommitmentState) -> bool:
    last = state.updates[-BURST_UPDATES:]
    return len(last) == BURST_UPDATES and last[-1] - last[0] <= BURST_DAYS * DAY_MS


def _pass_due_day(state: CommitmentState, at: Millis, terms: Terms) -> Step:
    passed = tell(NoticeKind.DUE_PASSED, state, at, terms)
    if state.standing is Standing.UNRATEABLE:
        return Step(state, (passed,))
    progress = 0.0 if state.value is None else terms.commitment.measure.progress(state.value) or 0.0
    kept_half = progress >= HALF_THE_WAY
    standing = Standing.PARTLY_KEPT if kept_half else Standing.MISSED
    state = replace(state, standing=standing, silent_since=None)
    kind = NoticeKind.PARTLY_KEPT if kept_half else NoticeKind.MISSED
    return Step(state, (passed, tell(kind, state, at, terms)))


def tell_demand(phase: str, authors: int, state: CommitmentState, at: Millis, terms: Terms) -> Notice:
    """A notice that people ask: how many, or that they are fewer than the campaign's smallest group."""
    told, least = tell(NoticeKind.DEMAND, state, at, terms), terms.campaign.policy.privacy.smallest_group
    if authors < least:
        return replace(told, phase=phase, authors_below=least)
    return replace(told, phase=phase, authors=authors)


def tell(kind: NoticeKind, state: CommitmentState, at: Millis, terms: Terms) -> Notice:
    """A notice of a commitment as it stands."""
    commitment = terms.commitment
    return Notice(
        kind=kind,
        campaign=terms.campaign.name,
        commitment=commitment.name,
        owner=commitment.owner,
        at=instant(at),
        standing=shown_standing(state),
        quote=commitment.quote,
        updates=state.update_count,
        value=state.value,
        progress=None if state.value is None else commitment.measure.progress(state.value),
    )
