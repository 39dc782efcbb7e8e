"""Trial: a sample on one route, to see whether it arrives. The sample says that it is a test."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from listener.sinks import Backoff, deliver, open_sink
from listener.sinks.targets import VARIABLE, open_client
from models.alerts import Alert, AlertItem, Route
from models.campaigns import Campaign
from models.decisions import DataQuality, Decision, DecisionKind, Evidence, Versions, Window
from models.errors import InputError
from models.posts import HOUR_MS, Millis, instant
from models.rejections import Rejection
from pipelines.signals import make_signal

TEST_TYPE = "listener.test.v1"  # of the sample as a CloudEvent: none of those that real signals have

_ONE_TRY = Backoff(tries=1)  # who tries a route waits for the answer


async def try_route(
    campaign: Campaign, name: str, variables: Mapping[str, str], *, clock: Callable[[], float] = time.time
) -> Rejection | None:
    """Sends a sample on a route; nothing once it arrived. Raises InputError, and SettingsError for a secret."""
    route = next((each for each in campaign.alerts if each.name == name), None)
    if route is None:
        known = ", ".join(each.name for each in campaign.alerts) or "none"
        raise InputError(f"campaign `{campaign.name}` has no route `{name}`; there are: {known}")
    alert = sample_alert(campaign, route, round(clock() * 1000))
    async with open_client(variables.get(VARIABLE, "")) as client:
        send = open_sink(route, variables, client, variables.get("LISTENER_BOARD_URL", ""))
        return await deliver(send, alert, _ONE_TRY)


def sample_alert(campaign: Campaign, route: Route, now: Millis) -> Alert:
    """An alert that says it is a test, of the first audience and decision that the route tells."""
    kind = next(iter(route.decisions), DecisionKind.ADVANCE)
    audience = campaign.audience(next(iter(route.audiences), "")) or campaign.audiences[0]
    start = now - now % HOUR_MS
    decision = Decision(
        decision=kind,
        campaign=campaign.name,
        audience=audience.name,
        chapter=audience.chapters[0].name,
        next_chapter=None,
        score=0.0,
        evidence=Evidence(),
        data_quality=DataQuality(),
        window=Window(instant(start), instant(start + HOUR_MS)),
        versions=Versions(campaign.version, "", "test"),
    )
    example = make_signal(decision, 0)
    signal = replace(example, id=f"test-{example.id}", type=TEST_TYPE, source="/listener/test")
    return Alert(
        signal.id,
        campaign.name,
        route.name,
        route.owner,
        instant(now),
        (AlertItem(signal, now),),
        is_test=True,
        zone=route.zone,
        language=route.language,
    )
