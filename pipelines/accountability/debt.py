"""Debt: which commitments to an audience are silent or overdue, by name."""

from models.accountability import Book, CommitmentState, Debt, Standing
from models.campaigns import Campaign
from models.commitments import Commitment

_OVERDUE = (Standing.MISSED, Standing.PARTLY_KEPT)


def find_debt(book: Book, campaign: Campaign, audience: str) -> Debt:
    """What the brand owes the audience, as far as the book goes."""
    names = tuple(each.name for each in campaign.audiences)
    theirs = [each for each in campaign.commitments if each.is_to(audience, names)]
    known = [(each, book.states[each.name]) for each in theirs if each.name in book.states]
    return Debt(
        silent=tuple(each.name for each, state in known if _is_silent(state)),
        overdue=tuple(each.name for each, state in known if _is_overdue(each, state)),
    )


def _is_silent(state: CommitmentState) -> bool:
    return state.silent_since is not None and not state.standing.is_final


def _is_overdue(commitment: Commitment, state: CommitmentState) -> bool:
    """Past its due day and short of its target: one that is reached late, by evidence, is owed no more."""
    progress = None if state.value is None else commitment.measure.progress(state.value)
    return state.standing in _OVERDUE and (progress is None or progress < 1)
