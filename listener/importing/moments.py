"""Moments: the forms in which tools and people write times, read one way for a whole file.

`03/04/2026` is two days: which one, is told by a row of the same file that can be only one, or by the user. A time
without a zone names no instant: the zone is the file's, or the user's.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from enum import StrEnum
from itertools import islice

from listener.importing.months import find_month
from models.errors import InputError
from models.zones import find_named_zone


class DateOrder(StrEnum):
    """Which comes first in a date of numbers."""

    DAY = "dmy"
    MONTH = "mdy"


class UnreadableMomentError(Exception):
    """A time that is written in no form that is known. Its text says why."""


_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[ ,T]+(.*))?$")
_WORDED = re.compile(
    r"(\d{1,2})(?:\.|er)?[ -](?:de )?([^\W\d_]{3,})\.?(?: de)?[ -](\d{4})(?:,? (?:kl\.?|um|à|at)(?= )|,)? ?(.*)$"
)
_AMERICAN = re.compile(r"([A-Za-z]{3})[a-z]* (\d{1,2}),? (\d{4})(?:[ ,]+(?:at )?(.*))?$")
_TWITTER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$")
_TIME = re.compile(
    r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)? ?([AaPp])?\.?(?:[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$"
)
_ZONE = re.compile(r"(?<=[\dMm]) \(?([A-Z]{3,4}|(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|[A-Z]\w+/[\w/+-]+)\)?$")
_FROM_UTC = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2}):?(\d\d)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?$")
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a workbook has no zone
_EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119: a number between them is no epoch second of our time
_OFFSETS = {
    "UTC": 0,
    "GMT": 0,
    "CET": 1,
    "CEST": 2,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_PROBLEM_WITHIN = 200  # rows: where none of them has a time that can be read, the file is read wrongly
_ORDER_WITHIN = 5_000  # rows that are looked at to tell which order a file has


def find_zone(name: str) -> tzinfo:
    """The zone of an IANA name (`Europe/Oslo`), of `UTC`, or of an offset (`+02:00`). Raises InputError."""
    try:
        if found := re.fullmatch(r"([+-])(\d\d):?(\d\d)", name):
            span = timedelta(hours=int(found[2]), minutes=int(found[3]))
            return timezone(span if found[1] == "+" else -span)
        return find_named_zone(name)
    except (LookupError, ValueError, OSError):
        raise InputError(
            f"--zone: `{name}` is no zone: expected a name such as Europe/Oslo, UTC, or +02:00"
        ) from None


def check_order(dates: str | None) -> DateOrder | None:
    """The order that somebody told. Raises InputError for what is none."""
    if dates is not None and dates not in list(DateOrder):
        raise InputError(f"--dates: `{dates}` is neither dmy (day first) nor mdy (month first)")
    return DateOrder(dates) if dates else None


def zone_of_column(name: str) -> tzinfo | None:
    """The zone that a column's name tells: `Timestamp (EST)`. None where it tells none that means one offset."""
    words = re.findall(r"[A-Z]{3,4}", name.upper())
    return next((timezone(timedelta(hours=_OFFSETS[word])) for word in words if word in _OFFSETS), None)


def find_common_problem(written: Iterable[str], order: DateOrder | None, zone: tzinfo | None) -> str:
    """What is wrong with all of the first times of a file, by the first of them; empty where one can be read."""
    problem = ""
    for text in islice(filter(None, written), _PROBLEM_WITHIN):
        try:
            parse_moment(text, order, zone)
        except UnreadableMomentError as error:
            problem = problem or str(error)
        else:
            return ""
    return problem


def find_order(written: Iterable[str]) -> DateOrder | None:
    """The order of a file's dates, from those that can be one only; None where no row tells."""
    for text in islice(written, _ORDER_WITHIN):
        if found := _NUMERIC.match(text.strip()):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                return DateOrder.DAY
            if second > 12 >= first:
                return DateOrder.MONTH
            if "." in text.strip()[:6]:  # with dots, days come first everywhere
                return DateOrder.DAY
    return None


def is_ambiguous(text: str) -> bool:
    """Whether a date may be two days."""
    found = _NUMERIC.match(text.strip())
    return found is not None and int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2])


def parse_moment(text: str, order: DateOrder | None, zone: tzinfo | None) -> datetime:
    """The instant that a text names. Raises UnreadableMomentError, with what is missing."""
    text = text.strip()
    bare, said = _split_zone(text)
    try:
        found = _parse(bare, order)
        zone = found.tzinfo or said or zone
        if zone is None:
            raise UnreadableMomentError(f"`{text[:40]}` has no zone; say which: --zone Europe/Oslo")
        return found.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError, InputError):
        raise UnreadableMomentError(f"`{text[:40]}` is no time that can be read") from None


def _split_zone(text: str) -> tuple[str, tzinfo | None]:
    """A time without the zone at its end, and that zone: `06:00 CET`, `06:00 UTC+1`, `06:00 Europe/Oslo`."""
    found = _ZONE.search(text)
    if found is None:
        return text, None
    try:
        return text[: found.start()], _zone_of_word(found[1])
    except (InputError, KeyError, ValueError):
        return text, None


def _zone_of_word(word: str) -> tzinfo:
    """The zone of `CET`, `UTC+1` or `Europe/Oslo`. Raises KeyError, ValueError or InputError where it is none."""
    if "/" in word:
        return find_zone(word)
    if found := _FROM_UTC.fullmatch(word):
        return find_zone(f"{found[1]}{found[2]:0>2}{found[3] or '00'}")
    return timezone(timedelta(hours=_OFFSETS[word]))


def _parse(text: str, order: DateOrder | None) -> datetime:
    if _NUMBER.match(text):
        return _of_number(float(text.replace(",", ".")))
    if found := _TWITTER.match(text):
        return _join(found[5], find_month(found[1]), found[2], f"{found[3]}{found[4]}")
    if found := _NUMERIC.match(text):
        day, month = (found[2], found[1]) if order is DateOrder.MONTH else (found[1], found[2])
        if order is None and is_ambiguous(text):
            raise UnreadableMomentError(f"`{text[:40]}` may be two days; say which: --dates dmy or --dates mdy")
        if order is None and int(month) > 12:
            day, month = month, day
        return _join(found[3] if len(found[3]) == 4 else f"20{found[3]}", int(month), day, found[4])
    if found := _WORDED.match(text):
        return _join(found[3], find_month(found[2]), found[1], found[4])
    if found := _AMERICAN.match(text):
        return _join(found[3], find_month(found[1]), found[2], found[4])
    if re.match(r"[A-Z][a-z]{2}, ", text):
        return parsedate_to_datetime(text)
    return _of_iso(text)


def _of_iso(text: str) -> datetime:
    bare = re.sub(r" ?(UTC|GMT)$", "+00:00", text)
    bare = re.sub(r"(\d{4})[/.](\d\d)[/.](\d\d)", r"\1-\2-\3", bare)
    bare = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", bare)
    if clock := re.fullmatch(r"(\d{4}-\d\d-\d\d) (\d{1,2}:\d\d(?::\d\d)? ?[AaPp][Mm])", bare):
        year, month, day = clock[1].split("-")
        return _join(year, int(month), day, clock[2])
    return datetime.fromisoformat(bare)


def _join(year: str, month: int, day: str, time: str | None) -> datetime:
    moment = datetime(int(year), month, int(day))  # noqa: DTZ001 - the zone comes with the time, or from the file
    if not time:
        return moment
    found = _TIME.match(time.strip())
    if found is None:
        raise ValueError(time)
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    moment = moment.replace(hour=hour, minute=int(found[2]), second=int(found[3] or 0))
    return moment.replace(tzinfo=_of_offset(found[5])) if found[5] else moment


def _of_offset(text: str) -> tzinfo:
    return UTC if text in ("Z", "UTC", "GMT") else find_zone(text)


def _of_number(number: float) -> datetime:
    """Epoch seconds, milliseconds or microseconds by their size, or a workbook's days."""
    if int(number) in _EXCEL_DAYS:
        return _EXCEL_DAY_0 + timedelta(seconds=round(number * 86_400))
    scale = 1 if abs(number) < 1e11 else 1e3 if abs(number) < 1e14 else 1e6
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=number / scale)
