"""Slack, by an incoming webhook: Block Kit within its limits, and nothing in it that pings, links or unfurls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from listener.sinks.addresses import check_filled_url
from listener.sinks.alert_text import (
    alert_title,
    facts,
    headline,
    notice_facts,
    notice_line,
    permalink,
    plain,
    quote_examples,
)
from listener.sinks.base import Destination, SinkSpec
from listener.sinks.http import post_body
from listener.wording.figures import CUT_MARK, cut, plural
from models.accountability import CommitmentSignal
from models.alerts import Alert, AlertItem
from models.signals import Signal

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
    return {
        "text": cut(escape_markup(alert_title(alert)), _SECTION_LIMIT),
        "blocks": _blocks(alert, board),
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
    }


def _blocks(alert: Alert, board: str) -> list[Block]:
    """A header, each signal's blocks as long as there is room, and whom to ask."""
    whole = [_signal(item, board, alone=len(alert.items) == 1) for item in alert.items]
    whole += [_notice(told) for told in alert.notices]
    room, shown = _BLOCKS - _OTHERS, list[Block]()
    for number, part in enumerate(whole):
        if len(shown) + len(part) > room:
            left = len(whole) - number
            return [
                _header(alert),
                *shown,
                _context(f"{CUT_MARK} and {plural(left, 'more signal')}"),
                _contact(alert),
            ]
        shown += part
    return [_header(alert), *shown, *_left_out_block(alert), _contact(alert)]


def escape_markup(text: str) -> str:
    """As Slack wants text: the three characters that begin its markup, mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _header(alert: Alert) -> Block:
    return {"type": "header", "text": _plain(alert_title(alert), _HEADER_LIMIT)}


def _signal(item: AlertItem, board: str, *, alone: bool) -> list[Block]:
    decision = item.signal.data
    fields = [_plain(f"{name}: {value}", _FIELD_LIMIT) for name, value in facts(decision)][:_FIELDS]
    quotes = [_section(f"Somebody wrote: {text}") for text in quote_examples(decision)]
    late = [_context(f"Nobody answered on route {item.unanswered_on}")] if item.unanswered_on else []
    heading: Block = {} if alone else {"text": _plain(headline(decision), _SECTION_LIMIT)}
    section: Block = {"type": "section", **heading, "fields": fields}
    return [{"type": "divider"}, section, *quotes, *late, _permalink_block(item.signal, board)]


def _notice(told: CommitmentSignal) -> list[Block]:
    fields = [_plain(f"{name}: {value}", _FIELD_LIMIT) for name, value in notice_facts(told)]
    section: Block = {"type": "section", "text": _plain(notice_line(told), _SECTION_LIMIT), "fields": fields}
    return [{"type": "divider"}, section]


def _permalink_block(signal: Signal, board: str) -> Block:
    """The signal's page on the board: the only link, and the only markup, and all of it ours."""
    if not (link := permalink(signal, board)):
        return _context(f"Signal {signal.id}")
    text: Block = {"type": "mrkdwn", "text": f"<{escape_markup(link)}|Why did this fire?>", "verbatim": True}
    return {"type": "context", "elements": [text, _plain(f"Signal {signal.id}", _FIELD_LIMIT)]}


def _left_out_block(alert: Alert) -> list[Block]:
    return [_context(f"{CUT_MARK} {plural(alert.left_out, 'earlier signal')} left out")] if alert.left_out else []


def _contact(alert: Alert) -> Block:
    return _context(f"Route {alert.route} of {alert.campaign}. Ask {plain(alert.owner)}.")


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
