"""Alertmanager, by its API v2: each audience's decision is an alert that fires until another decision replaces it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import aiohttp
import msgspec

from listener.sinks.http import post
from listener.sinks.wording import examples, facts, headline, permalink, prefix
from models.alerts import Alert, Item
from models.decisions import DecisionKind

NAME = "ListenerDecision"
LASTS = timedelta(hours=24)  # without news; the board has what stands
PATH = "/api/v2/alerts"


class Alertmanager:
    """Posts to every member of a cluster, as Alertmanager asks its clients to do."""

    def __init__(self, client: aiohttp.ClientSession, addresses: Sequence[str], board: str = "") -> None:
        self._client, self._board = client, board
        self._urls = [address.rstrip("/") + PATH for address in addresses]

    async def __call__(self, alert: Alert) -> None:
        body = msgspec.json.encode(payload(alert, self._board))
        for url in self._urls:
            await post(self._client, url, body, {"Content-Type": "application/json"})


def payload(alert: Alert, board: str = "") -> list[dict[str, object]]:
    """Of each audience the latest decision fires, and the other kinds of decision end."""
    latest = {(item.signal.data.audience, item.unanswered_on): item for item in alert.items}
    return [one for item in latest.values() for one in (_firing(alert, item, board), *_over(alert, item))]


def _firing(alert: Alert, item: Item, board: str) -> dict[str, object]:
    link = permalink(item.signal, board)
    return {
        "labels": _labels(alert, item, item.signal.data.decision),
        "annotations": _annotations(alert, item),
        "startsAt": _time(alert.at),
        "endsAt": _time(alert.at + LASTS),
        **({"generatorURL": link} if link else {}),
    }


def _over(alert: Alert, item: Item) -> list[dict[str, object]]:
    others = [kind for kind in DecisionKind if kind is not item.signal.data.decision]
    start, end = _time(alert.at - LASTS), _time(alert.at)
    return [{"labels": _labels(alert, item, kind), "startsAt": start, "endsAt": end} for kind in others]


def _labels(alert: Alert, item: Item, kind: DecisionKind) -> dict[str, str]:
    """What is the same for a decision that is told again: nothing here changes from one signal to the next."""
    labels = {
        "alertname": NAME,
        "campaign": alert.campaign,
        "audience": item.signal.data.audience,
        "decision": kind.value,
        "route": alert.route,
    }
    return {**labels, "unanswered_on": item.unanswered_on} if item.unanswered_on else labels


def _annotations(alert: Alert, item: Item) -> dict[str, str]:
    decision = item.signal.data
    told = [f"{name}: {value}" for name, value in facts(decision)]
    told += [f"Somebody wrote: {text}" for text in examples(decision)]
    return {
        "summary": prefix(alert, item) + headline(decision),
        "description": "\n".join(told),
        "owner": alert.owner,
        "signal": item.signal.id,
    }


def _time(at: datetime) -> str:
    return at.isoformat()
