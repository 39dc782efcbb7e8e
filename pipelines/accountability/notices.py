"""Notices as signals: their CloudEvent. The same notice gives the same id and bytes."""

from hashlib import sha256

from models.accountability import ACCOUNTABILITY_TYPE, CommitmentSignal, Notice


def make_commitment_signal(notice: Notice, sequence: int) -> CommitmentSignal:
    """The notice as a CloudEvent. `sequence` is its number among the commitment's signals, from 1."""
    return CommitmentSignal(
        id=_notice_id(notice),
        source=f"/listener/{notice.campaign}/commitments/{notice.commitment}",
        type=f"{ACCOUNTABILITY_TYPE}{notice.kind}.v1",
        subject=f"{notice.campaign}|{notice.commitment}",
        time=notice.at,
        sequence=f"{sequence:010}",
        partitionkey=notice.campaign,
        data=notice,
    )


def _notice_id(notice: Notice) -> str:
    """128 bits of a hash of what makes it this notice and no other."""
    parts = (notice.campaign, notice.commitment, notice.kind, notice.phase, notice.at.isoformat())
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]
