"""Declared: every metric that we export, each in one place: its name, its type, what it counts and what a rise means.

`registry` makes them for Prometheus. Dashboards, rules and tests go by this list, so a misspelt metric fails the type
check, and one that nobody looks at fails a test.
"""

from listener.metrics.metric_types import Declaration, MetricType

_AUDIENCE = ("campaign", "audience")


class Metric(Declaration):
    """What workers, sources and alerts count, and how audiences stand.

    >>> Metric.POSTS, Metric.POSTS.type.name, Metric.POSTS.labels
    (<Metric.POSTS: 'listener_posts'>, 'COUNTER', ('channel', 'outcome'))
    """

    # -- the stream
    POSTS = (
        "listener_posts",
        MetricType.COUNTER,
        "Posts, by channel and what became of them. A rise: more is being said.",
        *("channel", "outcome"),
    )
    REJECTIONS = (
        "listener_rejections",
        MetricType.COUNTER,
        "Records not taken, by reason. A rise: a source, or a deployment of one, went bad; the reason says how.",
        "reason",
    )
    REJECTED_NOT_KEPT = (
        "listener_rejected_not_kept",
        MetricType.COUNTER,
        "Rejections not copied to the topic `rejected`. A rise: more records went bad than its cap lets through.",
    )
    TAGGING_SECONDS = (
        "listener_tagging_seconds",
        MetricType.HISTOGRAM,
        "Seconds to match, sample and tag a batch. A rise: the worker falls behind when posts come at its full rate.",
    )
    TAGGED_AFTER = (
        "listener_post_to_tagged_seconds",
        MetricType.HISTOGRAM,
        "Seconds from when the broker took a post until it is tagged and acknowledged: the oldest post of a batch. "
        "A rise: tagging falls behind.",
    )
    TOLD_AFTER = (
        "listener_closing_to_decision_seconds",
        MetricType.HISTOGRAM,
        "Seconds from the record that closed a window until its decision can be read. A rise: deciding falls behind.",
    )
    ARRIVALS = (
        "listener_tagged_arrivals",
        MetricType.COUNTER,
        "Tagged posts, by what became of them. A rise of `late`: sources deliver later than is allowed for; of "
        "`too_early`: posts are dated before the campaign began, some of them counted as `taken` before; of "
        "`beyond_room`: more posts, likes or releases wait for their hour than there is room for.",
        "arrival",
    )
    DECISIONS = (
        "listener_decisions",
        MetricType.COUNTER,
        "Windows weighed, by decision. A rise: event time goes on; all INSUFFICIENT_DATA: the panel is too small.",
        *(*_AUDIENCE, "decision"),
    )
    SIGNALS = (
        "listener_signals",
        MetricType.COUNTER,
        "Signals published, by decision. A rise: advice was given, and somebody should look.",
        *(*_AUDIENCE, "decision"),
    )
    COMMITMENT_SIGNALS = (
        "listener_commitment_signals",
        MetricType.COUNTER,
        "Signals of commitments published, by kind. A rise: something is due, silent or asked for.",
        *("campaign", "kind"),
    )
    COMMITMENTS = (
        "listener_commitments",
        MetricType.GAUGE,
        "Commitments of a campaign's brand, by where they stand. A rise of silent or missed ones: a debt.",
        *("campaign", "standing"),
    )
    COMMITMENTS_UNANSWERED = (
        "listener_commitments_unanswered",
        MetricType.GAUGE,
        "Commitments about which more people ask than usual, without an answer. A rise: somebody should answer.",
        "campaign",
    )
    ACCOUNTABILITY_SCORE = (
        "listener_accountability_score",
        MetricType.GAUGE,
        "How the brand keeps account, 0 to 100; none below three commitments. A rise: it does so better.",
        "campaign",
    )
    FAILURES = (
        "listener_worker_failures",
        MetricType.COUNTER,
        "Failures that stopped the worker. A rise: our own state or code is broken.",
    )
    CAMPAIGN_VERSIONS = (
        "listener_campaign_file_versions",
        MetricType.GAUGE,
        "Versions of a campaign's file among the workers. A rise: they differ; if it lasts, deploy one file.",
        "campaign",
    )
    WATERMARK_LAG = (
        "listener_watermark_lag_seconds",
        MetricType.GAUGE,
        "Seconds from the watermark to now. A rise: windows close later, as a partition or a source lags or is gone.",
        *_AUDIENCE,
    )
    CONSUMER_LAG = (
        "listener_consumer_lag",
        MetricType.GAUGE,
        "Records that wait. A rise: add workers, up to one for each partition.",
        *("topic", "partition"),
    )
    PANEL_AUTHORS = (
        "listener_panel_authors",
        MetricType.GAUGE,
        "Authors in the panel. A rise: the audience grows, up to the panel's bound.",
        *_AUDIENCE,
    )
    WAITING_POSTS = (
        "listener_waiting_posts",
        MetricType.GAUGE,
        "Posts that wait for their hour to close. A rise without end: event time stands still.",
        *_AUDIENCE,
    )
    STATE_AGE = (
        "listener_state_age_seconds",
        MetricType.GAUGE,
        "Seconds since an audience's state changed. A rise: nothing comes in.",
        *_AUDIENCE,
    )
    ASSIGNED = (
        "listener_assigned_partitions",
        MetricType.GAUGE,
        "Partitions of this worker, by part. A rise: it does more of the work.",
        "part",
    )

    # -- how things stand with each audience, by its latest decision
    SHARE = (
        "listener_readiness_share_ratio",
        MetricType.GAUGE,
        "Share of voting authors at or beyond the chapter's stage. A rise: more are where the chapter wants them.",
        *_AUDIENCE,
    )
    SHARE_LOW = (
        "listener_readiness_share_low_ratio",
        MetricType.GAUGE,
        "Lower end of the share's 95 % interval. A rise: the share rises, or is known more closely.",
        *_AUDIENCE,
    )
    SHARE_HIGH = (
        "listener_readiness_share_high_ratio",
        MetricType.GAUGE,
        "Upper end of the share's 95 % interval. A rise: the share rises, or is known less closely.",
        *_AUDIENCE,
    )
    BAR = (
        "listener_readiness_bar_ratio",
        MetricType.GAUGE,
        "The share that the chapter asks for. A rise: another chapter has begun, or the campaign file has changed.",
        *_AUDIENCE,
    )
    EVIDENCE = (
        "listener_readiness_evidence_ratio",
        MetricType.GAUGE,
        "Logarithm of the e-value over that of its threshold. A rise: a decision comes nearer; at 1 it is taken.",
        *_AUDIENCE,
    )
    DECISION = (
        "listener_decision_info",
        MetricType.GAUGE,
        "The latest decision, in the labels; always 1, so it never rises.",
        *_AUDIENCE,
        *("decision", "chapter", "next_chapter"),
    )
    DECISION_TIME = (
        "listener_decision_window_end_timestamp_seconds",
        MetricType.GAUGE,
        "End of the latest decision's window. A rise: event time goes on; while it stands still, no window closes.",
        *_AUDIENCE,
    )
    STAGES = (
        "listener_stage_share_ratio",
        MetricType.GAUGE,
        "Share of the votes' weight at each stage. A rise of a later stage: people move along the story.",
        *(*_AUDIENCE, "stage"),
    )
    CHANNELS = (
        "listener_channel_share_ratio",
        MetricType.GAUGE,
        "The share on each channel. A rise on one channel alone: the decision may be fragile.",
        *(*_AUDIENCE, "channel"),
    )
    ROLES = (
        "listener_role_authors",
        MetricType.GAUGE,
        "Authors of the panel, by role. A rise of `activist`: more people act, or move others to act.",
        *(*_AUDIENCE, "role"),
    )
    ELIGIBLE = (
        "listener_eligible_authors",
        MetricType.GAUGE,
        "Authors who may vote. A rise: more people come back.",
        *_AUDIENCE,
    )
    SUPPORT_DAYS = (
        "listener_support_days",
        MetricType.GAUGE,
        "Days of support among the last 14. A rise: support lasts.",
        *_AUDIENCE,
    )
    ACTIVITY = (
        "listener_activity_distinct",
        MetricType.GAUGE,
        "Distinct likes and reposts so far. A rise: people applaud, which no decision counts.",
        *_AUDIENCE,
    )
    COVERAGE = (
        "listener_data_coverage_ratio",
        MetricType.GAUGE,
        "Share of the usual posts whose channels are heard. A rise: a source is back; a fall: one has gone silent.",
        *_AUDIENCE,
    )
    SILENT = (
        "listener_silent_channels",
        MetricType.GAUGE,
        "Channels that are silent and should not be. A rise: another source is gone.",
        *_AUDIENCE,
    )

    LATE = (
        "listener_late_posts_ratio",
        MetricType.GAUGE,
        "Share of a channel's posts that come too late to count, where it is large: a gap in the data. A rise: raise "
        "vote_lateness_hours or closing_lateness_minutes in the campaign's policy, or mend the source.",
        *(*_AUDIENCE, "channel"),
    )

    # -- sources
    SOURCE_FRAMES = (
        "listener_source_frames",
        MetricType.COUNTER,
        "Messages that a source sent. A rise: more is being said; none: it is quiet, or gone.",
        "source",
    )
    SOURCE_DROPS = (
        "listener_source_drops",
        MetricType.COUNTER,
        "What a source sent and we leave out on purpose, by reason. A rise: more of what is no public post.",
        *("source", "reason"),
    )
    SOURCE_RECONNECTS = (
        "listener_source_reconnects",
        MetricType.COUNTER,
        "New connections to a source, by reason. A rise: it, or the way there, is not well; of `too_slow`: we are.",
        *("source", "reason"),
    )
    SOURCE_GAPS = (
        "listener_source_gaps",
        MetricType.COUNTER,
        "Stretches of time of which posts of a source may be missing, by reason. A rise: windows decide nothing.",
        *("source", "reason"),
    )
    SOURCE_LAG = (
        "listener_source_lag_seconds",
        MetricType.GAUGE,
        "Seconds since a source sent what was written last. A rise: it is quiet, or Kafka takes records too slowly.",
        "source",
    )

    # -- alerts
    ALERTS = (
        "listener_alerts",
        MetricType.COUNTER,
        "Alerts, by route and outcome. A rise of `undelivered`: people were not told; the alert is on `rejected`.",
        *("campaign", "route", "outcome"),
    )
    ALERTS_HELD = (
        "listener_alerts_held",
        MetricType.GAUGE,
        "Signals that wait on a route. A rise: quiet hours, a digest, or a sink that does not answer.",
        *("campaign", "route"),
    )

    # -- the metrics themselves
    LABELS_DROPPED = (
        "listener_metric_labels_dropped",
        MetricType.COUNTER,
        "Observations whose channel or audience found no label. A rise: more of them come than the caps allow.",
        "label",
    )
