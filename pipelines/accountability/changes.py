"""Changes: what a file says otherwise of its commitments than it did, and whether that is less."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.commitments import Commitment
from models.ledger import TermsChange

_UNSAID = "-"
TermChanges = tuple[tuple[str, str, str], ...]  # field, before, after


def find_changes(
    campaign: str, old: Iterable[Commitment], new: Iterable[Commitment], at: datetime
) -> Iterator[TermsChange]:
    """What changed from one file to another: promises altered, new or gone, in the order of their names."""
    before, after = {each.name: each for each in old}, {each.name: each for each in new}
    for name in sorted(before.keys() | after.keys()):
        if terms_of(before.get(name)) != terms_of(after.get(name)):
            yield TermsChange(
                campaign=campaign, commitment=name, at=at, before=before.get(name), after=after.get(name)
            )


def terms_of(commitment: Commitment | None) -> dict[str, str]:
    """What is promised, by field, as text; an owner or a word to find it by is none of it."""
    if commitment is None:
        return {}
    measure = commitment.measure
    return {
        "quote": commitment.quote,
        "measure": measure.name or _UNSAID,
        "unit": measure.unit or _UNSAID,
        "baseline": _number(measure.baseline),
        "target": _number(measure.target),
        "due": _number(measure.due),
        "update_every": _number(commitment.update_every),
    }


def _number(value: float | None) -> str:
    return _UNSAID if value is None else f"{value:.15g}"


def find_weakening(before: Commitment, after: Commitment) -> TermChanges:
    """All fields that changed, where any of them promises less; else nothing.

    Less is: a target nearer to where it began, a later due day, rarer updates, or any of them, or the measure, gone.
    """
    if not _is_weaker(before, after):
        return ()
    old, new = terms_of(before), terms_of(after)
    return tuple((name, old[name], new[name]) for name in old if old[name] != new[name])


def _is_weaker(before: Commitment, after: Commitment) -> bool:
    old, new = before.measure, after.measure
    went = bool(before.missing != after.missing and set(after.missing) - set(before.missing))
    later = old.due is not None and new.due is not None and new.due > old.due
    rarer = before.update_every is not None and (
        after.update_every is None or after.update_every > before.update_every
    )
    reach = old.progress(new.target) if new.target is not None else None
    return went or later or rarer or (reach is not None and reach < 1)
