"""Parts: what a worker is made of, by name. On its own, so that the command line imports nothing else for it."""

from enum import StrEnum


class Part(StrEnum):
    """The parts of a worker; either may run alone."""

    TAGGING = "tagging"
    READINESS = "readiness"
