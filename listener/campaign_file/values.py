"""The values of a campaign file: text, names, numbers and times; or what was expected in their place.

Text is taken as it stands in the file, so a bare `no` is the language and not YAML's false.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from math import isfinite
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

import yaml

from listener.campaign_file.first_mistakes import curly_quotes
from listener.campaign_file.locations import Located, MistakeReport, list_choices, read_items, suggest
from models.names import Slug
from models.posts import Millis, millis
from models.zones import find_named_zone

_MAX_TEXT = 2_000  # characters
_YEARS = range(1970, 2101)
_NAME_RULE = "lower-case letters a-z and digits, with - _ . between them, 64 characters at most"
_TIME_RULE = "expected a date, a time and a zone, such as 2026-11-20T19:00Z or 2026-11-20T20:00+01:00"

_NULL = "tag:yaml.org,2002:null"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(get_args(Slug)[1].pattern)


def read_text(report: MistakeReport, place: Located | None) -> str:
    """Text as written; empty where the field is absent, which `fields` has reported."""
    if place is None:
        return ""
    node = place.node
    if not isinstance(node, yaml.ScalarNode):
        report.wrong(place, f"expected text, got {place.shown}")
        return ""
    value = str(node.value).strip()
    if not value or node.tag == _NULL:
        report.wrong(place, "is empty: expected text")
        return ""
    if problem := curly_quotes(node):
        report.wrong(place, problem)
    if len(value) > _MAX_TEXT:
        report.wrong(place, f"has {len(value):,} characters: {_MAX_TEXT:,} at most")
    return value


def read_name(report: MistakeReport, place: Located | None) -> str:
    """A name that can be part of a Kafka key and of a link."""
    value = read_text(report, place)
    if place is not None and value and (problem := explain_name(value)):
        report.wrong(place, problem)
    return value


def explain_name(value: str) -> str:
    """Why a text cannot be a name; empty where it can."""
    return "" if _NAME.fullmatch(value) else f"`{value[:70]}` cannot be a name ({_NAME_RULE}){_suggest_slug(value)}"


def _suggest_slug(value: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:64]
    return f"; write `{slug}`" if _NAME.fullmatch(slug) else ""


def read_texts(report: MistakeReport, place: Located | None) -> tuple[str, ...]:
    """A list of texts, in order. One text alone stands for a list of one."""
    if place is not None and isinstance(place.node, yaml.ScalarNode):
        return tuple(value for value in [read_text(report, place)] if value)
    found: dict[str, Located] = {}
    for item in read_items(report, place):
        value = read_text(report, item)
        if value in found and value:
            report.wrong(item, f"`{value[:40]}` is in the list already")
        found.setdefault(value, item)
    return tuple(value for value in found if value)


def read_number(report: MistakeReport, place: Located | None) -> float | None:
    """A finite number; None where there is none."""
    if place is None:
        return None
    try:
        value = float(_bare_text(place))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        report.wrong(place, f"expected a number, got {place.shown}{_suggest_number(place)}")
        return None
    return value


def read_whole(report: MistakeReport, place: Located | None) -> int | None:
    """A whole number of one or more; None where there is none."""
    value = read_number(report, place)
    if place is None or value is None:
        return None
    if value != int(value) or not 1 <= value <= 10**9:
        report.wrong(place, f"expected a whole number of 1 or more, got {place.shown}")
        return None
    return int(value)


def _suggest_number(place: Located) -> str:
    """What to write for a number in quotes, with commas or as a percentage."""
    written = str(place.node.value).strip() if isinstance(place.node, yaml.ScalarNode) else ""
    if re.fullmatch(r"\d{1,3}(,\d{3})+", written):
        return f": write {written.replace(',', '')}"
    if re.fullmatch(r"\d+(\.\d+)?", written):
        return f": write {written}, without quotes"
    if re.fullmatch(r"\d{1,3}(\.\d+)? ?%", written):
        return f": write {float(written.rstrip('% ')) / 100:g}"
    return ""


def _bare_text(place: Located) -> str:
    """A number as written without quotes."""
    node = place.node
    return str(node.value) if isinstance(node, yaml.ScalarNode) and not node.style else ""


def read_time(report: MistakeReport, place: Located | None) -> Millis:
    """An instant with its zone, as epoch milliseconds."""
    written = read_text(report, place)
    if place is None or not written:
        return 0
    try:
        return _parse_instant(written)
    except ValueError as error:
        report.wrong(place, f"`{written[:40]}` {error}: {_TIME_RULE}")
        return 0


def _parse_instant(written: str) -> Millis:
    """Epoch milliseconds. Raises ValueError with what is wrong."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("is not a time") from None
    if moment.tzinfo is None:
        raise ValueError("has no zone, so it names no instant")
    return _to_millis(moment)


def _to_millis(moment: datetime) -> Millis:
    if moment.year not in _YEARS:
        raise ValueError(f"is not within {_YEARS.start}-{_YEARS.stop - 1}")
    return millis(moment.astimezone(UTC))


def read_zone(report: MistakeReport, place: Located | None) -> str:
    """The IANA name of a time zone; UTC where there is none."""
    name = read_text(report, place)
    if place is None or not name:
        return "UTC"
    try:
        return find_named_zone(name).key
    except (OSError, ValueError, LookupError):
        near = get_close_matches(name, available_timezones() - {name}, n=1)
        meant = f"did you mean `{near[0]}`?" if near else "expected one such as Europe/Oslo"
        report.wrong(place, f"`{name[:40]}` is no time zone; {meant}")
        return "UTC"


def read_start(report: MistakeReport, place: Located | None, zone: str) -> Millis | None:
    """A date, which begins at midnight in that zone, or an instant with its own; epoch milliseconds, or None."""
    written = read_text(report, place)
    if place is None or not written:
        return None
    try:
        return _parse_instant(written) if not _DATE.fullmatch(written) else _parse_midnight(written, zone)
    except ValueError as error:
        report.wrong(
            place, f"`{written[:40]}` {error}: expected a date such as 2026-01-06, or one with time and zone"
        )
        return None


def _parse_midnight(date: str, zone: str) -> Millis:
    """Epoch milliseconds. Raises ValueError with what is wrong."""
    try:
        midnight = datetime.fromisoformat(date).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise ValueError("is not a date") from None
    return _to_millis(midnight)


def read_choice(report: MistakeReport, place: Located | None, known: Iterable[str], what: str) -> str:
    """One of a few words; the first of them where another stands."""
    value, words = read_text(report, place), list(known)
    if place is not None and value and value not in words:
        report.wrong(place, f"`{value[:40]}` is not {what}{suggest(value, words)}{list_choices(words)}")
    return value if value in words else words[0]
