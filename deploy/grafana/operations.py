"""Operations: what whoever keeps it running looks at. Its order is that of the runbook: symptoms first."""

from grafana_foundation_sdk.builders import dashboard
from kit import HALF, THIRD, Panel, board, bounded, filled, here, lines, number, rate

from listener.metrics import Metric, ProcessMetric

WHO = "{{campaign}} {{audience}}"
LATE = f"max by (campaign, audience) ({here(Metric.WATERMARK_LAG)})"
AGE = f"time() - max by (campaign, audience) ({here(Metric.DECISION_TIME)})"
NORMAL = "duplicate|undeliverable"  # repeats are part of delivery at least once; an alert is no record
REFUSED = f'sum(rate({Metric.REJECTIONS}_total{{reason!~"{NORMAL}"}}[$__rate_interval]))'
COST = (
    f'1000 * sum(rate(process_cpu_seconds_total{{job=~"listener.*"}}[$__rate_interval])) '
    f"/ sum(rate({Metric.POSTS}_total[$__rate_interval]))"
)
TAKEN = f"sum(rate({Metric.POSTS}_total[$__rate_interval]))"


def made() -> dashboard.Dashboard:
    """The whole dashboard."""
    found = board(
        "Operations",
        "listener-operations",
        "Is it running, does it keep up, is the data whole, are people told? The runbook says what to do.",
        ("listener", "operations"),
    )
    parts = [
        ("Symptoms", _symptoms()),
        ("The stream", _stream()),
        ("Sources", _sources()),
        ("Audiences", _audiences()),
        ("Telling", _telling()),
        ("Processes", _processes()),
    ]
    return filled(found, parts)


def _symptoms() -> list[Panel]:
    return [
        number("Workers up", "That Prometheus can reach.", ('sum(up{job="listener"})', "")),
        number("Records waiting", "Over all topics.", (f"sum({Metric.CONSUMER_LAG})", ""), alarm=10_000),
        number("Oldest watermark", "How far event time is behind.", (f"max({LATE})", ""), unit="s", alarm=3 * 3600),
        number("Silent channels", "Sources that are gone.", (f"sum({here(Metric.SILENT)})", ""), alarm=1),
    ]


def _stream() -> list[Panel]:
    seconds = f"{Metric.TAGGING_SECONDS}_bucket"
    outcomes, channels = rate(Metric.POSTS, "outcome"), rate(Metric.POSTS, "channel")
    batch = f"sum by (le) (rate({seconds}[$__rate_interval]))"
    return [
        lines(
            "Posts by outcome",
            "Per second.",
            (outcomes, "{{outcome}}"),
            unit="ops",
            stacked=True,
        ),
        lines(
            "Posts by channel",
            "Per second.",
            (channels, "{{channel}}"),
            unit="ops",
            stacked=True,
        ),
        lines("Rejections by reason", "Per second.", (rate(Metric.REJECTIONS, "reason"), "{{reason}}"), unit="ops"),
        bounded(
            lines(
                "Share rejected",
                "Of all records, without repeats.",
                (f"{REFUSED} / ({REFUSED} + {TAKEN})", "rejected"),
                unit="percentunit",
            ),
            0.05,
        ),
        lines(
            "Posts without a tag",
            "Of the last 100 that the tagger read. At 1 it has stopped saying anything.",
            (f"max by (tag) ({ProcessMetric.MISSING_TAGS})", "{{tag}}"),
            unit="percentunit",
        ),
        lines(
            "Seconds to tag a batch",
            "Median and 95th percentile.",
            (f"histogram_quantile(0.5, {batch})", "median"),
            (f"histogram_quantile(0.95, {batch})", "95 %"),
            unit="s",
        ),
        lines(
            "From post to tag",
            "Median and 99th percentile: of the oldest post of each batch, from when the broker took it.",
            *_quantiles(Metric.TAGGED_AFTER),
            unit="s",
        ),
        lines(
            "From the end of a window to its decision",
            "Median and 99th percentile, from the record that closed it until the decision can be read.",
            *_quantiles(Metric.TOLD_AFTER),
            unit="s",
        ),
        lines(
            "Records waiting",
            "By topic.",
            (f"sum by (topic) ({Metric.CONSUMER_LAG})", "{{topic}}"),
        ),
        lines(
            "Arrivals",
            "Tagged posts: taken, repeated, too late.",
            (rate(Metric.ARRIVALS, "arrival"), "{{arrival}}"),
            unit="ops",
            span=THIRD,
        ),
        lines(
            "Campaign files",
            "Versions of each, among the workers: more than 1 while one is rolled out.",
            (Metric.CAMPAIGN_VERSIONS, "{{campaign}}"),
            span=THIRD,
        ),
        lines("Partitions", "Of each worker.", (Metric.ASSIGNED, "{{instance}} {{part}}"), span=THIRD),
        lines(
            "Rejections not kept",
            "Over the cap of the topic `rejected`, per second.",
            (f"sum(rate({Metric.REJECTED_NOT_KEPT}_total[$__rate_interval]))", "not kept"),
            unit="ops",
            span=THIRD,
        ),
    ]


def _quantiles(histogram: Metric) -> tuple[tuple[str, str], tuple[str, str]]:
    rates = f"sum by (le) (rate({histogram}_bucket[$__rate_interval]))"
    return (f"histogram_quantile(0.5, {rates})", "median"), (f"histogram_quantile(0.99, {rates})", "99 %")


def _sources() -> list[Panel]:
    dropped, again = rate(Metric.SOURCE_DROPS, "source, reason"), rate(Metric.SOURCE_RECONNECTS, "source, reason")
    gaps = f"sum by (source, reason) (increase({Metric.SOURCE_GAPS}_total[1h]))"
    return [
        lines(
            "Source frames",
            "Per second.",
            (rate(Metric.SOURCE_FRAMES, "source"), "{{source}}"),
            unit="ops",
            span=HALF,
        ),
        lines(
            "Source lag",
            "Since what was written last was sent.",
            (Metric.SOURCE_LAG, "{{source}}"),
            unit="s",
            span=HALF,
        ),
        lines("Source drops", "Per second, on purpose.", (dropped, "{{source}} {{reason}}"), unit="ops", span=THIRD),
        lines("Source reconnects", "Per second.", (again, "{{source}} {{reason}}"), unit="ops", span=THIRD),
        lines(
            "Source gaps", "In each hour: windows there decide nothing.", (gaps, "{{source}} {{reason}}"), span=THIRD
        ),
    ]


def _audiences() -> list[Panel]:
    return [
        lines("Watermark lag", "From each audience's event time to now.", (LATE, WHO), unit="s"),
        lines("Age of the latest decision", "Since the end of its window.", (AGE, WHO), unit="s"),
        lines(
            "Windows weighed",
            "Per second, by decision.",
            (rate(Metric.DECISIONS, "decision", chosen=True), "{{decision}}"),
            unit="ops",
        ),
        lines("Since a state changed", "Nothing comes in where it grows.", (here(Metric.STATE_AGE), WHO), unit="s"),
        lines("Authors in panels", "Up to the policy's bound.", (here(Metric.PANEL_AUTHORS), WHO), span=THIRD),
        lines(
            "Posts that wait for their hour",
            "Without bound: event time stands still.",
            (here(Metric.WAITING_POSTS), WHO),
            span=THIRD,
        ),
        lines("Silent channels", "Sources that should be heard.", (here(Metric.SILENT), WHO), span=THIRD),
        lines(
            "Too late to count",
            "Of a channel's posts, where it is many: raise vote_lateness_hours or closing_lateness_minutes.",
            (here(Metric.LATE), WHO + " {{channel}}"),
            unit="percentunit",
            span=HALF,
        ),
    ]


def _telling() -> list[Panel]:
    alerts = f'sum by (route, outcome) (increase({Metric.ALERTS}_total{{campaign=~"$campaign"}}[1h]))'
    held = f'sum by (campaign, route) ({Metric.ALERTS_HELD}{{campaign=~"$campaign"}})'
    return [
        lines("Alerts", "In each hour; the undelivered never arrived.", (alerts, "{{route}} {{outcome}}"), span=HALF),
        lines("Signals that wait", "Quiet hours, digests, sinks.", (held, "{{campaign}} {{route}}"), span=HALF),
        lines("Worker failures", "", (f"sum(increase({Metric.FAILURES}_total[1h]))", "failures"), span=HALF),
        lines(
            "Labels left out of metrics",
            "More channels or audiences than the caps allow.",
            (f"sum by (label) (increase({Metric.LABELS_DROPPED}_total[1h]))", "{{label}}"),
            span=HALF,
        ),
    ]


def _processes() -> list[Panel]:
    return [
        lines(
            "The board is stale",
            "1 while it says so to people.",
            (ProcessMetric.BOARD_STALE, "{{instance}}"),
            span=THIRD,
        ),
        lines("Since the board read a record", "", (ProcessMetric.BOARD_QUIET, "{{instance}}"), unit="s", span=THIRD),
        lines(
            "Who looks at the board",
            "Pages that are open.",
            (ProcessMetric.BOARD_READERS, "{{instance}}"),
            span=THIRD,
        ),
        lines(
            "Memory",
            "Resident, of each process.",
            ('process_resident_memory_bytes{job=~"listener.*"}', "{{instance}}"),
            unit="bytes",
            span=THIRD,
        ),
        lines(
            "CPU",
            "Cores in use, by process.",
            ('rate(process_cpu_seconds_total{job=~"listener.*"}[$__rate_interval])', "{{instance}}"),
            span=THIRD,
        ),
        lines(
            "Cost of 1,000 posts",
            "Processor seconds, of all processes together: times the price of a core's second, it is money.",
            (COST, "seconds"),
            unit="s",
            span=THIRD,
        ),
        lines(
            "Builds",
            "Processes of each: two while one is rolled out.",
            (f"count by (version, rule) ({ProcessMetric.BUILD})", "{{version}} {{rule}}"),
            span=THIRD,
        ),
    ]
