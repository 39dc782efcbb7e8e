"""The programs of others that these tests run: Prometheus, promtool, Alertmanager, amtool, on ports of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.receivers.base import free_port

DEPLOY = Path(__file__).parents[3] / "deploy"
START_SECONDS = 30.0


def program(*names: str) -> str:
    """The first of these that is installed. Skips without one, and fails where CI=true promises it."""
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        missing = f"no {names[0]} for this test: apt-get install prometheus prometheus-alertmanager"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    assert found is not None
    return found


def run(*command: str | Path) -> str:
    """What a program said; it must end well."""
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@contextmanager
def serving(command: Sequence[str], log: Path, ready: str) -> Iterator[None]:
    """A server while the block runs; `ready` is the address that answers once it is there."""
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(server, ready, log)
            yield
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(server: subprocess.Popen[bytes], ready: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        try:
            with urllib.request.urlopen(ready, timeout=1):
                return
        except OSError:
            time.sleep(0.1)


def asked(url: str, **parameters: str | list[str]) -> Any:
    """The JSON of an address. An error's answer is JSON too."""
    query = urllib.parse.urlencode(parameters, doseq=True)
    try:
        with urllib.request.urlopen(f"{url}?{query}" if query else url, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


@contextmanager
def prometheus(folder: Path, target: str) -> Iterator[str]:
    """A Prometheus that scrapes `target` each second and judges our rules; its address."""
    port = free_port()
    config = folder / "prometheus.yaml"
    config.write_text(
        json.dumps(
            {
                "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
                "rule_files": [str(DEPLOY / "prometheus" / "rules" / "*.yaml")],
                "scrape_configs": [{"job_name": "listener", "static_configs": [{"targets": [target]}]}],
            }
        )
    )
    base = f"http://127.0.0.1:{port}"
    command = [
        program("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with serving(command, folder / "prometheus.log", f"{base}/-/ready"):
        yield base


@contextmanager
def alertmanager(folder: Path) -> Iterator[str]:
    """An Alertmanager with our configuration; its address."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [
        program("alertmanager", "prometheus-alertmanager"),
        f"--config.file={DEPLOY / 'alertmanager' / 'alertmanager.yaml'}",
        f"--storage.path={folder / 'alertmanager'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    ]
    with serving(command, folder / "alertmanager.log", f"{base}/-/ready"):
        yield base
