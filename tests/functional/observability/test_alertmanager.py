"""A real Alertmanager takes our alerts, shows the decision that stands, and ends the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import msgspec
import pytest

from listener.sinks import Send, open_sink
from models.alerts import Alert
from models.decisions import DecisionKind
from models.signals import Signal
from tests.alerting import alert, route, signal_of
from tests.functional.observability.programs import alertmanager, asked


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with alertmanager(tmp_path_factory.mktemp("alertmanager")) as base:
        yield base


def now(*signals: Signal) -> Alert:
    return msgspec.structs.replace(alert(*signals), at=datetime.now(UTC))


async def tell(server: str, *alerts: Alert) -> None:
    async with aiohttp.ClientSession() as client:
        send: Send = open_sink(route(sink="alertmanager", to=(server,)), {}, client)
        for each in alerts:
            await send(each)


def firing(server: str, audience: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(f"{server}/api/v2/alerts", active="true", filter=f'audience="{audience}"')
    return found


async def test_a_decision_fires_with_its_words_and_nothing_that_acts(server: str) -> None:
    await tell(server, now(signal_of(audience="one")))
    (found,) = firing(server, "one")
    assert found["labels"]["decision"] == "ADVANCE"
    assert found["labels"]["route"] == "team"
    assert found["annotations"]["summary"].startswith("🟢 Release “")
    assert "I have a spare tent" in found["annotations"]["description"]
    assert "<!channel>" not in found["annotations"]["description"]


async def test_another_decision_ends_the_one_before(server: str) -> None:
    await tell(server, now(signal_of(DecisionKind.ADVANCE, 1, audience="two")))
    await tell(server, now(signal_of(DecisionKind.STEP_BACK, 2, audience="two")))
    assert [each["labels"]["decision"] for each in firing(server, "two")] == ["STEP_BACK"]


async def test_a_repeat_is_the_same_alert(server: str) -> None:
    one = now(signal_of(audience="three"))
    await tell(server, one, one)
    assert len(firing(server, "three")) == 1


async def test_of_many_signals_at_once_the_latest_of_each_audience_stands(server: str) -> None:
    early, late = (
        signal_of(DecisionKind.PROLONG, 1, audience="four"),
        signal_of(DecisionKind.ADVANCE, 5, audience="four"),
    )
    await tell(server, now(early, late, signal_of(audience="five")))
    assert [each["labels"]["decision"] for each in firing(server, "four")] == ["ADVANCE"]
    assert len(firing(server, "five")) == 1


async def test_a_decision_goes_to_the_campaign_teams(server: str) -> None:
    await tell(server, now(signal_of(audience="six")))
    (found,) = firing(server, "six")
    assert [each["name"] for each in found["receivers"]] == ["campaign-teams"]
