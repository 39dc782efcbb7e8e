"""Markup: times and figures as HTML elements. A figure keeps the value it was made from, and where that stands."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from markupsafe import Markup, escape
from msgspec import UNSET

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN, fewer_than, moment, percent
from listener.wording.label_words import is_told_by_labels
from models.decisions import CheckCode, Decision, DecisionKind


def css_class(kind: DecisionKind) -> str:
    """A kind of decision as a name for style sheets."""
    return kind.lower().replace("_", "-")


def when(at: datetime | None, zone: str = "UTC", form: Callable[[datetime, str], str] = moment) -> Markup:
    """A time as a `time` element, in an IANA zone."""
    if at is None:
        return Markup(UNKNOWN)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), form(at, zone))


def pointer(*parts: str | int) -> str:
    """A JSON Pointer (RFC 6901) to a value of a decision."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def check_pointer(decision: Decision, code: CheckCode, side: str) -> str:
    """A JSON Pointer to the `left` or `right` side of a check; an empty one where the rule did not ask it."""
    places = [place for place, check in enumerate(decision.checks) if check.code == code]
    return pointer("checks", places[0], side) if places else ""


def figure(
    decision: Decision, path: str, form: Callable[[Any], str] = percent, language: str = DEFAULT_LANGUAGE
) -> Markup:
    """A figure of a decision (`path` is a JSON Pointer), with the pointer and the exact value it was made from.

    What is not told, as it is of too few people, is said to be so.
    """
    if hidden := hidden_words(decision, path, language):
        return Markup('<span class="few">{}</span>').format(hidden)
    value = resolve_pointer(decision, path)
    exact = "" if value is None else f"{value!r}"
    return Markup('<data value="{}" data-field="{}">{}</data>').format(exact, path, escape(form(value)))


def share_pointer(decision: Decision) -> str:
    """Where the share stands that people are told (`told_share`)."""
    return "/evidence/labels/share" if is_told_by_labels(decision) else "/evidence/share"


def hidden_words(decision: Decision, path: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Why a figure is not told; empty where it is."""
    hidden = decision.small_groups
    if hidden is UNSET:
        return ""
    if path in hidden.withheld:
        return words("numbers", "not-told", language)
    return fewer_than(hidden.least, language) if path in hidden.few else ""


def hidden_names(decision: Decision, *parts: str) -> list[str]:
    """The names below a JSON Pointer whose figures are not told."""
    hidden, start = decision.small_groups, pointer(*parts, "")
    found = [] if hidden is UNSET else [path for path in (*hidden.few, *hidden.withheld) if path.startswith(start)]
    return [path.removeprefix(start).replace("~1", "/").replace("~0", "~") for path in found]


def resolve_pointer(decision: Decision, path: str) -> Any:
    """The value that a JSON Pointer points to; None where there is none."""
    value: Any = msgspec.to_builtins(decision)
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list | tuple) else value.get(name)
        if value is None:
            return None
    return value
