"""Engagement: likes and reposts, counted by the hour in sketches that merge. It is shown, and never votes."""

from collections.abc import Mapping

from models.marks import Activity
from models.posts import HOUR_MS, Millis, instant
from models.sketches import REGISTERS, add_item
from pipelines.tags import Belonging

_KEPT_HOURS = 48  # before the latest: an older sketch has been sent, and its window has closed. It decides nothing


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

    def take_changed(self, keys: Mapping[Belonging, str]) -> tuple[tuple[str, Activity], ...]:
        """The sketches that have changed since this was last asked, each with its audience's Kafka key."""
        places, self._changed = sorted(self._changed), set()
        changed = tuple((keys[belonging], self._activity(belonging, hour)) for belonging, hour in places)
        self._drop_old()
        return changed

    def _activity(self, belonging: Belonging, hour: int) -> Activity:
        return Activity(instant(hour * HOUR_MS), bytes(self._sketches[belonging, hour]))

    def _drop_old(self) -> None:
        latest = max((hour for _, hour in self._sketches), default=0)
        for place in [place for place in self._sketches if place[1] <= latest - _KEPT_HOURS]:
            del self._sketches[place]
