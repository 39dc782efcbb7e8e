"""Readiness: what campaign teams look at. Every figure is the latest decision's own."""

from grafana_foundation_sdk.builders import dashboard
from kit import HALF, HERE, THIRD, WIDE, Panel, board, bounded, filled, here, lines, mark, rows, timeline

from listener.metrics import Metric, MovementMetric, ProcessMetric

CAMPAIGN = 'campaign=~"$campaign"'
WHO = "{{campaign}} {{audience}}"
TOLD = f"{Metric.SIGNALS}_total{{{HERE}}}"
SIGNALS = f"sum by (campaign, audience, decision) (increase({TOLD}[$__rate_interval])) > 0"
OUTCOMES = f"max by (campaign, outcome) (increase({ProcessMetric.OUTCOMES}{{{CAMPAIGN}}}[$__rate_interval])) > 0"
LABELS = f"max by (campaign, audience) (increase({ProcessMetric.LABELS}{{{HERE}}}[$__rate_interval])) > 0"
CHAPTERS = (
    f"count by (campaign, audience, chapter) ({here(Metric.DECISION)}) unless on (campaign, audience, chapter) "
    f"{Metric.DECISION} offset $__rate_interval"
)


def made() -> dashboard.Dashboard:
    """The whole dashboard."""
    found = board(
        "Readiness",
        "listener-readiness",
        "When is an audience ready for the next chapter? Likes and reposts are shown apart, and never vote.",
        ("listener", "campaigns"),
    )
    found = found.annotation(mark("Signals", SIGNALS, "blue")).annotation(mark("Chapters", CHAPTERS, "purple"))
    found = found.annotation(mark("Outcomes", OUTCOMES, "green")).annotation(mark("Labels", LABELS, "yellow"))
    return filled(
        found,
        [
            ("Where everybody stands", _standing()),
            ("Who speaks, and how", _people()),
            ("What people did and read", _told()),
            ("What the brand promised", _promises()),
            ("Moment or movement", _movement()),
        ],
    )


def _standing() -> list[Panel]:
    share = [
        (here(Metric.SHARE), f"{WHO} share"),
        (here(Metric.SHARE_LOW), f"{WHO} at least"),
        (here(Metric.SHARE_HIGH), f"{WHO} at most"),
        (here(Metric.BAR), f"{WHO} asked for"),
    ]
    evidence = lines(
        "Evidence",
        "log R / log A. At 1 the chance of a false ADVANCE is as small as promised, and it is decided.",
        (here(Metric.EVIDENCE), WHO),
        unit="percentunit",
    )
    return [
        rows("Now", "The latest decision of each audience.", (here(Metric.DECISION), ""), ("instance", "job")),
        timeline("Decisions", "What was decided, over time.", (here(Metric.DECISION), f"{WHO} {{{{decision}}}}")),
        lines(
            "Share against the bar",
            "Voting authors at or beyond the chapter's stage, with the 95 % interval, and what the chapter asks for.",
            *share,
            unit="percentunit",
        ),
        bounded(evidence, 1.0),
        lines("Days of support", "Of the last 14.", (here(Metric.SUPPORT_DAYS), WHO), span=THIRD),
        lines("Who may vote", "Authors who come back.", (here(Metric.ELIGIBLE), WHO), span=THIRD),
        lines(
            "What we hear",
            "Share of the usual posts whose channels are heard. Falling: a source is silent, not the audience.",
            (here(Metric.COVERAGE), WHO),
            unit="percentunit",
            span=THIRD,
        ),
    ]


def _movement() -> list[Panel]:
    """Of the board, as `listener movement` told it last."""
    figure = f"{WHO} {{{{bound}}}}"
    return [
        rows("Movement: verdict", "On the highest peak.", (here(MovementMetric.VERDICT), ""), ("instance", "job")),
        lines(
            "Movement: who came back",
            "Of the peak's week, 8 to 30 days later.",
            (here(MovementMetric.BACK), figure),
            unit="percentunit",
            span=HALF,
        ),
        lines("Movement: half of the rise gone", "", (here(MovementMetric.HALF_LIFE), figure), unit="d", span=HALF),
        lines("Movement: branching ratio", "", (here(MovementMetric.BRANCHING), figure), span=THIRD),
        lines(
            "Movement: told by the community",
            "The share that is not the campaign's own.",
            (here(MovementMetric.COMMUNITY_TOLD), figure),
            unit="percentunit",
            span=THIRD,
        ),
        lines(
            "Movement: calls taken up",
            "Of those who spoke while it was out.",
            (here(MovementMetric.UPTAKE), f"{WHO} {{{{chapter}}}} {{{{bound}}}}"),
            unit="percentunit",
            span=THIRD,
        ),
        lines(
            "Movement: how they travel",
            "Authors by what they did in four weeks.",
            (here(MovementMetric.PERSONAS), f"{WHO} {{{{persona}}}}"),
        ),
    ]


def _told() -> list[Panel]:
    done = f"max by (campaign, outcome) ({ProcessMetric.OUTCOMES}{{{CAMPAIGN}}})"
    return [
        lines("Off the channels", "Outcomes reported so far.", (done, "{{campaign}} {{outcome}}"), span=HALF),
        lines(
            "Read by people",
            "Posts from which we know how the tagger errs on this campaign.",
            (f"max by (campaign, audience) ({ProcessMetric.LABELS}{{{HERE}}})", WHO),
            span=HALF,
        ),
    ]


def _promises() -> list[Panel]:
    told = (
        f"sum by (campaign, kind) (increase({Metric.COMMITMENT_SIGNALS}_total{{{CAMPAIGN}}}[$__rate_interval])) > 0"
    )
    asked = f"max by (campaign) ({Metric.COMMITMENTS_UNANSWERED}{{{CAMPAIGN}}})"
    score = f"max by (campaign) ({Metric.ACCOUNTABILITY_SCORE}{{{CAMPAIGN}}})"
    stand = f"max by (campaign, standing) ({Metric.COMMITMENTS}{{{CAMPAIGN}}}) > 0"
    return [
        lines("Commitments", "By where they stand.", (stand, "{{campaign}} {{standing}}"), span=HALF),
        lines(
            "Accounts kept, and asked for",
            "The score, 0 to 100; commitments that people ask about without an answer; what was told.",
            (score, "{{campaign}} score"),
            (asked, "{{campaign}} unanswered"),
            (told, "{{campaign}} {{kind}} told"),
            span=HALF,
        ),
    ]


def _people() -> list[Panel]:
    return [
        lines(
            "Stages",
            "Share of the votes' weight at each stage, as tagged.",
            (f"avg by (stage) ({here(Metric.STAGES)})", "{{stage}}"),
            unit="percentunit",
            stacked=True,
        ),
        lines(
            "Share by channel",
            "The same share on each channel: one that stands apart makes a decision fragile.",
            (here(Metric.CHANNELS), f"{WHO} {{{{channel}}}}"),
            unit="percentunit",
        ),
        lines(
            "Roles",
            "Nonconformists speak of it without support, slacktivists support by a token, activists act.",
            (f"sum by (role) ({here(Metric.ROLES)})", "{{role}}"),
            stacked=True,
        ),
        lines("Likes and reposts (not counted)", "Distinct, so far.", (here(Metric.ACTIVITY), WHO), span=HALF),
        lines(
            "Signals",
            "Decisions that were told, in each hour.",
            (
                f"sum by (campaign, audience, decision) (increase({TOLD}[1h]))",
                f"{WHO} {{{{decision}}}}",
            ),
            span=WIDE,
        ),
    ]
