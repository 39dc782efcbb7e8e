"""compose.yaml: what it mounts is there, what it names agrees, and nothing is open to the world."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.functional.deploy.written import COMPOSE, DEPLOY, default, mounts
from tests.functional.run import ROOT
from tests.integration.kafka import POM

SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROMETHEUS = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yaml").read_text("utf-8"))
OURS = [name for name, each in SERVICES.items() if each["image"].startswith("listener:")]


def version(image: str) -> str:
    return str(image).partition("@")[0].rpartition(":")[2]


def targets() -> list[str]:
    """What Prometheus scrapes for our dashboards and rules."""
    (job,) = (each for each in PROMETHEUS["scrape_configs"] if each["job_name"] == "listener")
    return [target for each in job["static_configs"] for target in each["targets"]]


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_mounted_is_there_and_read_only(name: str) -> None:
    for source, _ in mounts(SERVICES[name]):
        assert (DEPLOY / source).exists()
    volumes = {each.split(":")[0] for each in SERVICES[name].get("volumes", ()) if each[0] not in "./"}
    assert volumes <= set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", ["prometheus", "alertmanager"])
def test_the_configuration_that_is_named_is_mounted(name: str) -> None:
    ((source, target),) = mounts(SERVICES[name])
    (named,) = (each.partition("=")[2] for each in SERVICES[name]["command"] if each.startswith("--config.file="))
    assert (DEPLOY / source / named.removeprefix(f"{target}/")).is_file()


def test_prometheus_scrapes_every_worker() -> None:
    workers = [name for name in OURS if SERVICES[name]["command"][0] == "worker"]
    assert sorted(targets()) == [f"{name}:8080" for name in sorted(workers)]


def test_prometheus_and_grafana_find_whom_they_ask() -> None:
    (told,) = PROMETHEUS["alerting"]["alertmanagers"]
    asked = [*told["static_configs"][0]["targets"], SERVICES["grafana"]["environment"]["PROMETHEUS_URL"]]
    assert asked == ["alertmanager:9093", "http://prometheus:9090"]
    assert all(re.sub(r"^http://|:\d+$", "", each) in SERVICES for each in asked)


def test_grafana_finds_its_dashboards_and_its_data_source() -> None:
    provisioning = DEPLOY / "grafana" / "provisioning"
    (provider,) = yaml.safe_load((provisioning / "dashboards" / "listener.yaml").read_text("utf-8"))["providers"]
    seen = {target: source for source, target in mounts(SERVICES["grafana"])}
    assert list((DEPLOY / seen[provider["options"]["path"]]).glob("*.json"))
    assert (DEPLOY / seen["/etc/grafana/provisioning"]).resolve() == provisioning
    (source,) = yaml.safe_load((provisioning / "datasources" / "prometheus.yaml").read_text("utf-8"))["datasources"]
    assert source["url"].strip("${}") in SERVICES["grafana"]["environment"]


def test_our_containers_find_kafka() -> None:
    inside, _ = SERVICES["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"].split(",")
    assert {f"INSIDE://{SERVICES[name]['environment']['LISTENER_BOOTSTRAP']}" for name in OURS} == {inside}


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_reached_from_other_machines(name: str) -> None:
    assert [each for each in SERVICES[name].get("ports", ()) if not each.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_nothing_that_they_need_not(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", SERVICES)
def test_who_is_waited_for_can_become_what_is_waited_for(name: str) -> None:
    for other, asked in SERVICES[name].get("depends_on", {}).items():
        wanted = {"service_healthy": "healthcheck" in SERVICES[other]}
        wanted["service_completed_successfully"] = "restart" not in SERVICES[other]
        assert wanted[asked["condition"]]


def test_no_secret_is_written_down() -> None:
    secret = re.compile("TOKEN|PASSWORD|SECRET$|_KEY$")
    for service in SERVICES.values():
        found = {key: text for key, text in service.get("environment", {}).items() if secret.search(key)}
        assert [text for text in found.values() if default(text)] == []


def test_versions_are_fixed_and_are_those_that_were_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {version(SERVICES[name]["image"]) for name in OURS} == {project["version"]}
    (kafka,) = re.findall(r"<kafka\.version>(.*)</kafka\.version>", POM.read_text("utf-8"))
    assert version(SERVICES["kafka"]["image"]) == kafka
    (grafana,) = re.findall(r"grafana-foundation-sdk==\d+!(\d+\.\d+)", str(project["optional-dependencies"]))
    assert version(SERVICES["grafana"]["image"]).startswith(f"{grafana}.")
    assert all(re.fullmatch(r"v?\d+\.\d+\.\d+", version(each["image"])) for each in SERVICES.values())
