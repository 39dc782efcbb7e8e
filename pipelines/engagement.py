"""Applause: likes and reposts, counted by the hour in sketches that merge. It is shown, and never votes."""

from collections.abc import Mapping

from models.marks import Activity
from models.posts import HOUR_MS, Millis, instant
from models.sketches import REGISTERS, add_item
from pipelines.tags import Belonging

KEPT_HOURS = (
    48  # sketches of so many hours are kept, then the oldest is let go: it was told. Activity decides nothing
)


class Engagement:
    """The sketches of one partition, by audience and hour."""

    def __init__(self) -> None:
        self._sketches: dict[tuple[Belonging, int], bytearray] = {}
        self._touched: set[tuple[Belonging, int]] = set()

    def add(self, belonging: Belonging, id: str, at: Millis) -> None:
        """One like or repost."""
        place = (belonging, at // HOUR_MS)
        add_item(self._sketches.setdefault(place, bytearray(REGISTERS)), id)
        self._touched.add(place)

    def take_changed(self, keys: Mapping[Belonging, str]) -> tuple[tuple[str, Activity], ...]:
        """The sketches that have changed since the last time, for their keys."""
        touched, self._touched = sorted(self._touched), set()
        told = tuple((keys[who], self._told(who, hour)) for who, hour in touched)
        self._forget()
        return told

    def _told(self, belonging: Belonging, hour: int) -> Activity:
        return Activity(instant(hour * HOUR_MS), bytes(self._sketches[belonging, hour]))

    def _forget(self) -> None:
        latest = max((hour for _, hour in self._sketches), default=0)
        for place in [place for place in self._sketches if place[1] <= latest - KEPT_HOURS]:
            del self._sketches[place]
