"""Declared of movement: what the board tells Prometheus of each audience's movement, from the latest that was told.

A figure comes three times, by `bound`: its value, and the ends of its 95 % interval (low, high). What cannot be said
has no series.
"""

from listener.metrics.metric_types import Declaration, MetricType

_FIGURE = ("campaign", "audience", "bound")


class MovementMetric(Declaration):
    """Moment or movement, in figures."""

    VERDICT = (
        "listener_movement_info",
        MetricType.GAUGE,
        "The verdict on an audience's highest peak, in the labels; always 1, so it never rises.",
        *("campaign", "audience", "verdict"),
    )
    BACK = (
        "listener_movement_back_ratio",
        MetricType.GAUGE,
        "Share of the authors of the peak's week who were back 8 to 30 days later. A rise: more of them stay.",
        *_FIGURE,
    )
    HALF_LIFE = (
        "listener_movement_half_life_days",
        MetricType.GAUGE,
        "Days until half of the rise to the peak had gone. A rise: it is carried on for longer.",
        *_FIGURE,
    )
    BRANCHING = (
        "listener_movement_branching_ratio",
        MetricType.GAUGE,
        "Answers and reposts that a post brings. A rise towards 1: people move people.",
        *_FIGURE,
    )
    COMMUNITY_TOLD = (
        "listener_movement_community_told_ratio",
        MetricType.GAUGE,
        "Share of the story's posts that are not by the campaign's own accounts. A rise: the community tells it.",
        *_FIGURE,
    )
    UPTAKE = (
        "listener_movement_call_taken_up_ratio",
        MetricType.GAUGE,
        "Share of those who spoke while a chapter's call was out who took it up. A rise: it works better.",
        *("campaign", "audience", "chapter", "bound"),
    )
    PERSONAS = (
        "listener_movement_persona_authors",
        MetricType.GAUGE,
        "Authors who travel in a way, by what they did in four weeks; groups of a few are left out. A rise of `doer` "
        "or `mover`: more people act; of `lapsed`: they leave.",
        *("campaign", "audience", "persona"),
    )
