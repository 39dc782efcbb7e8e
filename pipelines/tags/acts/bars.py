"""Bars: how probable wordings must find something for it to be believed. The card has the numbers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipelines.tags.linear import model_card


class ActBars(NamedTuple):
    """What a kind or testimony needs to be believed."""

    least: Mapping[str, float]  # probability, by kind
    agreement: float  # how many times the odds of a kind count where a phrase shows the same act
    denied: float  # probability at which a campaign's own phrase is not believed to be meant
    testimony: float  # probability


@lru_cache(maxsize=1)
def act_bars() -> ActBars:
    """The bars of the shipped table."""
    return ActBars(**model_card()["acts"])
