"""Voices: who carries a campaign's story to whom, by what they do and never by who they are. No name is in it."""

import msgspec

from models.measured import Measured


class VoiceSize(msgspec.Struct, frozen=True):
    """Those who speak in one role. None: too few to be shown."""

    voice: str  # witness, helper, supporter, opponent, onlooker; brand, leader, employee, press, celebrity by flags
    authors: float | None  # of an audience; of the campaign's own accounts nobody counts them
    answers: Measured  # that a post of theirs gets: replies, quotes and reposts by the audience


class Transmission(msgspec.Struct, frozen=True):
    """Of the authors who answered posts of one role, those of another. None: too few to be shown."""

    source: str
    target: str
    authors: float | None
    share: Measured


class Transmitters(msgspec.Struct, frozen=True):
    """Authors whose posts were answered by many: what they weigh in the talk, and in a decision."""

    authors: float | None  # answered by as many authors as the smallest group that is shown
    of_answers: Measured  # share of all answers to posts of the audience that are to theirs
    of_authors: Measured  # their share of authors: each has one vote, whatever the reach


class HeroCandidate(msgspec.Struct, frozen=True):
    """A role, a theme and an emotion: how many times likelier authors first act after answering such a post."""

    voice: str
    theme: str  # empty: none of the campaign's
    emotion: str  # empty: none is shown
    ratio: Measured
    cases: int  # sampled authors who acted then
    p_value: float
    holds: bool  # with false discoveries controlled, and above 1
    reservations: tuple[str, ...]  # against the story; contradicts:<value>; harm: ask first; own: the campaign's


class VoiceFigures(msgspec.Struct, frozen=True):
    """Who speaks, who carries it to whom, and whose story moves people on."""

    voices: tuple[VoiceSize, ...]
    transmissions: tuple[Transmission, ...]
    transmitters: Transmitters
    candidates: tuple[HeroCandidate, ...]  # the surest first
