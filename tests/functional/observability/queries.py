"""Every query of our dashboards and rules, and the metrics that they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from tests.functional.observability.programs import DEPLOY

DASHBOARDS = sorted((DEPLOY / "grafana" / "dashboards").glob("*.json"))
RULES = sorted((DEPLOY / "prometheus" / "rules").glob("*.yaml"))

_METRIC = re.compile(r"\blistener_[a-z_]+\b")


@dataclass(frozen=True)
class Query:
    """One query: where it stands, and the PromQL with the dashboard's variables filled in."""

    where: str
    expr: str

    @property
    def metrics(self) -> set[str]:
        """The metrics that it names."""
        return set(_METRIC.findall(re.sub(r'"[^"]*"', '""', self.expr)))


def _filled(expr: str) -> str:
    """With all campaigns and audiences chosen, at the pace of the tests."""
    for name, value in (("$campaign", ".*"), ("$audience", ".*"), ("$__rate_interval", "10s"), ("$__interval", "5s")):
        expr = expr.replace(name, value)
    assert "$" not in expr, expr
    return expr


def of_dashboards() -> Iterator[Query]:
    """Those of all panels, annotations and variables."""
    for path in DASHBOARDS:
        board = json.loads(path.read_text("utf-8"))
        for panel in board["panels"]:
            for target in panel.get("targets", []):
                yield Query(f"{path.stem}: {panel['title']} {target['refId']}", _filled(target["expr"]))
        for annotation in board["annotations"].get("list", []):
            yield Query(f"{path.stem}: annotation {annotation['name']}", _filled(annotation["expr"]))
        yield from _of_variables(path.stem, board)


def _of_variables(name: str, board: dict[str, Any]) -> Iterator[Query]:
    for variable in board["templating"]["list"]:
        found = re.fullmatch(r"label_values\((.+), (\w+)\)", variable["query"])
        if variable["type"] == "query":
            assert found, variable["query"]
            yield Query(f"{name}: variable {variable['name']}", f"group by ({found[2]}) ({_filled(found[1])})")


def rules() -> list[dict[str, Any]]:
    """All rules as they are written."""
    groups = [group for path in RULES for group in yaml.safe_load(path.read_text("utf-8"))["groups"]]
    return [rule for group in groups for rule in group["rules"]]


def of_rules() -> Iterator[Query]:
    """Those of all rules."""
    for rule in rules():
        yield Query(f"rule {rule.get('record') or rule['alert']}", rule["expr"])


def every() -> list[Query]:
    """All of them."""
    return [*of_dashboards(), *of_rules()]
