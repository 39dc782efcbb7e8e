"""Slack, by an incoming webhook: Block Kit within its limits, and nothing in it that pings, links or unfurls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url
from listener.sinks.alert_message import AlertMessage, MessagePart, compose_message
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from listener.wording.figures import CUT_MARK, cut
from models.alerts import Alert

if TYPE_CHECKING:  # see base
    import aiohttp

# Limits of Block Kit: blocks in a message; characters of a header, of a section's text, of a field; fields.
_BLOCKS, _HEADER_LIMIT, _SECTION_LIMIT, _FIELD_LIMIT, _FIELDS = 50, 150, 3000, 2000, 10
_OTHERS = 3  # blocks beside those of signals: the header, how many were left out, whom to ask

Block = dict[str, object]


class Slack:
    """The alert as a message. The address is a secret of the channel."""

    def __init__(self, client: aiohttp.ClientSession, url: str, board: str = "") -> None:
        self._client, self._url, self._board = client, url, board

    async def __call__(self, alert: Alert) -> None:
        body = msgspec.json.encode(slack_message(alert, self._board))
        await post_body(self._client, self._url, body, {"Content-Type": "application/json; charset=utf-8"})


def slack_message(alert: Alert, board: str = "") -> dict[str, object]:
    """The message: blocks, and a line for notifications. `board` is the board's address."""
    message = compose_message(alert, board)
    return {
        "text": cut(escape_markup(message.title), _SECTION_LIMIT),
        "blocks": _blocks(message),
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
    }


def _blocks(message: AlertMessage) -> list[Block]:
    """A header, each part's blocks as long as there is room, and whom to ask."""
    header: Block = {"type": "header", "text": _plain(message.title, _HEADER_LIMIT)}
    body = [_section(message.body)] if message.body else []
    room, shown = _BLOCKS - _OTHERS, list[Block]()
    for number, part in enumerate(message.parts):
        blocks = _part(part, message)
        if len(shown) + len(blocks) > room:
            more = message.more_words.format(count=len(message.parts) - number)
            return [header, *shown, _context(f"{CUT_MARK} {more}"), _context(message.contact)]
        shown += blocks
    left_out = [_context(f"{CUT_MARK} {message.left_out}")] if message.left_out else []
    return [header, *body, *shown, *left_out, _context(message.contact)]


def escape_markup(text: str) -> str:
    """As Slack wants text: the three characters that begin its markup, mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _part(part: MessagePart, message: AlertMessage) -> list[Block]:
    """Why, then the facts; a title only where there are several."""
    heading = part.heading if len(message.parts) > 1 else ""
    text = "\n".join(filter(None, (heading, part.cause)))
    fields = [_plain(f"{name}: {value}", _FIELD_LIMIT) for name, value in part.facts][:_FIELDS]
    section: Block = {"type": "section", "fields": fields}
    if text:
        section["text"] = _plain(text, _SECTION_LIMIT)
    quotes = [_section(each) for each in part.quotes]
    late = [_context(part.unanswered)] if part.unanswered else []
    return [{"type": "divider"}, section, *quotes, *late, _link(part, message.open_words)]


def _link(part: MessagePart, open_words: str) -> Block:
    """The signal's page on the board, and those that take an answer: the only links and markup, all of it ours."""
    if not part.link:
        return _context(part.id)
    links = ((open_words, part.link), *part.answers)
    shown = "  \N{MIDDLE DOT}  ".join(f"<{escape_markup(link)}|{escape_markup(name)}>" for name, link in links)
    text: Block = {"type": "mrkdwn", "text": shown, "verbatim": True}
    return {"type": "context", "elements": [text]}


def _section(text: str) -> Block:
    return {"type": "section", "text": _plain(text, _SECTION_LIMIT)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_plain(text, _FIELD_LIMIT)]}


def _plain(text: str, limit: int) -> Block:
    """Plain text: Slack reads no markup in it. Cut after escaping, never within an entity."""
    return {"type": "plain_text", "text": _fit(text, limit), "emoji": False}


def _fit(text: str, limit: int) -> str:
    """The longest beginning of the text that is not over the limit once escaped."""
    whole = escape_markup(text)
    if len(whole) <= limit:
        return whole
    kept, size = list[str](), len(CUT_MARK)
    for each in map(escape_markup, text):
        size += len(each)
        if size > limit:
            break
        kept.append(each)
    return "".join(kept).rstrip() + CUT_MARK


def _check_address(_: str) -> str:
    return "who knows the address can post there: name a variable of the environment, such as $ALERT_TEAM_SLACK_URL"


def _open(destination: Destination) -> Slack:
    return Slack(destination.client, destination.addresses[0], destination.board)


SLACK_SINK = SinkSpec(
    kind="slack",
    expects="$NAME of a variable that has the address of the channel's incoming webhook",
    check_address=_check_address,
    check_filled=check_filled_url,
    open=_open,
)
