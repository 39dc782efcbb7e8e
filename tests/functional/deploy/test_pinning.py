"""`make pin-images` writes what the registry says behind each version, and nothing where it says nothing."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.functional.run import ROOT

PIN = ROOT / "deploy/supply_chain/pin.py"
DIGEST = f"sha256:{'a1' * 32}"


class Registry(BaseHTTPRequestHandler):
    """A registry that has one image, for who has its token."""

    def do_HEAD(self) -> None:
        if self.headers["Authorization"] != "Bearer open-sesame":
            challenge = f'Bearer realm="http://{self.headers["Host"]}/token",service="here",scope="pull"'
            self._answer(401, {"WWW-Authenticate": challenge})
        elif self.path == "/v2/prom/prometheus/manifests/v3.1.0" and "image.index" in self.headers["Accept"]:
            self._answer(200, {"Docker-Content-Digest": DIGEST})
        else:
            self._answer(404, {})

    def do_GET(self) -> None:
        body = b'{"token": "open-sesame"}' if self.path == "/token?service=here&scope=pull" else b"{}"
        self._answer(200, {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _answer(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def registry() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def pin(file: Path) -> int:
    return subprocess.run([sys.executable, PIN, file], capture_output=True, check=False).returncode


def test_each_image_of_others_gets_the_digest_that_the_registry_has_and_again(registry: str, tmp_path: Path) -> None:
    (file := tmp_path / "compose.yaml").write_text(
        f"image: listener:0.1.0\n  image: {registry}/prom/prometheus:v3.1.0\n"
    )
    for _ in range(2):
        assert pin(file) == 0
        want = f"image: listener:0.1.0\n  image: {registry}/prom/prometheus:v3.1.0@{DIGEST}\n"
        assert file.read_text() == want


def test_where_the_registry_does_not_have_it_nothing_is_written(registry: str, tmp_path: Path) -> None:
    written = f"image: {registry}/prom/prometheus:v3.1.0\nimage: {registry}/prom/other:v1.0.0\n"
    (file := tmp_path / "compose.yaml").write_text(written)
    assert pin(file) != 0
    assert file.read_text() == written


def test_every_image_of_others_is_named_by_its_digest() -> None:
    named = re.findall(r"^\s*image: (\S+)", (ROOT / "deploy/compose.yaml").read_text(), re.M)
    others = [each for each in named if not each.startswith("listener:")]
    assert len(others) > 3
    assert [each for each in others if not re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", each)] == []
