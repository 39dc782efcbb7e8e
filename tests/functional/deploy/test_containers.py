"""Every container of ours, in compose and on Kubernetes, is started as the program wants it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.routing import Route
from typer.main import get_command

from listener.board.records.on_kafka import RecordsOnKafka
from listener.board.web.app import create_board_app
from listener.campaign_file.loading import load_files
from listener.cli import app
from listener.metrics import Caps, Metrics
from listener.settings import VARIABLE_PREFIX, Settings, from_environment
from listener.worker.health import Health
from tests.functional.deploy.written import DEPLOY, DOCKERFILE, Deployed, deployed

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def parsed(container: Deployed) -> dict[str, Any]:
    """What the real command line makes of the arguments. It refuses what it does not know."""
    group: Any = get_command(app)
    around = group.make_context("listener", [], resilient_parsing=True)
    name, command, rest = group.resolve_command(around, list(container.arguments))
    return dict(command.make_context(name, rest, parent=around).params)


def pages(container: Deployed) -> tuple[int, set[str]]:
    """The port on which the command serves, and its pages."""
    settings = from_environment(container.variables)
    if container.arguments[0] == "worker":
        routes = Health(Metrics(Caps(1, 1))).application().router.resources()
        return settings.web_port, {each.canonical for each in routes}
    board = create_board_app(RecordsOnKafka(settings), ())
    return parsed(container)["port"], {each.path for each in board.routes if isinstance(each, Route)}


@pytest.fixture(params=deployed(), ids=str)
def container(request: pytest.FixtureRequest) -> Deployed:
    found: Deployed = request.param
    return found


def named(command: str) -> list[Deployed]:
    return [each for each in deployed() if each.arguments[0] == command]


def test_there_are_workers_a_board_and_topics_in_both() -> None:
    found = [(each.where.split(":")[0], each.arguments[0]) for each in deployed()]
    wanted = {(where, command) for where in ("compose", "kubernetes") for command in ("worker", "board", "topics")}
    assert wanted <= set(found)
    assert found.count(("compose", "worker")) == 2


def test_every_variable_is_a_setting_and_is_accepted(container: Deployed) -> None:
    ours = {
        name.removeprefix(VARIABLE_PREFIX).lower() for name in container.variables if name.startswith(VARIABLE_PREFIX)
    }
    assert ours - set(Settings.__struct_fields__) == set()
    assert from_environment(container.variables).bootstrap != Settings().bootstrap


def test_the_command_line_takes_the_arguments(container: Deployed) -> None:
    assert parsed(container)


def test_every_campaign_that_is_named_is_mounted_and_good(container: Deployed) -> None:
    files = [each for each in container.arguments if each.endswith(".yaml")]
    assert set(files) <= set(container.files)
    if files:
        load_files([str(DEPLOY / "examples" / each.rpartition("/")[2]) for each in files])


def test_what_is_probed_is_served(container: Deployed) -> None:
    serves = container.arguments[0] in ("worker", "board")
    assert bool(container.probes) == serves
    if serves:
        port, paths = pages(container)
        assert {each for each, _ in container.probes} == {port}
        assert {path for _, path in container.probes} <= paths
        (exposed,) = re.findall(r"^EXPOSE (.*)$", DOCKERFILE, re.MULTILINE)
        assert str(port) in exposed.split()


def test_what_is_served_can_be_reached_from_outside_the_container(container: Deployed) -> None:
    hosts = {from_environment(container.variables).web_host, parsed(container).get("host", "0.0.0.0")}
    assert hosts.isdisjoint(LOOPBACK)


def test_what_is_kept_on_disk_goes_where_one_may_write(container: Deployed) -> None:
    assert str(from_environment(container.variables).data_dir.parent) in container.writable


def test_every_worker_has_a_name_that_lasts_and_no_other_has() -> None:
    names = [each.variables["LISTENER_INSTANCE"] for each in named("worker")]
    assert len(set(names)) == len(names)
    (pod,) = (each for each in named("worker") if each.where.startswith("kubernetes"))
    assert pod.variables["LISTENER_INSTANCE"] == "metadata.name"  # the pod's: a StatefulSet's pods keep theirs
