"""Alertmanager, by its API v2: each audience's decision is an alert that fires until another decision replaces it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url, check_url
from listener.sinks.alert_message import AlertMessage, MessagePart, compose_message
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from models.accountability import CommitmentSignal
from models.alerts import Alert, AlertItem
from models.decisions import DecisionKind

if TYPE_CHECKING:  # see base
    import aiohttp

_ALERT_NAME, _NOTICE_NAME, _TEST_NAME = "ListenerDecision", "ListenerCommitment", "ListenerTest"
_LIFETIME = timedelta(hours=24)  # without news; the board has what stands
_TEST_LIFETIME = timedelta(minutes=5)
_PATH = "/api/v2/alerts"


class Alertmanager:
    """Posts to every member of a cluster, as Alertmanager asks its clients to do."""

    def __init__(self, client: aiohttp.ClientSession, addresses: Sequence[str], board: str = "") -> None:
        self._client, self._board = client, board
        self._urls = [address.rstrip("/") + _PATH for address in addresses]

    async def __call__(self, alert: Alert) -> None:
        body = msgspec.json.encode(alertmanager_payload(alert, self._board))
        for url in self._urls:
            await post_body(self._client, url, body, {"Content-Type": "application/json"})


def alertmanager_payload(alert: Alert, board: str = "") -> list[dict[str, object]]:
    """Of each audience the latest decision fires, and the other kinds of decision end. A test ends nothing."""
    message = compose_message(alert, board)
    if alert.is_test:
        return [_test_firing(alert, message)]
    told = zip(alert.items, message.parts, strict=False)
    latest = {(item.signal.data.audience, item.unanswered_on): (item, part) for item, part in told}
    decided = [
        one for item, part in latest.values() for one in (_firing(alert, item, part), *_resolutions(alert, item))
    ]
    promised = zip(alert.notices, message.parts[len(alert.items) :], strict=True)
    return [*decided, *(_notice_firing(alert, notice, part) for notice, part in promised)]


def _test_firing(alert: Alert, message: AlertMessage) -> dict[str, object]:
    """An alert of a name of its own, for some minutes: no rule for real ones matches it."""
    return {
        "labels": {"alertname": _TEST_NAME, "campaign": alert.campaign, "route": alert.route, "test": "true"},
        "annotations": {"summary": message.title, "description": message.body, "owner": alert.owner},
        "startsAt": alert.at.isoformat(),
        "endsAt": (alert.at + _TEST_LIFETIME).isoformat(),
    }


def _notice_firing(alert: Alert, told: CommitmentSignal, part: MessagePart) -> dict[str, object]:
    """A commitment's signal fires for a day."""
    notice = told.data
    return {
        "labels": {
            "alertname": _NOTICE_NAME,
            "campaign": alert.campaign,
            "commitment": notice.commitment,
            "kind": notice.kind.value,
            "route": alert.route,
        },
        "annotations": {**_annotations(part), "owner": notice.owner},
        "startsAt": alert.at.isoformat(),
        "endsAt": (alert.at + _LIFETIME).isoformat(),
    }


def _firing(alert: Alert, item: AlertItem, part: MessagePart) -> dict[str, object]:
    annotations = {**_annotations(part), "owner": alert.owner}
    return {
        "labels": _labels(alert, item, item.signal.data.decision),
        "annotations": annotations,
        "startsAt": alert.at.isoformat(),
        "endsAt": (alert.at + _LIFETIME).isoformat(),
        **({"generatorURL": part.link} if part.link else {}),
    }


def _resolutions(alert: Alert, item: AlertItem) -> list[dict[str, object]]:
    others = [kind for kind in DecisionKind if kind is not item.signal.data.decision]
    start, end = (alert.at - _LIFETIME).isoformat(), alert.at.isoformat()
    return [{"labels": _labels(alert, item, kind), "startsAt": start, "endsAt": end} for kind in others]


def _labels(alert: Alert, item: AlertItem, kind: DecisionKind) -> dict[str, str]:
    """What is the same for a decision that is told again: nothing here changes from one signal to the next."""
    labels = {
        "alertname": _ALERT_NAME,
        "campaign": alert.campaign,
        "audience": item.signal.data.audience,
        "decision": kind.value,
        "route": alert.route,
    }
    return {**labels, "unanswered_on": item.unanswered_on} if item.unanswered_on else labels


def _annotations(part: MessagePart) -> dict[str, str]:
    lines = [part.cause, *(f"{name}: {value}" for name, value in part.facts), *part.quotes]
    summary = f"{part.unanswered} {part.heading}" if part.unanswered else part.heading
    return {"summary": summary, "description": "\n".join(filter(None, lines)), "signal": part.id}


def _open(destination: Destination) -> Alertmanager:
    return Alertmanager(destination.client, destination.addresses, destination.board)


ALERTMANAGER_SINK = SinkSpec(
    kind="alertmanager",
    expects="the address of Alertmanager, or a list of them",
    check_address=check_url,
    check_filled=check_filled_url,
    open=_open,
    takes_several=True,
)
