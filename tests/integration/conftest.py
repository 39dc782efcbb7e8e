"""The brokers that the integration tests run on: a real Apache Kafka, and the embedded one."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.settings import Settings
from tests.integration.kafka import kafka_broker, kafka_needed
from tests.making import AUTHOR_KEY_TEXT

LOG = pytest.StashKey[Path]()


@dataclass(frozen=True)
class Broker:
    """One broker, and settings for it whose topics and groups no other test has."""

    name: str
    settings: Settings

    async def make_topics(self) -> None:
        await (topics.create_on_embedded if self.name == "embedded" else topics.create_topics)(self.settings)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a real Apache Kafka. Skips without one, and fails where CI=true promises one."""
    folder = tmp_path_factory.mktemp("kafka")
    request.config.stash[LOG] = folder / "kafka.log"
    with kafka_needed(), kafka_broker(folder) as address:
        yield address


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """Each of the two brokers in turn."""
    if request.param == "kafka":
        yield Broker("kafka", _settings(request.getfixturevalue("kafka"), tmp_path))
        return
    with EmbeddedBroker() as embedded:
        yield Broker("embedded", _settings(embedded.bootstrap, tmp_path))


# For a test of what rests on no broker, or that others make on the embedded one: on the one that people run alone.
REAL_BROKER = pytest.mark.parametrize("broker", [pytest.param("kafka", marks=pytest.mark.kafka)], indirect=True)


def _settings(bootstrap: str, folder: Path) -> Settings:
    prefix = f"t{uuid4().hex[:8]}."
    return Settings(
        bootstrap=bootstrap,
        prefix=prefix,
        web_port=0,
        session_timeout=6.0,
        data_dir=folder,
        author_key=AUTHOR_KEY_TEXT,
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test says where Kafka's log is."""
    report = yield
    log = item.config.stash.get(LOG, None)
    if report.failed and log is not None and log.exists():
        report.sections.append(("Kafka", f"its log: {log}"))
    return report
