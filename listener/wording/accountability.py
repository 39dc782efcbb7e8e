"""Commitments in words: what was promised, where it stands, and what is told of it."""

from zoneinfo import ZoneInfo

from models.commitments import Measure
from models.posts import Millis, instant


def local_day(at: Millis, zone: str) -> str:
    """The local date of a moment, as 2026-04-16."""
    return f"{instant(at).astimezone(ZoneInfo(zone)):%Y-%m-%d}"


def describe_goal(measure: Measure) -> str:
    """Where a measure goes: `reports: 0 to 4 reports`; empty where nothing is measured."""
    ends = [f"{each:g}" for each in (measure.baseline, measure.target) if each is not None]
    goal = " ".join(filter(None, (" to ".join(ends), measure.unit)))
    return ": ".join(filter(None, (measure.name, goal)))
