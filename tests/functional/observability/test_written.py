"""What is written about the figures agrees: code, dashboards, rules, runbook; by the programs' own checks."""

import subprocess
import sys
from pathlib import Path

import yaml

from listener.metrics import ALL_METRICS
from tests.functional.observability.programs import DEPLOY, program, run
from tests.functional.observability.queries import DASHBOARDS, every, rules

RUNBOOK = (DEPLOY / "prometheus" / "RUNBOOK.md").read_text("utf-8")
ENDINGS = ("_total", "_bucket", "_sum", "_count")


def test_the_dashboards_are_what_the_code_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DEPLOY / "grafana" / "build.py", tmp_path], check=True, timeout=60)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text("utf-8") for path in DASHBOARDS}


def test_there_are_two_dashboards_with_stable_addresses() -> None:
    assert [path.stem for path in DASHBOARDS] == ["listener-operations", "listener-readiness"]


def test_nothing_is_asked_for_that_is_not_exported() -> None:
    known = {name.value for name in ALL_METRICS} | {f"{name}{ending}" for name in ALL_METRICS for ending in ENDINGS}
    assert {query.where: query.metrics - known for query in every() if query.metrics - known} == {}


def test_everything_that_is_exported_is_looked_at() -> None:
    named = {metric for query in every() for metric in query.metrics}
    assert [name for name in ALL_METRICS if not {name, *(f"{name}{ending}" for ending in ENDINGS)} & named] == []


def test_the_rules_and_their_tests_are_good() -> None:
    promtool = program("promtool")
    run(promtool, "check", "config", DEPLOY / "prometheus" / "prometheus.yaml")
    run(promtool, "test", "rules", *sorted((DEPLOY / "prometheus" / "tests").glob("*.yaml")))


def test_every_rule_has_a_test_that_it_speaks_and_one_that_it_is_silent() -> None:
    files = sorted((DEPLOY / "prometheus" / "tests").glob("*.yaml"))
    cases = [case for path in files for test in yaml.safe_load(path.read_text())["tests"] for case in [test]]
    checks = [check for case in cases for check in case.get("alert_rule_test", [])]
    speaking = {check["alertname"] for check in checks if check.get("exp_alerts")}
    silent = {check["alertname"] for check in checks if not check.get("exp_alerts")}
    recorded = {check["expr"] for case in cases for check in case.get("promql_expr_test", [])}
    for rule in rules():
        if "alert" in rule:
            assert rule["alert"] in speaking & silent
        else:
            assert any(rule["record"] in expr for expr in recorded)


def test_every_alert_has_its_section_in_the_runbook_and_no_section_is_left_over() -> None:
    alerts = {rule["alert"] for rule in rules() if "alert" in rule}
    assert {line.removeprefix("## ") for line in RUNBOOK.splitlines() if line.startswith("## ")} == alerts
    for rule in rules():
        if "alert" in rule:
            section = f"{{{{ $externalLabels.runbook }}}}#{rule['alert'].lower()}"
            assert rule["annotations"]["runbook_url"] == section
            assert rule["labels"]["severity"] in ("page", "ticket")


def test_the_panels_that_the_runbook_sends_people_to_are_there() -> None:
    titles = "".join(path.read_text("utf-8") for path in DASHBOARDS)
    sent_to = {"Posts by channel", "Watermark lag", "Partitions", "Records waiting", "Seconds to tag a batch"}
    sent_to |= {"Rejections by reason", "Age of the latest decision", "Silent channels", "What we hear", "Memory"}
    sent_to |= {"Posts without a tag", "Builds", "Since the board read a record"}
    for title in sent_to:
        assert f"*{title}*" in RUNBOOK
        assert f'"title": "{title}"' in titles


def test_the_configuration_of_alertmanager_is_good() -> None:
    assert "SUCCESS" in run(program("amtool"), "check-config", DEPLOY / "alertmanager" / "alertmanager.yaml")
