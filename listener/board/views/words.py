"""Words and figures as a marketer reads them. Every figure keeps the value it was made from."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from markupsafe import Markup, escape

from models.decisions import Decision, DecisionKind

Format = Callable[[Any], str]

_TITLES = {
    DecisionKind.ADVANCE: "Ready for the next chapter",
    DecisionKind.PROLONG: "Not yet: stay with this chapter",
    DecisionKind.STEP_BACK: "Step back: the audience is turning away",
    DecisionKind.INSUFFICIENT_DATA: "Too little to go by",
}
_SHORT = {
    DecisionKind.ADVANCE: "Advance",
    DecisionKind.PROLONG: "Prolong",
    DecisionKind.STEP_BACK: "Step back",
    DecisionKind.INSUFFICIENT_DATA: "Insufficient data",
}
_HELD = {
    DecisionKind.ADVANCE: "Beside that",
    DecisionKind.PROLONG: "What holds it back",
    DecisionKind.STEP_BACK: "Why",
    DecisionKind.INSUFFICIENT_DATA: "What is missing",
}
STAGES = ("awareness", "interest", "desire", "action")


def title(decision: Decision) -> str:
    """The decision in words."""
    if decision.weighed.arrived and decision.decision is DecisionKind.PROLONG:
        return "The story is told: watching for a step back"
    if decision.decision is DecisionKind.ADVANCE and decision.next_chapter is None:
        return "Arrived: the last chapter has done its work"
    return _TITLES[decision.decision] + (", told early" if decision.is_early else "")


def short(kind: DecisionKind) -> str:
    """The decision in a word or two."""
    return _SHORT[kind]


def held(kind: DecisionKind) -> str:
    """What the reasons of a decision are called."""
    return _HELD[kind]


def css(kind: DecisionKind) -> str:
    """The decision as a name for style sheets."""
    return kind.lower().replace("_", "-")


def advice(decision: Decision) -> str:
    """What to do now, in one sentence."""
    if decision.decision is DecisionKind.ADVANCE:
        return (
            f"Tell “{decision.next_chapter}” next."
            if decision.next_chapter
            else "Thank them, and tell what came of it."
        )
    if decision.decision is DecisionKind.STEP_BACK:
        return "Pause the ask, listen to what they object to, and go back to the chapter before."
    if decision.decision is DecisionKind.INSUFFICIENT_DATA:
        return "Do not change the story on this: there is nothing yet to decide by."
    return "Keep them posted." if decision.weighed.arrived else _wait(decision)


def _wait(decision: Decision) -> str:
    following = decision.next_chapter
    return f"Keep telling “{decision.chapter}”" + (f"; “{following}” can wait." if following else ".")


def percent(share: float | None) -> str:
    """A share as whole percent; with a decimal below ten, where it has one."""
    if share is None:
        return "–"
    return f"{100 * share:.{1 if abs(share) < 0.0995 else 0}f}".removesuffix(".0") + "%"


def count(number: float | None) -> str:
    """A whole number, thousands apart."""
    return "–" if number is None else f"{number:,.0f}".replace(",", "\u202f")


def sentence(text: str) -> str:
    """With a capital letter, and percent signs as we write them."""
    return (text[:1].upper() + text[1:]).replace(" %", "%")


def number(value: float | None) -> str:
    """A number to three digits."""
    if value is None:
        return "–"
    return count(value) if abs(value) >= 1000 else f"{value:.3g}"


def moment(at: datetime | None) -> str:
    """A time to the minute, UTC."""
    return "–" if at is None else f"{at:%a} {at.day} {at:%b %Y, %H:%M} UTC"


def duration(span: timedelta) -> str:
    """A span to the hour: `3 days 4 h`."""
    days, hours = span.days, span.seconds // 3600
    if not days:
        return f"{hours} h" if hours else "less than an hour"
    named = f"{days} day{'s' if days > 1 else ''}"
    return f"{named} {hours} h" if hours and days < 7 else named


def brief(at: datetime) -> str:
    """A time to the minute, for lists."""
    return f"{at.day} {at:%b %Y, %H:%M}"


def when(at: datetime | None, form: Callable[[datetime], str] = moment) -> Markup:
    """A time as a `time` element."""
    if at is None:
        return Markup("–")
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), form(at))


def pointer(*parts: str) -> str:
    """A JSON Pointer (RFC 6901) to a value of a decision."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def figure(decision: Decision, path: str, form: Format = percent) -> Markup:
    """A figure of a decision (`path` is a JSON Pointer), with the pointer and the exact value it was made from."""
    value = at(decision, path)
    exact = "" if value is None else f"{value!r}"
    return Markup('<data value="{}" data-field="{}">{}</data>').format(exact, path, escape(form(value)))


def at(decision: Decision, path: str) -> Any:
    """The value that a JSON Pointer points to; None where there is none."""
    value: Any = msgspec.to_builtins(decision)
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list | tuple) else value.get(name)
        if value is None:
            return None
    return value
