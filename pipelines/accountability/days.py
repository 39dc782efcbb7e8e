"""Days: whole days of a campaign's time zone, by number. A deadline is the end of a day."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.posts import DAY_MS, Millis, instant, millis

_FAR = date.max.toordinal() - 366


def local_day_number(at: Millis, zone: str) -> int:
    """The number of the local day of a moment: its ordinal in the calendar."""
    if zone == "UTC":
        return at // DAY_MS + _EPOCH
    return instant(at).astimezone(ZoneInfo(zone)).date().toordinal()


_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=8_192)
def end_of_day(day: int, zone: str) -> Millis:
    """The first moment after the local day of that number."""
    following = date.fromordinal(min(day, _FAR)) + timedelta(days=1)
    return millis(datetime.combine(following, time(), ZoneInfo(zone)))
