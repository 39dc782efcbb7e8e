"""Said figures: numbers as people say them - rounded, without decimals - in the language of who reads them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN

_SEPARATORS = {"nb": "\N{NO-BREAK SPACE}"}  # between thousands
_PERCENT = {"nb": "\N{NO-BREAK SPACE}%"}
_DAY_HOURS = 24


def said_share(share: float | None, language: str = DEFAULT_LANGUAGE) -> str:
    """A share (0..1) in whole percent; what is more than nothing is never said to be nothing: `under 1%`."""
    if share is None:
        return UNKNOWN
    sign = _PERCENT.get(language, "%")
    if 0.0 < share < 0.005:
        return words("numbers", "under", language, number=f"1{sign}")
    return f"{100 * share:.0f}{sign}"


def said_rate(rate: float, language: str = DEFAULT_LANGUAGE) -> str:
    """A promised rate (0..1) in percent, as exactly as it was asked for: `0.5%`."""
    return f"{100 * rate:.3g}{_PERCENT.get(language, '%')}"


def said_number(number: float | None, language: str = DEFAULT_LANGUAGE) -> str:
    """A number of things to two digits, from a hundred on: `3,600` for 3,623; `43` for 43."""
    if number is None:
        return UNKNOWN
    whole = round(number)
    if whole >= 100:
        step = 10 ** (len(str(whole)) - 2)
        whole = round(whole / step) * step
    return f"{whole:,}".replace(",", _SEPARATORS.get(language, ","))


def said_span(hours: float, language: str = DEFAULT_LANGUAGE) -> str:
    """A span in days, or below two days in hours; begun ones count."""
    unit, count = ("day", -(-hours // _DAY_HOURS)) if hours >= 2 * _DAY_HOURS else ("hour", -(-hours // 1))
    return words("spans", unit if count == 1 else f"{unit}s", language, count=f"{count:.0f}")


def said_age(span: timedelta, language: str = DEFAULT_LANGUAGE) -> str:
    """How long something has been so: `12 days`, `5 hours`; within the first hour, `one hour`."""
    return said_span(max(1.0, span.total_seconds() // 3600), language)


def said_moment(at: datetime, zone: str, language: str = DEFAULT_LANGUAGE) -> str:
    """A time to the minute in an IANA zone, which it names: `Wed 5 Feb 2025, 15:00 CET`."""
    local = at.astimezone(ZoneInfo(zone))
    return words("times", "moment", language, **_named(local, language), clock=f"{local:%H:%M %Z}")


def said_brief_moment(at: datetime, zone: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The same in a list that says its zone: `5 Feb 2025, 15:00`."""
    local = at.astimezone(ZoneInfo(zone))
    return words("times", "brief", language, **_named(local, language), clock=f"{local:%H:%M}")


def said_full_day(day: date, language: str = DEFAULT_LANGUAGE) -> str:
    """A day: `Wed 5 Feb 2025`."""
    return words("times", "full-day", language, **_named(day, language))


def _named(day: date, language: str) -> dict[str, object]:
    weekdays, months = (words("times", name, language).split() for name in ("weekdays", "months"))
    return {"weekday": weekdays[day.weekday()], "month": months[day.month - 1], "day": day.day, "year": day.year}


def said_change(now: float, before: float | None, language: str = DEFAULT_LANGUAGE) -> str:
    """How much more or less than before, in whole percent of that: `+12%`; nothing where there was nothing before."""
    if not before:
        return ""
    percent = round(100 * (now - before) / before)
    sign = "" if percent == 0 else "+" if percent > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(percent)}{_PERCENT.get(language, '%')}"
