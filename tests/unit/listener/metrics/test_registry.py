"""Metrics say what is, keep their labels few, and forget what others say now."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from listener.metrics.registry import OTHER, Caps, Gauge, Metrics, Name
from models.decisions import DecisionKind, Evidence
from models.rejections import Reason
from tests.alerting import decision, route, told
from tests.making import campaign


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def labels(metrics: Metrics, name: str) -> list[dict[str, str]]:
    return [s.labels for family in metrics.registry.collect() for s in family.samples if s.name == name]


WHO = {"campaign": "relief", "audience": "locals"}


def test_every_reason_and_decision_is_there_from_the_start_at_zero() -> None:
    metrics = Metrics()
    metrics.watch([campaign()])
    metrics.watch_routes([campaign(alerts=(route(),))])
    assert all(value(metrics, f"{Name.REJECTIONS}_total", reason=reason) == 0 for reason in Reason)
    assert all(value(metrics, f"{Name.SIGNALS}_total", **WHO, decision=kind) == 0 for kind in DecisionKind)
    assert value(metrics, f"{Name.ALERTS}_total", campaign="relief", route="team", outcome="parked") == 0


def test_the_gauges_are_the_latest_decisions_figures() -> None:
    metrics = Metrics()
    metrics.told([decision(hour=1), decision(DecisionKind.PROLONG, 2)], [told()])
    assert value(metrics, Name.SHARE, **WHO) == 0.41
    assert value(metrics, Name.BAR, **WHO) == 0.3
    assert value(metrics, Name.DECIDED, **WHO) == decision(hour=2).window.end.timestamp()
    info = {"decision": "PROLONG", "chapter": "who-it-hit", "next_chapter": "stand-with"}
    assert labels(metrics, Name.DECISION) == [{**WHO, **info}]


def test_the_evidence_is_one_where_it_decides() -> None:
    metrics = Metrics()
    metrics.told([decision(evidence=Evidence(e_value=72_000.0, threshold=72_000.0))], [])
    assert value(metrics, Name.EVIDENCE, **WHO) == 1.0


def test_what_is_not_known_is_not_exported() -> None:
    metrics = Metrics()
    metrics.told([decision(evidence=Evidence())], [])
    assert value(metrics, Name.SHARE, **WHO) is None
    assert value(metrics, Name.EVIDENCE, **WHO) is None
    assert value(metrics, Name.COVERAGE, **WHO) == 0.9


def test_audiences_that_changed_hands_are_forgotten() -> None:
    metrics = Metrics()
    metrics.told([decision()], [])
    metrics.forget()
    assert labels(metrics, Name.SHARE) == []


def test_an_older_decision_does_not_take_a_later_ones_place() -> None:
    metrics = Metrics()
    metrics.told([decision(DecisionKind.PROLONG, 5)], [])
    metrics.remember([decision(DecisionKind.ADVANCE, 1), decision(hour=1, audience="abroad")])
    assert {each["decision"] for each in labels(metrics, Name.DECISION)} == {"PROLONG", "ADVANCE"}
    assert value(metrics, Name.DECIDED, **WHO) == decision(hour=5).window.end.timestamp()


@given(st.lists(st.text(min_size=1, max_size=5), max_size=40))
def test_whatever_channels_come_their_labels_stay_few_and_no_post_is_lost(channels: list[str]) -> None:
    metrics = Metrics(Caps(channels=3))
    metrics.posts(Counter((channel, "tagged") for channel in channels))
    metrics.told([decision(evidence=Evidence(by_channel=dict.fromkeys(channels, 0.5)))], [])
    named = {each["channel"] for name in (f"{Name.POSTS}_total", Name.CHANNELS) for each in labels(metrics, name)}
    assert len(named - {OTHER}) <= 3
    counted = [s.value for f in metrics.registry.collect() for s in f.samples if s.name == f"{Name.POSTS}_total"]
    assert sum(counted) == len(channels)


def test_audiences_beyond_the_cap_are_counted_together_and_what_was_dropped_is_said() -> None:
    metrics = Metrics(Caps(audiences=1))
    metrics.offer(Gauge(Name.PANEL_AUTHORS, "", ("campaign", "audience"), lambda: {("c", "1"): 1.0, ("c", "2"): 2.0}))
    metrics.told([decision(campaign="c", audience="1"), decision(campaign="c", audience="2")], [])
    assert value(metrics, f"{Name.DECISIONS}_total", campaign=OTHER, audience=OTHER, decision="ADVANCE") == 1
    assert labels(metrics, Name.SHARE) == [{"campaign": "c", "audience": "1"}]
    assert labels(metrics, Name.PANEL_AUTHORS) == [{"campaign": "c", "audience": "1"}]
    assert (value(metrics, f"{Name.UNNAMED}_total", label="audience") or 0) > 0


def test_no_author_no_text_and_no_post_is_in_any_label() -> None:
    metrics = Metrics()
    metrics.told([decision()], [told()])
    page = metrics.page().decode()
    assert "spare tent" not in page
    assert "evil" not in page
    assert all(example.post not in page for example in decision().examples)


def test_counters_have_one_series_and_no_second_for_their_birth() -> None:
    metrics = Metrics()
    metrics.told([decision()], [])
    assert "_created" not in metrics.page().decode()
