"""Hosts: which of several to try next, and after how long. Pauses grow and are jittered, so not all come at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import InputError


@dataclass(frozen=True)
class Patience:
    """How long a client waits for what, in seconds."""

    quiet: float = 20.0  # without a word, then a ping; without an answer in as long again, the connection is frozen
    connect: float = 15.0
    pause: float = 0.5  # before the second try; doubled with each failure
    longest_pause: float = 30.0


class HostRotation:
    """The hosts of one source, in the order in which they are tried. Each failure moves on to the next."""

    def __init__(self, hosts: Sequence[str], patience: Patience) -> None:
        """Raises InputError without a host."""
        if not hosts:
            raise InputError("no address to read from")
        self._hosts, self._patience = hosts, patience
        self._failures = self._place = 0

    @property
    def current(self) -> str:
        """The one to read from."""
        return self._hosts[self._place % len(self._hosts)]

    def reset(self) -> None:
        """What was read makes good for the failures before."""
        self._failures = 0

    def fail(self) -> float:
        """Moves on to the next host. Returns the seconds to wait before it is tried."""
        self._place += 1
        longest: float = min(self._patience.pause * 2.0**self._failures, self._patience.longest_pause)
        self._failures = min(self._failures + 1, 16)
        return longest * random.uniform(0.5, 1.0)
