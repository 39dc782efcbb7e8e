"""Declared of processes: whether they do what they are there for - the tagger, the board - and which build they are.

The rest is in `declared`; dashboards, rules and tests go by both.
"""

from listener.metrics.metric_types import Declaration, MetricType


class ProcessMetric(Declaration):
    """What a process says of itself."""

    # -- the tagger
    MISSING_TAGS = (
        "listener_missing_tags_ratio",
        MetricType.GAUGE,
        "Share of the last 100 posts that our own tagger read and gave no such tag. A rise to 1: it has stopped "
        "tagging, or posts are in languages that it does not read.",
        "tag",
    )

    # -- the board
    BOARD_QUIET = (
        "listener_board_quiet_seconds",
        MetricType.GAUGE,
        "Seconds since the board read a record. A rise: no window closes, or the board is cut off.",
    )
    BOARD_STALE = (
        "listener_board_stale",
        MetricType.GAUGE,
        "1 while the board says that it is not live, else 0. A rise: people look at old figures, and are told so.",
    )
    BOARD_READERS = (
        "listener_board_readers",
        MetricType.GAUGE,
        "Pages that listen for changes. A rise: more people are looking.",
    )

    # -- what people told, as the board has read it
    OUTCOMES = (
        "listener_outcomes",
        MetricType.GAUGE,
        "Units of the campaign's outcome that were reported so far. A rise: more gifts, signatures, visitors.",
        *("campaign", "outcome"),
    )
    LABELS = (
        "listener_labels",
        MetricType.GAUGE,
        "Posts that people have read to tell how the tagger errs, by the latest decision. A rise: somebody reads; "
        "where it stands still, decisions rest on what the tagger did elsewhere.",
        *("campaign", "audience"),
    )

    # -- the process
    BUILD = (
        "listener_build_info",
        MetricType.GAUGE,
        "Which build runs, in the labels; always 1, so it never rises.",
        *("version", "rule", "python"),
    )
