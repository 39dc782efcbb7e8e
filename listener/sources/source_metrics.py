"""Source metrics: what became of a source's frames, as counters."""

from listener.metrics import Metrics
from listener.sources.base import DropReason, Reconnect
from listener.sources.runner import SourceCounts
from models.gaps import GapReason


def count_frames(metrics: Metrics, source: str, counts: SourceCounts) -> None:
    """Counts some frames of a source. Every reason is there from the first call on, at zero."""
    metrics.count_source(
        source,
        frames=counts.frames,
        dropped={each: counts.dropped[each] for each in DropReason},
        rejected=counts.rejected,
        reconnects={each: counts.reconnects[each] for each in Reconnect},
        gaps={each: counts.gaps[each] for each in GapReason},
    )
