"""Names: every metric that we export, and what a rise means. Dashboards, rules and tests go by this list."""

from enum import StrEnum


class Name(StrEnum):
    """Counters are here without `_total`, as they are made; histograms without `_bucket`, `_sum`, `_count`."""

    # -- the stream
    POSTS = "listener_posts"  # more is being said; by channel and what became of it
    REJECTIONS = "listener_rejections"  # a source, or a deployment of one, went bad; the reason says how
    REJECTED_NOT_KEPT = "listener_rejected_not_kept"  # so many went bad that not all were copied to `rejected`
    TAGGING_SECONDS = "listener_tagging_seconds"  # a batch takes longer: the worker falls behind at its full rate
    ARRIVALS = "listener_tagged_arrivals"  # `late` rising: sources deliver later than is allowed for
    DECISIONS = "listener_decisions"  # event time goes on; all INSUFFICIENT_DATA: the panel is too small
    SIGNALS = "listener_signals"  # advice was given: somebody should look
    ERRORS = "listener_worker_failures"  # our own state or code is broken; the worker stopped
    WATERMARK_LAG = "listener_watermark_lag_seconds"  # windows close later: a partition or a source lags or is gone
    CONSUMER_LAG = "listener_consumer_lag"  # records wait: add workers, up to one for each partition
    PANEL_AUTHORS = "listener_panel_authors"  # the audience grows, up to the panel's bound
    WAITING_POSTS = "listener_waiting_posts"  # posts wait for their hour; without bound: event time stands still
    STATE_AGE = "listener_state_age_seconds"  # since an audience's state last changed: nothing comes in
    ASSIGNED = "listener_assigned_partitions"  # this worker does more of the work

    # -- how things stand with each audience: its latest decision
    SHARE = "listener_readiness_share_ratio"  # more of those who vote are where the chapter wants them
    SHARE_LOW = "listener_readiness_share_low_ratio"
    SHARE_HIGH = "listener_readiness_share_high_ratio"
    BAR = "listener_readiness_bar_ratio"  # another chapter, or another campaign file
    EVIDENCE = "listener_readiness_evidence_ratio"  # log R / log A: nearer to a decision; 1 decides
    DECISION = "listener_decision_info"  # always 1; its labels say what was decided
    DECIDED = "listener_decision_window_end_timestamp_seconds"  # event time goes on; standing still: nothing closes
    STAGES = "listener_stage_share_ratio"  # people move along the story
    CHANNELS = "listener_channel_share_ratio"  # one channel alone: see whether the decision is fragile
    ROLES = "listener_role_authors"  # nonconformist, slacktivist, activist
    ELIGIBLE = "listener_eligible_authors"  # more may vote
    SUPPORT_DAYS = "listener_support_days"  # support lasts
    ACTIVITY = "listener_activity_distinct"  # likes and reposts: shown, never counted for a decision
    COVERAGE = "listener_data_coverage_ratio"  # falling: a source is silent that should not be
    SILENT = "listener_silent_channels"  # so many sources are gone

    # -- people being told
    ALERTS = "listener_alerts"  # somebody was told; `parked`: nobody was, see `rejected`
    ALERTS_HELD = "listener_alerts_held"  # signals wait: quiet hours, a digest, or a sink that does not answer

    # -- the metrics themselves
    UNNAMED = "listener_metric_labels_dropped"  # more channels or audiences than labels may name: raise the cap
