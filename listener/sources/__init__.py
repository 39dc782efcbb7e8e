"""Sources: where posts come from, one module each, listed in `all_sources`. `runner` turns one into records.

`base` shows what a source is and how to write one.
"""

from listener.sources.all_sources import SOURCES
from listener.sources.base import (
    Converted,
    Cursor,
    Drop,
    DropReason,
    Frame,
    Heartbeat,
    Incoming,
    Reconnect,
    SourceClient,
    SourceSpec,
)
from listener.sources.people import NOBODY, People
from listener.sources.runner import SourceCounts, SourceRecord, run_source, to_record

__all__ = [
    "NOBODY",
    "SOURCES",
    "Converted",
    "Cursor",
    "Drop",
    "DropReason",
    "Frame",
    "Heartbeat",
    "Incoming",
    "People",
    "Reconnect",
    "SourceClient",
    "SourceCounts",
    "SourceRecord",
    "SourceSpec",
    "run_source",
    "to_record",
]
