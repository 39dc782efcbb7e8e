"""A double of Slack's side: what Block Kit refuses. The limits are those of its reference, written down anew."""

import re
from typing import Any

TYPES = {"header", "section", "divider", "context"}
_SIGNAL = r"<https://board\.example\.org/signals/[0-9a-f]{32}"
_OUR_LINKS = re.compile(
    rf"{_SIGNAL}\|See it on the board, and act>"
    rf"  ·  {_SIGNAL}/answers/accept\|Accept>  ·  {_SIGNAL}/answers/snooze\|Ask again later>"
)
_MARKUP = re.compile(r"<|>|&(?!amp;|lt;|gt;)")


def complaints(message: dict[str, Any]) -> list[str]:
    """Everything that Slack would refuse in a message, or that would ping, link or unfurl."""
    found = [] if 1 <= len(message["blocks"]) <= 50 else [f"{len(message['blocks'])} blocks"]
    found += [] if message.get("unfurl_links") is False is message.get("unfurl_media") else ["unfurls"]
    found += _text("text", message["text"], 40_000)
    return found + [words for block in message["blocks"] for words in _block(block)]


def _block(block: dict[str, Any]) -> list[str]:
    match block["type"]:
        case "header":
            return _object("header", block["text"], 150)
        case "divider":
            return []
        case "context":
            elements = block["elements"]
            found = [] if 1 <= len(elements) <= 10 else [f"context of {len(elements)}"]
            return found + [words for each in elements for words in _object("context", each, 3000)]
        case "section":
            return _section(block)
    return [f"no such block: {block['type']}"]


def _section(block: dict[str, Any]) -> list[str]:
    fields = block.get("fields", [])
    found = [] if "text" in block or fields else ["section without text"]
    found += [] if len(fields) <= 10 else [f"{len(fields)} fields"]
    found += _object("section", block["text"], 3000) if "text" in block else []
    return found + [words for each in fields for words in _object("field", each, 2000)]


def _object(where: str, text: dict[str, Any], limit: int) -> list[str]:
    if text["type"] == "mrkdwn" and where == "context":
        return [] if _OUR_LINKS.fullmatch(text["text"]) and text["verbatim"] else ["context has markup"]
    found = [] if text["type"] == "plain_text" and text["emoji"] is False else [f"{where} has markup"]
    return found + _text(where, text["text"], limit)


def _text(where: str, text: str, limit: int) -> list[str]:
    found = [] if 1 <= len(text) <= limit else [f"{where} of {len(text)} characters"]
    return found + ([f"{where} is not escaped: {text}"] if _MARKUP.search(text) else [])
