"""Zones: the time zones that a name means, the same on every machine.

`localtime`, which the database of zones has too, is the zone of whoever reads it: a laptop's is not a container's.
"""

from typing import Final
from zoneinfo import ZoneInfo

_OF_THE_MACHINE: Final = frozenset({"localtime", "posixrules", "Factory"})  # whatever somebody set there


def find_named_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises LookupError, OSError or ValueError where it names none, or not the same one
    everywhere."""
    if name in _OF_THE_MACHINE:
        raise LookupError(name)
    return ZoneInfo(name)
