"""A real Apache Kafka for the tests: one node in KRaft mode, started on free ports with an empty log.

Where it comes from, first match wins: a broker that runs already (`LISTENER_TEST_BOOTSTRAP`), an unpacked
Kafka (`KAFKA_HOME`, needs Java), the jars that Maven fetches for `pom.xml` and keeps in `.cache/kafka`
(elsewhere with `LISTENER_TEST_CACHE`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
CACHE = HERE.parents[2] / ".cache" / "kafka"
START_SECONDS = 600.0  # it takes five on a machine that does nothing else

HOW_TO_GET_ONE = (
    "no Apache Kafka for this test: install Java 17 and Maven, or set KAFKA_HOME (and have Java), or set "
    "LISTENER_TEST_BOOTSTRAP=host:port"
)


class KafkaUnavailable(Exception):
    """This machine has nothing to run a Kafka with, or what it has did not work."""


@contextlib.contextmanager
def kafka_needed() -> Iterator[None]:
    """Ends a test that gets no Kafka in here: skipped, but failed in continuous integration, where one can be had."""
    try:
        yield
    except KafkaUnavailable as problem:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(problem))


@contextlib.contextmanager
def kafka_broker(folder: Path) -> Iterator[str]:
    """Yield the address of a broker; one that we start keeps its data and log in `folder`, and is stopped."""
    running = os.environ.get("LISTENER_TEST_BOOTSTRAP")
    if running:
        yield running
        return
    server = KafkaServer(folder)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()


@dataclass(frozen=True)
class Place:
    """The place of a broker in its cluster: its number, and the controllers' ports by number."""

    cluster: str
    number: int
    controllers: dict[int, int]

    @classmethod
    def alone(cls) -> Place:
        """A cluster of one broker."""
        return cls(_cluster_id(), 1, {1: free_port()})


def places(count: int) -> list[Place]:
    """The places of a cluster of so many brokers."""
    cluster, controllers = _cluster_id(), {number: free_port() for number in range(1, count + 1)}
    return [Place(cluster, number, controllers) for number in controllers]


class KafkaServer:
    """A broker of our own, which goes away and comes back with its data on its port."""

    def __init__(
        self, folder: Path, proxied: int | None = None, data: Path | None = None, place: Place | None = None
    ) -> None:
        """`proxied` is the port of a proxy, to which whoever comes to `behind_proxy` is sent. `data` is where records
        lie, if not in `folder`; `place` is its place among several brokers."""
        self._port, self.properties, self._log = free_port(), folder / "server.properties", folder / "kafka.log"
        self.behind_proxy, place = free_port(), place or Place.alone()
        ports = self._port, self.behind_proxy, proxied or self.behind_proxy
        self.properties.write_text(_properties(data or folder / "data", ports, place))
        self._java = [_tool("java"), "-Xmx512m", "-XX:+UseSerialGC", "-cp", _classpath()]
        _format(self._java, self.properties, place.cluster)
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def is_alive(self) -> bool:
        """Whether its process is there, frozen or not."""
        return self._server is not None and self._server.poll() is None

    def start(self) -> None:
        """Returns once it serves."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Starts it, and does not wait."""
        with self._log.open("w") as log:
            command = [*self._java, "kafka.Kafka", str(self.properties)]
            self._server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def wait(self) -> None:
        """Returns once it serves."""
        assert self._server is not None
        _wait_for(self._server, self._port, self._log)

    def stop(self) -> None:
        if self._server is not None:
            _stop(self._server)

    def kill(self) -> None:
        """It is gone at once, as with a machine that loses power."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def freeze(self) -> None:
        """It answers nothing, and its connections stay open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._server is not None
        self._server.send_signal(number)


def _classpath() -> str:
    home = os.environ.get("KAFKA_HOME")
    return f"{Path(home) / 'libs'}/*" if home else f"{_jars()}/*"


def _jars() -> Path:
    """Return the folder of jars that `pom.xml` names, fetched once for each content of it."""
    cache = Path(os.environ.get("LISTENER_TEST_CACHE", CACHE))
    jars = cache / sha256(POM.read_bytes()).hexdigest()[:12]
    if not jars.exists():
        _fetch(jars)
    return jars


def _fetch(jars: Path) -> None:
    """Fetch into a folder aside, then rename it: an interrupted fetch leaves nothing that looks complete."""
    aside = jars.with_name(f"{jars.name}.{uuid.uuid4().hex[:8]}")
    command = [_tool("mvn"), "-B", "-q", "-f", str(POM), "dependency:copy-dependencies"]
    command += [f"-DoutputDirectory={aside}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not aside.exists():
        raise KafkaUnavailable(f"Maven could not fetch Apache Kafka:\n{(done.stdout + done.stderr)[-3000:]}")
    with contextlib.suppress(FileExistsError, OSError):  # another run was faster
        aside.rename(jars)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise KafkaUnavailable(HOW_TO_GET_ONE)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _properties(data: Path, ports: tuple[int, int, int], place: Place) -> str:
    """A broker that is a controller, too; groups form at once, for the tests wait on them."""
    (port, behind_proxy, proxied), controller = ports, place.controllers[place.number]
    voters = ",".join(f"{number}@127.0.0.1:{each}" for number, each in place.controllers.items())
    copies, in_sync = len(place.controllers), min(2, len(place.controllers))
    return f"""\
process.roles=broker,controller
node.id={place.number}
controller.quorum.voters={voters}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller},PROXIED://127.0.0.1:{behind_proxy}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},PROXIED://127.0.0.1:{proxied}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
log.dirs={data}
min.insync.replicas={in_sync}
num.partitions=4
auto.create.topics.enable=false
offsets.topic.replication.factor={copies}
offsets.topic.num.partitions=4
transaction.state.log.replication.factor={copies}
transaction.state.log.min.isr={in_sync}
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor={copies}
share.coordinator.state.topic.min.isr={in_sync}
initial.broker.registration.timeout.ms={round(START_SECONDS * 1000)}
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
num.network.threads=2
num.io.threads=2
"""


def _cluster_id() -> str:
    return urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


def _format(java: list[str], properties: Path, cluster: str) -> None:
    command = [*java, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(properties)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise KafkaUnavailable(f"Kafka could not format its storage:\n{done.stdout}{done.stderr}")


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if "Kafka Server started" in log.read_text(errors="replace"):
            return
        time.sleep(0.1)
    raise KafkaUnavailable(f"Kafka did not start on port {port}; its log ends:\n{log.read_text()[-3000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
