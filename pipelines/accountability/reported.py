"""Reported: where a commitment stands, as a person tells it: by command line, board or HTTP, by one rule."""

from math import isfinite

from models.campaigns import Campaign
from models.errors import InputError
from models.ledger import LARGEST_VALUE, EvidenceKind, Specifics, Update
from models.posts import Millis, instant

_LONGEST_SOURCE, _LONGEST_ID = 1_000, 160


def report_update(
    campaign: Campaign,
    name: str,
    at: Millis,
    id: str,
    *,
    value: float | None = None,
    source: str = "",
    evidence: EvidenceKind = EvidenceKind.OWN,
) -> Update:
    """The update of a commitment. Raises InputError for what the ledger does not take. A repeat has the same `id`."""
    known = {each.name: each for each in campaign.commitments}
    if name not in known:
        there = ", ".join(known) or "none"
        raise InputError(f"no commitment `{name[:64]}` in {campaign.name}; there are: {there}")
    if value is not None and not (isfinite(value) and abs(value) <= LARGEST_VALUE):
        raise InputError(f"{value} cannot be where a commitment stands")
    if source and not source.startswith(("https://", "http://")):
        raise InputError(f"the source `{source[:80]}` is no address: expected where it can be read, https://...")
    if len(source) > _LONGEST_SOURCE:
        raise InputError(f"the source has {len(source):,} characters: {_LONGEST_SOURCE:,} at most")
    has_unit = value is not None and bool(known[name].measure.unit)
    return Update(
        id=id[:_LONGEST_ID],
        campaign=campaign.name,
        commitment=name,
        at=instant(at),
        value=value,
        source=source,
        evidence=evidence,
        specifics=Specifics(number=has_unit, date=True, measure=True, link=bool(source)),
        is_reported=True,
    )
