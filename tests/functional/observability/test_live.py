"""A real worker, scraped by a real Prometheus: every query of every panel and rule has data, and the right one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families

from listener.kafka import topics
from listener.kafka.compacted import read_latest
from listener.kafka.embedded import EmbeddedBroker
from listener.metrics import ALL_METRICS, Metric, MovementMetric, ProcessMetric
from listener.settings import Settings
from models.alerts import Alert
from models.decisions import Decision
from models.signals import Signal
from tests.functional.observability.programs import asked, program, prometheus
from tests.functional.observability.queries import Query, every

SCRAPES_SECONDS = 6.0  # before and after the story, so that rates have something to compare
DECIDED_SECONDS = 120.0

# Alerting rules, and what is told of late posts, are silent in good times; what is measured once an hour has no slope
# in a minute. Sources and boards are processes of their own, which are not part of this; what the tagger misses is
# said from a hundred posts on that it tagged itself.
QUIET = (
    "rule Listener",
    "listener-operations: Too late to count",
    "listener-operations: Source",
    "listener-operations: The board",
    "listener-operations: Since the board",
    "listener-operations: Who looks",
    "listener-operations: Posts without a tag",
    "listener-readiness: Movement",
    "listener-readiness: Off the channels",
    "listener-readiness: Read by people",
    "listener-readiness: annotation Outcomes",
    "listener-readiness: annotation Labels",
)
BOARDS = (
    ProcessMetric.BOARD_QUIET,
    ProcessMetric.BOARD_STALE,
    ProcessMetric.BOARD_READERS,
    ProcessMetric.OUTCOMES,
    ProcessMetric.LABELS,
)
NOT_OF_A_WORKER = {each.value for each in (Metric.SOURCE_LAG, *BOARDS, *MovementMetric)}


@dataclass(frozen=True)
class Running:
    """What the tests look at: Prometheus, the worker's page, the standing decisions, the alerts that were told."""

    prometheus: str
    page: str
    decisions: list[Decision]
    alerts: list[Alert]
    span: tuple[float, float]

    def series(self, expr: str) -> list[dict[str, Any]]:
        """All that a query answers over the time of the test. It must parse."""
        start, end = self.span
        answer = asked(f"{self.prometheus}/api/v1/query_range", query=expr, start=str(start), end=str(end), step="1")
        assert answer["status"] == "success", f"{expr}: {answer.get('error')}"
        found: list[dict[str, Any]] = answer["data"]["result"]
        return found

    def value(self, name: Metric, **labels: str) -> float | None:
        """A metric of the worker's page."""
        for family in text_string_to_metric_families(self.page):
            for sample in family.samples:
                if sample.name == name and labels.items() <= sample.labels.items():
                    return float(sample.value)
        return None


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    program("prometheus")
    folder = tmp_path_factory.mktemp("live")
    with EmbeddedBroker() as broker, (folder / "worker.log").open("w") as log:
        command = [sys.executable, "-m", "tests.functional.observability.working", broker.bootstrap, str(folder)]
        worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1
        )
        try:
            yield from _scraped(worker, broker.bootstrap, folder)
        finally:
            worker.kill()
            worker.communicate()


def _scraped(worker: subprocess.Popen[str], bootstrap: str, folder: Path) -> Iterator[Running]:
    assert worker.stdin
    assert worker.stdout
    port = worker.stdout.readline().strip()
    assert port.isdigit(), (folder / "worker.log").read_text()
    with prometheus(folder, f"127.0.0.1:{port}") as base:
        start = time.time()
        time.sleep(SCRAPES_SECONDS)
        worker.stdin.write("go\n")
        assert worker.stdout.readline() == "decided\n", (folder / "worker.log").read_text()
        time.sleep(SCRAPES_SECONDS)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            page = answer.read().decode()
        records = asyncio.run(read_latest(Settings(bootstrap=bootstrap), topics.READINESS))
        decisions = [msgspec.json.decode(each, type=Signal).data for each in records.values()]
        told = [
            msgspec.json.decode(line, type=Alert) for line in (folder / "alerts.ndjson").read_bytes().splitlines()
        ]
        yield Running(base, page, decisions, told, (start, time.time()))
        worker.stdin.write("stop\n")
        assert worker.wait(timeout=60) == 0, (folder / "worker.log").read_text()


@pytest.mark.parametrize("query", every(), ids=lambda query: query.where)
def test_every_query_is_answered_with_data(running: Running, query: Query) -> None:
    answer = running.series(query.expr)
    assert answer or query.where.startswith(QUIET), f"{query.expr} has no data"


def test_all_that_we_name_is_exported(running: Running) -> None:
    families = {
        each.name for each in text_string_to_metric_families(running.page) if each.name.startswith("listener_")
    }
    assert {name.value for name in ALL_METRICS} - NOT_OF_A_WORKER == families


def test_the_figures_are_those_of_the_decision(running: Running) -> None:
    (decision,) = running.decisions
    found = decision.evidence
    assert found.share is not None
    assert found.share_interval is not None
    assert running.value(Metric.SHARE) == found.share
    assert running.value(Metric.SHARE_LOW) == found.share_interval[0]
    assert running.value(Metric.SHARE_HIGH) == found.share_interval[1]
    assert running.value(Metric.BAR) == found.bar
    assert running.value(Metric.ELIGIBLE) == found.eligible_authors
    assert running.value(Metric.DECISION_TIME) == decision.window.end.timestamp()
    assert running.value(Metric.ACTIVITY) == decision.context.activity > 0
    assert running.value(Metric.DECISION, decision=decision.decision, chapter=decision.chapter) == 1
    for stage, share in found.by_stage.items():
        assert running.value(Metric.STAGES, stage=stage) == share


def test_rules_are_judged_without_an_error(running: Running) -> None:
    groups = asked(f"{running.prometheus}/api/v1/rules")["data"]["groups"]
    assert [rule["name"] for group in groups for rule in group["rules"] if rule["health"] != "ok"] == []


def test_people_were_told_what_was_decided(running: Running) -> None:
    signals = [item.signal for alert in running.alerts for item in alert.items]
    assert len({each.id for each in signals}) == len(signals) > 1
    assert running.decisions[0].chapter in {each.data.chapter for each in signals}
