"""Microsoft Teams, by a workflow's webhook: an Adaptive Card, in whose texts nothing is markup, a mention or a link.

Text stands in text runs, which know no Markdown; the links are buttons, and ours. A message may have 28 KB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url
from listener.sinks.alert_message import AlertMessage, MessagePart, compose_message
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from listener.wording.figures import CUT_MARK, cut
from models.alerts import Alert
from models.decisions import DecisionKind

if TYPE_CHECKING:  # see base
    import aiohttp

_TEXT_LIMIT = 400  # characters of a text
_PARTS = 6  # signals of an alert that are shown: with texts of that length they stay below the limit
_BYTES = 25_000  # of a card, at most: Teams takes 28 KB of message
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_STYLES = {
    DecisionKind.ADVANCE: "good",
    DecisionKind.PROLONG: "warning",
    DecisionKind.STEP_BACK: "attention",
    DecisionKind.INSUFFICIENT_DATA: "emphasis",
}

Element = dict[str, object]


class Teams:
    """The alert as a card. The address is a secret of the channel."""

    def __init__(self, client: aiohttp.ClientSession, url: str, board: str = "") -> None:
        self._client, self._url, self._board = client, url, board

    async def __call__(self, alert: Alert) -> None:
        body = msgspec.json.encode(teams_message(alert, self._board))
        await post_body(self._client, self._url, body, {"Content-Type": "application/json; charset=utf-8"})


def teams_message(alert: Alert, board: str = "") -> dict[str, object]:
    """The message with its card; of too much the later parts are counted. `board` is the board's address."""
    message = compose_message(alert, board)
    shown = min(len(message.parts), _PARTS)
    while True:
        found = _wrap(_card(message, shown))
        if shown <= 1 or len(msgspec.json.encode(found)) <= _BYTES:
            return found
        shown -= 1


def _wrap(card: Element) -> dict[str, object]:
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _card(message: AlertMessage, shown: int) -> Element:
    left = len(message.parts) - shown
    notes = [f"{CUT_MARK} {message.more_words.format(count=left)}"] if left else []
    notes += [message.left_out] if message.left_out else []
    return {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "fallbackText": cut(message.title, _TEXT_LIMIT),
        "body": [
            _text(message.title, size="Large", weight="Bolder"),
            *([_text(message.body)] if message.body else []),
            *(_part(each, message) for each in message.parts[:shown]),
            *(_text(each, isSubtle=True) for each in (*notes, message.contact)),
        ],
    }


def _part(part: MessagePart, message: AlertMessage) -> Element:
    heading = [_text(part.heading, weight="Bolder")] if len(message.parts) > 1 else []
    facts = [_fact(name, value) for name, value in part.facts]
    words = [*([part.cause] if part.cause else []), *part.quotes, *([part.unanswered] if part.unanswered else [])]
    links = [
        {"type": "Action.OpenUrl", "title": name, "url": link}
        for name, link in ((message.open_words, part.link), *part.answers)
    ]
    actions = [{"type": "ActionSet", "actions": links}] if part.link else [_text(part.id, isSubtle=True)]
    items = [*heading, *(_text(each) for each in words[:1]), *facts, *(_text(each) for each in words[1:]), *actions]
    style = _STYLES[part.kind] if part.kind else "accent"
    return {"type": "Container", "style": style, "bleed": True, "items": items}


def _text(text: str, **run: object) -> Element:
    """A paragraph of plain text."""
    inline = {"type": "TextRun", "text": cut(text, _TEXT_LIMIT), **run}
    return {"type": "RichTextBlock", "inlines": [inline]}


def _fact(name: str, value: str) -> Element:
    runs = [
        {"type": "TextRun", "text": f"{name}: ", "weight": "Bolder"},
        {"type": "TextRun", "text": cut(value, _TEXT_LIMIT)},
    ]
    return {"type": "RichTextBlock", "spacing": "Small", "inlines": runs}


def _check_address(_: str) -> str:
    return "who knows the address can post there: name a variable of the environment, such as $ALERT_TEAM_TEAMS_URL"


def _open(destination: Destination) -> Teams:
    return Teams(destination.client, destination.addresses[0], destination.board)


TEAMS_SINK = SinkSpec(
    kind="teams",
    expects="$NAME of a variable that has the address of the workflow's webhook",
    check_address=_check_address,
    check_filled=check_filled_url,
    open=_open,
)
