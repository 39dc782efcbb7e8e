"""Engagement: likes and reposts, counted by the hour in sketches that merge. It is shown, and never votes."""

from collections.abc import Mapping

from models.marks import Activity
from models.posts import HOUR_MS, Millis, instant
from models.sketches import REGISTERS, add_item
from pipelines.tags import Belonging

# Up to now, in event time. An older sketch has been sent, and its window has closed; an older like or repost is not
# counted, or each of many that are dated back would send a sketch of its own. Nothing is decided by them.
_KEPT_HOURS = 48


class Engagement:
    """The sketches of one partition, by audience and hour."""

    def __init__(self) -> None:
        self._sketches: dict[tuple[Belonging, int], bytearray] = {}
        self._changed: set[tuple[Belonging, int]] = set()

    def add(self, belonging: Belonging, id: str, at: Millis) -> None:
        """Counts one like or repost. A repeat of its id changes nothing."""
        place = (belonging, at // HOUR_MS)
        add_item(self._sketches.setdefault(place, bytearray(REGISTERS)), id)
        self._changed.add(place)

    def take_changed(self, keys: Mapping[Belonging, str], now: Millis) -> tuple[tuple[str, Activity], ...]:
        """The sketches of these audiences that have changed since this was last asked, each with its Kafka key.

        Forgets those of hours long before `now`, and after it: whatever comes for them makes new ones, and all merge.
        """
        places = sorted([place for place in self._changed if place[0] in keys])
        self._changed.difference_update(places)
        changed = tuple((keys[belonging], self._activity(belonging, hour)) for belonging, hour in places)
        self._forget_far(now)
        return changed

    def _activity(self, belonging: Belonging, hour: int) -> Activity:
        return Activity(instant(hour * HOUR_MS), bytes(self._sketches[belonging, hour]))

    def _forget_far(self, now: Millis) -> None:
        latest = now // HOUR_MS
        far = [place for place in self._sketches if not latest - _KEPT_HOURS < place[1] <= latest]
        for place in far:
            if place not in self._changed:
                del self._sketches[place]


def is_long_past(at: Millis, now: Millis) -> bool:
    """Whether a like or repost is too old to count, where its partition has come to `now` in event time."""
    return at // HOUR_MS <= now // HOUR_MS - _KEPT_HOURS
