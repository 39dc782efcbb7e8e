"""Label caps: labels stay few whatever comes in. What comes beyond is counted under `other`, or left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prometheus_client import Counter

_OTHER = "other"
_AUDIENCE = ("campaign", "audience")


@dataclass(frozen=True)
class Caps:
    """How many different values labels may have."""

    channels: int = 50  # the channels of posts are other people's words
    audiences: int = 2_000  # of all campaigns together


class LabelCaps:
    """Which channels and audiences have labels of their own: the first that are counted. A scrape changes nothing."""

    def __init__(self, caps: Caps, dropped: Counter) -> None:
        """`dropped` counts, by kind of label, the observations that found no place."""
        self._channels = _FirstValues(caps.channels, dropped.labels("channel"))
        self._audiences = _FirstValues(caps.audiences, dropped.labels("audience"))

    def channel_label(self, channel: str) -> str:
        """The channel, or `other`: for an observation that is counted now."""
        return channel if self._channels.admit((channel,)) else _OTHER

    def audience_labels(self, campaign: str, audience: str) -> tuple[str, str]:
        """Campaign and audience, or `other` twice: for an observation that is counted now."""
        return (campaign, audience) if self._audiences.admit((campaign, audience)) else (_OTHER, _OTHER)

    def allow(self, labels: Mapping[str, str]) -> bool:
        """Whether a gauge with these labels is shown. Gauges cannot be summed under `other`: they are left out."""
        audience = tuple(labels[name] for name in _AUDIENCE if name in labels)
        return (len(audience) < len(_AUDIENCE) or self._audiences.has(audience)) and (
            "channel" not in labels or self._channels.has((labels["channel"],))
        )


class _FirstValues:
    """The first `cap` different values."""

    def __init__(self, cap: int, dropped: Counter) -> None:
        self._cap, self._dropped = cap, dropped
        self._values: set[tuple[str, ...]] = set()

    def has(self, value: tuple[str, ...]) -> bool:
        """Whether the value has a place. Asking changes nothing."""
        return value in self._values

    def admit(self, value: tuple[str, ...]) -> bool:
        """Gives the value a place while there is one, and says whether it has one; counts those that have none."""
        if len(self._values) < self._cap:
            self._values.add(value)
        elif value not in self._values:
            self._dropped.inc()
        return value in self._values
