"""What compose.yaml and the manifests of Kubernetes say of each of our containers, in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tests.functional.run import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE: Mapping[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KUSTOMIZATION: Mapping[str, Any] = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text("utf-8"))
OBJECTS: tuple[Mapping[str, Any], ...] = tuple(
    each for path in KUSTOMIZATION["resources"] for each in yaml.safe_load_all((DEPLOY / path).read_text("utf-8"))
)
PODS = {each["metadata"]["name"]: each["spec"]["template"] for each in OBJECTS if "template" in each.get("spec", {})}
GENERATED = {each["name"]: each for each in KUSTOMIZATION["configMapGenerator"]}


@dataclass(frozen=True)
class Deployed:
    """One container that runs `listener`: where it is written, its arguments, variables, mounts and probed pages."""

    where: str
    arguments: tuple[str, ...]
    variables: Mapping[str, str]
    files: tuple[str, ...]  # of this repository, as the container sees them
    writable: tuple[str, ...]  # folders
    probes: tuple[tuple[int, str], ...]  # port and path

    def __str__(self) -> str:
        return self.where


def image_variables() -> dict[str, str]:
    """What the Dockerfile sets for everybody."""
    return dict(re.findall(r"(LISTENER_\w+)=(\S+)", DOCKERFILE))


def deployed() -> list[Deployed]:
    """Every container of ours."""
    ours = {name: each for name, each in COMPOSE["services"].items() if each["image"].startswith("listener:")}
    return [*(_service(name, each) for name, each in ours.items()), *(_pod(name, pod) for name, pod in PODS.items())]


def mounts(service: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The files of this repository that a service of compose sees, and where. They are read-only, or this raises."""
    found = [each.split(":") for each in service.get("volumes", ()) if each.startswith(".")]
    assert all(mode == "ro" for _, _, mode in found), found
    return [(source, target) for source, target, _ in found]


def default(text: str) -> str:
    """A value of compose where the environment says nothing."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(text))


def _service(name: str, service: Mapping[str, Any]) -> Deployed:
    said = " ".join(service.get("healthcheck", {}).get("test", ()))
    return Deployed(
        f"compose: {name}",
        tuple(service["command"]),
        image_variables() | {key: default(text) for key, text in service["environment"].items()},
        tuple(f"{target}/{path.name}" for source, target in mounts(service) for path in (DEPLOY / source).iterdir()),
        tuple(service["tmpfs"]),
        tuple((int(port), path) for port, path in re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", said)),
    )


def _pod(name: str, template: Mapping[str, Any]) -> Deployed:
    (container,) = template["spec"]["containers"]
    volumes = {each["name"]: each for each in template["spec"]["volumes"]}
    seen = [(volumes[each["name"]], each["mountPath"]) for each in container["volumeMounts"]]
    ports = {each["name"]: each["containerPort"] for each in container.get("ports", ())}
    probes = [container[kind]["httpGet"] for kind in container if kind.endswith("Probe")]
    return Deployed(
        f"kubernetes: {name}",
        tuple(container["args"]),
        image_variables() | _given(container),
        tuple(f"{path}/{file}" for volume, path in seen for file in _generated(volume)),
        tuple(path for volume, path in seen if "emptyDir" in volume),
        tuple((ports[each["port"]], each["path"]) for each in probes),
    )


def _given(container: Mapping[str, Any]) -> dict[str, str]:
    """Variables of ConfigMaps, and of fields of the pod. Secrets are not here."""
    maps = [each["configMapRef"]["name"] for each in container["envFrom"] if "configMapRef" in each]
    pairs = [pair.split("=", 1) for name in maps for pair in GENERATED[name]["literals"]]
    fields = {each["name"]: each["valueFrom"]["fieldRef"]["fieldPath"] for each in container.get("env", ())}
    return {**dict(pairs), **fields}


def _generated(volume: Mapping[str, Any]) -> list[str]:
    if "configMap" not in volume:
        return []
    return [path.rpartition("/")[2] for path in GENERATED[volume["configMap"]["name"]]["files"]]
