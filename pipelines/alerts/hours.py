"""Hours: when a route may speak, in the local time of its people. Zones follow the IANA database."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.alerts import Minute, Route
from models.posts import Millis, instant, millis


def is_quiet(route: Route, now: Millis) -> bool:
    """Whether nobody may be disturbed. Quiet hours that end where they start are none."""
    quiet, clock = route.quiet_hours, _local(route, now)
    minute = clock.hour * 60 + clock.minute
    if quiet is None:
        return False
    if quiet.start <= quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end


def last_digest(route: Route, now: Millis) -> Millis | None:
    """The last time of the digest at or before `now`; None for a route without one."""
    if route.digest_at is None:
        return None
    today = _local(route, now)
    times = (_at(today - timedelta(days=days), route.digest_at) for days in (0, 1))
    return next(at for at in times if at <= now)


def _local(route: Route, now: Millis) -> datetime:
    return instant(now).astimezone(ZoneInfo(route.zone))


def _at(day: datetime, minute: Minute) -> Millis:
    """That minute of the day's local clock; where the clock skips it, as long after midnight as usual."""
    return millis(datetime.combine(day.date(), time(minute // 60, minute % 60), day.tzinfo))
