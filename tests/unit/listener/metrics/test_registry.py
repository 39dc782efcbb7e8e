"""Metrics say what is, keep their labels few, and forget what others say now."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.metrics import ALL_METRICS, Caps, Declaration, Metric, Metrics, ProcessMetric
from models.decisions import DecisionKind, Evidence
from models.rejections import Reason
from pipelines.readiness.rule import RULE
from tests.alerting import decision, route, signal_of
from tests.making import campaign


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def labels(metrics: Metrics, name: str) -> list[dict[str, str]]:
    return [s.labels for family in metrics.registry.collect() for s in family.samples if s.name == name]


WHO = {"campaign": "relief", "audience": "locals"}


def test_every_reason_and_decision_is_there_from_the_start_at_zero() -> None:
    metrics = Metrics()
    metrics.start_at_zero([campaign()])
    metrics.start_routes_at_zero([campaign(alerts=(route(),))])
    assert all(value(metrics, f"{Metric.REJECTIONS}_total", reason=reason) == 0 for reason in Reason)
    assert all(value(metrics, f"{Metric.SIGNALS}_total", **WHO, decision=kind) == 0 for kind in DecisionKind)
    assert value(metrics, f"{Metric.ALERTS}_total", campaign="relief", route="team", outcome="undelivered") == 0


def test_the_gauges_are_the_latest_decisions_figures() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision(hour=1), decision(DecisionKind.PROLONG, 2)], [signal_of()])
    assert value(metrics, Metric.SHARE, **WHO) == 0.41
    assert value(metrics, Metric.BAR, **WHO) == 0.3
    assert value(metrics, Metric.DECISION_TIME, **WHO) == decision(hour=2).window.end.timestamp()
    info = {"decision": "PROLONG", "chapter": "who-it-hit", "next_chapter": "stand-with"}
    assert labels(metrics, Metric.DECISION) == [{**WHO, **info}]


def test_the_evidence_is_one_where_it_decides() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision(evidence=Evidence(e_value=72_000.0, threshold=72_000.0))], [])
    assert value(metrics, Metric.EVIDENCE, **WHO) == 1.0


def test_what_is_not_known_is_not_exported() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision(evidence=Evidence())], [])
    assert value(metrics, Metric.SHARE, **WHO) is None
    assert value(metrics, Metric.EVIDENCE, **WHO) is None
    assert value(metrics, Metric.COVERAGE, **WHO) == 0.9


def test_audiences_that_changed_hands_are_forgotten() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision()], [])
    metrics.forget_latest()
    assert labels(metrics, Metric.SHARE) == []


def test_an_older_decision_does_not_take_a_later_ones_place() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision(DecisionKind.PROLONG, 5)], [])
    metrics.restore_latest([decision(DecisionKind.ADVANCE, 1), decision(hour=1, audience="abroad")])
    assert {each["decision"] for each in labels(metrics, Metric.DECISION)} == {"PROLONG", "ADVANCE"}
    assert value(metrics, Metric.DECISION_TIME, **WHO) == decision(hour=5).window.end.timestamp()


@given(st.lists(st.text(min_size=1, max_size=5), max_size=40))
def test_whatever_channels_come_their_labels_stay_few_and_no_post_is_lost(channels: list[str]) -> None:
    metrics = Metrics(Caps(channels=3))
    metrics.count_posts(Counter((channel, "tagged") for channel in channels))
    metrics.count_decisions([decision(evidence=Evidence(by_channel=dict.fromkeys(channels, 0.5)))], [])
    named = {each["channel"] for name in (f"{Metric.POSTS}_total", Metric.CHANNELS) for each in labels(metrics, name)}
    assert len(named - {"other"}) <= 3
    counted = [s.value for f in metrics.registry.collect() for s in f.samples if s.name == f"{Metric.POSTS}_total"]
    assert sum(counted) == len(channels)


def test_audiences_beyond_the_cap_are_counted_together_and_what_was_dropped_is_said() -> None:
    metrics = Metrics(Caps(audiences=1))
    metrics.read_at_scrape(Metric.PANEL_AUTHORS, lambda: {("c", "1"): 1.0, ("c", "2"): 2.0})
    metrics.count_decisions([decision(campaign="c", audience="1"), decision(campaign="c", audience="2")], [])
    assert value(metrics, f"{Metric.DECISIONS}_total", campaign="other", audience="other", decision="ADVANCE") == 1
    assert labels(metrics, Metric.SHARE) == [{"campaign": "c", "audience": "1"}]
    assert labels(metrics, Metric.PANEL_AUTHORS) == [{"campaign": "c", "audience": "1"}]
    assert (value(metrics, f"{Metric.LABELS_DROPPED}_total", label="audience") or 0) > 0


def test_a_scrape_changes_nothing() -> None:
    metrics = Metrics(Caps(channels=1, audiences=1))
    metrics.read_at_scrape(Metric.PANEL_AUTHORS, lambda: {("c", "1"): 1.0, ("c", "2"): 2.0})
    by_channel = Evidence(by_channel={"bluesky": 0.5, "mastodon": 0.4})
    metrics.count_decisions([decision(campaign="c", audience=each, evidence=by_channel) for each in "12"], [])
    pages = {metrics.page() for _ in range(3)}
    assert len(pages) == 1
    assert value(metrics, f"{Metric.LABELS_DROPPED}_total", label="audience") == 1


def test_the_page_says_what_each_metric_counts_and_what_a_rise_means() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision()], [])
    page = metrics.page().decode()
    shown = [metric for metric in ALL_METRICS if f"# HELP {metric}" in page]
    assert Metric.POSTS in shown
    assert Metric.SHARE in shown
    assert [metric for metric in shown if metric.help not in page] == []


@pytest.mark.parametrize("metric", ALL_METRICS)
def test_a_declaration_says_what_a_rise_means_and_names_as_prometheus_asks(metric: Declaration) -> None:
    assert re.fullmatch(r"listener_[a-z_]+", metric)
    assert not metric.endswith(("_total", "_bucket", "_sum", "_count"))
    assert re.search(r"[Rr]ise", metric.help)
    assert metric.help.endswith(".")


def test_no_author_no_text_and_no_post_is_in_any_label() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision()], [signal_of()])
    page = metrics.page().decode()
    assert "spare tent" not in page
    assert "evil" not in page
    assert all(example.post not in page for example in decision().examples)


def test_counters_have_one_series_and_no_second_for_their_birth() -> None:
    metrics = Metrics()
    metrics.count_decisions([decision()], [])
    assert "_created" not in metrics.page().decode()


def test_a_process_says_which_build_it_is_and_what_it_uses() -> None:
    metrics = Metrics()
    assert "process_resident_memory_bytes" not in metrics.page().decode()
    metrics.watch_process()
    assert (value(metrics, "process_resident_memory_bytes") or 0) > 1_000_000
    (build,) = labels(metrics, ProcessMetric.BUILD)
    assert build["rule"] == RULE
