"""Figures: numbers and times as people read them, each in one way wherever it is read. Times name their zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from listener.wording.catalogues import DEFAULT_LANGUAGE, words

UNKNOWN = "–"
CUT_MARK = "…"  # stands where text was cut


def percent(share: float | None) -> str:
    """A share (0..1) as whole percent, `30%`; with a decimal below ten, where it has one: `9.5%`."""
    if share is None:
        return UNKNOWN
    return f"{100 * share:.{1 if abs(share) < 0.0995 else 0}f}".removesuffix(".0") + "%"


def points(difference: float) -> str:
    """A difference of shares in percentage points, with its sign: `+3 points`."""
    whole = round(100 * difference)
    return f"{whole:+d} point{'' if abs(whole) == 1 else 's'}"


def whole_number(number: float | None) -> str:
    """A whole number: `72,000`."""
    return UNKNOWN if number is None else f"{number:,.0f}"


def fewer_than(least: int, language: str = DEFAULT_LANGUAGE) -> str:
    """How many people are in a group that is too small to be told."""
    return words("numbers", "fewer-than", language, number=f"{least:,}")


def plural(number: float, noun: str) -> str:
    """A number of things: `1 window`, `1,007 windows`."""
    return f"{whole_number(number)} {noun}{'' if number == 1 else 's'}"


def short_number(value: float | None) -> str:
    """A number to three digits, from a thousand on as a whole one: `0.00214`, `153`, `72,495`."""
    if value is None:
        return UNKNOWN
    return whole_number(value) if abs(value) >= 1000 else f"{value:.3g}"


def moment(at: datetime | None, zone: str = "UTC") -> str:
    """A time to the minute, in a sentence: `Mon 3 Nov 2025, 00:00 UTC`. `zone` is an IANA name."""
    if at is None:
        return UNKNOWN
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M %Z}"


def brief_moment(at: datetime, zone: str = "UTC") -> str:
    """A time to the minute, in a list that says its zone: `3 Nov 2025, 00:00`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y, %H:%M}"


def timestamp(at: datetime) -> str:
    """A time to the minute, in a column: `2025-11-03 00:00`."""
    return f"{at:%Y-%m-%d %H:%M}"


def duration(span: timedelta) -> str:
    """A span to the hour: `3 days 4 h`."""
    days, hours = span.days, span.seconds // 3600
    if not days:
        return f"{hours} h" if hours else "less than an hour"
    named = f"{days} day{'s' if days > 1 else ''}"
    return f"{named} {hours} h" if hours and days < 7 else named


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, with a mark where some are missing."""
    return text if len(text) <= limit else text[: limit - len(CUT_MARK)].rstrip() + CUT_MARK


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text without its capital letter, to go on within a sentence."""
    return text[:1].lower() + text[1:]
