"""The manifests: good by Kubernetes' own schemas, restricted, and of one piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.functional.deploy.written import COMPOSE, DEPLOY, DOCKERFILE, GENERATED, KUSTOMIZATION, OBJECTS, PODS

SCRAPE = yaml.safe_load((DEPLOY / "kubernetes" / "scrape.yaml").read_text("utf-8"))
NO_OBJECT = {"scrape.yaml"}  # for Prometheus
KINDS = {each["metadata"]["name"]: each for each in OBJECTS if each["kind"] in ("StatefulSet", "Deployment")}


def name(value: Mapping[str, Any]) -> str:
    return f"{value['kind']} {value['metadata']['name']}"


def selected(spec: Mapping[str, Any]) -> list[str]:
    """The pods that a selector finds."""
    wanted = spec["selector"].get("matchLabels", spec["selector"]).items()
    return [name for name, pod in PODS.items() if wanted <= pod["metadata"]["labels"].items()]


@pytest.mark.parametrize("version", ["1.30", kubernetes_validate.latest_version()])
@pytest.mark.parametrize("found", OBJECTS, ids=name)
def test_every_object_is_good_by_the_schema_of_kubernetes(found: Mapping[str, Any], version: str) -> None:
    kubernetes_validate.validate(found, version, strict=True)


def test_every_manifest_is_part_of_it() -> None:
    written = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")} - NO_OBJECT
    assert sorted(f"kubernetes/{each}" for each in written) == sorted(KUSTOMIZATION["resources"])


def test_what_is_generated_is_made_of_files_that_are_there() -> None:
    files = [path for each in GENERATED.values() for path in each.get("files", ())]
    assert files
    assert [path for path in files if not (DEPLOY / path).is_file()] == []


@pytest.mark.parametrize("pod", PODS)
def test_every_pod_keeps_to_the_restricted_standard_and_more(pod: str) -> None:
    spec = PODS[pod]["spec"]
    (container,) = spec["containers"]
    around, inside = spec["securityContext"], container["securityContext"]
    assert (around["runAsNonRoot"], around["seccompProfile"]) == (True, {"type": "RuntimeDefault"})
    assert f"USER {around['runAsUser']}:{around['runAsGroup']}\n" in DOCKERFILE
    assert (inside["readOnlyRootFilesystem"], inside["allowPrivilegeEscalation"]) == (True, False)
    assert inside["capabilities"] == {"drop": ["ALL"]}
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)
    assert all("emptyDir" in each or "configMap" in each for each in spec["volumes"])


@pytest.mark.parametrize("pod", PODS)
def test_secrets_are_named_and_never_written(pod: str) -> None:
    (container,) = PODS[pod]["spec"]["containers"]
    secrets = [each["secretRef"] for each in container["envFrom"] if "secretRef" in each]
    assert {"name": "listener-kafka", "optional": True} in secrets
    assert [each for each in OBJECTS if each["kind"] == "Secret"] == []
    assert "secretGenerator" not in KUSTOMIZATION


def test_only_the_board_has_its_token_and_only_workers_have_the_secrets_of_routes() -> None:
    having = {pod: str(PODS[pod]["spec"]["containers"][0]["envFrom"]) for pod in PODS}
    assert [pod for pod in having if "listener-board" in having[pod]] == ["board"]
    assert [pod for pod in having if "listener-routes" in having[pod]] == ["worker"]


@pytest.mark.parametrize("found", [each for each in OBJECTS if "selector" in each.get("spec", {})], ids=name)
def test_every_selector_finds_the_pod_of_its_name(found: Mapping[str, Any]) -> None:
    assert selected(found["spec"]) == [found["metadata"]["name"]]
    ports = {each["name"] for each in PODS[found["metadata"]["name"]]["spec"]["containers"][0]["ports"]}
    assert {each["targetPort"] for each in found["spec"].get("ports", ())} <= ports


def test_prometheus_finds_the_workers_under_the_name_that_rules_go_by() -> None:
    annotations = PODS["worker"]["metadata"]["annotations"]
    (container,) = PODS["worker"]["spec"]["containers"]
    assert annotations["prometheus.io/port"] == str(container["ports"][0]["containerPort"])
    assert annotations["prometheus.io/path"] == "/metrics"
    (job,) = SCRAPE["scrape_configs"]
    assert (job["job_name"], job["kubernetes_sd_configs"][0]["namespaces"]["names"]) == ("listener", ["listener"])
    labels = {"__meta_kubernetes_pod_annotation_" + key.replace(".", "_").replace("/", "_") for key in annotations}
    assert labels == {
        label for each in job["relabel_configs"] for label in each["source_labels"] if "annotation" in label
    }


def test_workers_are_those_that_drain_and_there_is_always_one_that_works() -> None:
    assert KINDS["worker"]["kind"] == "StatefulSet"
    assert KINDS["worker"]["spec"]["replicas"] >= 2
    assert PODS["worker"]["spec"]["terminationGracePeriodSeconds"] >= 30
    (budget,) = (each for each in OBJECTS if each["kind"] == "PodDisruptionBudget")
    assert budget["spec"]["maxUnavailable"] == 1


def test_the_image_is_the_one_of_compose() -> None:
    (image,) = KUSTOMIZATION["images"]
    assert {pod["spec"]["containers"][0]["image"] for pod in PODS.values()} == {image["name"]}
    assert f"{image['name']}:{image['newTag']}" == COMPOSE["services"]["board"]["image"]


def test_nobody_reaches_a_pod_but_who_is_named_and_nothing_is_open_to_the_world() -> None:
    policies = {each["metadata"]["name"]: each["spec"] for each in OBJECTS if each["kind"] == "NetworkPolicy"}
    assert policies["closed"] == {"podSelector": {}, "policyTypes": ["Ingress"]}
    callers = [caller for each in policies.values() for rule in each.get("ingress", ()) for caller in rule["from"]]
    named = [caller.get("podSelector") or caller["namespaceSelector"] for caller in callers]
    assert len(named) == 2
    assert all(each["matchLabels"] for each in named)
    services = [each["spec"] for each in OBJECTS if each["kind"] == "Service"]
    assert {each.get("type", "ClusterIP") for each in services} == {"ClusterIP"}
    assert not {"Ingress", "Gateway", "HTTPRoute"} & {each["kind"] for each in OBJECTS}
    assert "hostPort" not in str(PODS)
    assert "hostNetwork" not in str(PODS)
