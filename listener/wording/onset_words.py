"""Onset in words: since when the share of an ADVANCE has been there, in the language of who reads it."""

from datetime import datetime

from msgspec import UNSET

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from models.decisions import Decision
from models.onset import Onset


def describe_onset(decision: Decision, language: str = DEFAULT_LANGUAGE) -> str:
    """A sentence; empty where nothing is known of it."""
    onset = decision.evidence.onset
    return "" if onset is UNSET else f"{_span(onset, language).removesuffix('.')}."


def _span(onset: Onset, language: str) -> str:
    latest = said_day(onset.latest, language)
    if onset.earliest is None:
        return words("onset", "by", language, latest=latest)
    if onset.earliest == onset.latest:
        return words("onset", "on", language, latest=latest)
    return words("onset", "between", language, earliest=said_day(onset.earliest, language), latest=latest)


def said_day(at: datetime, language: str = DEFAULT_LANGUAGE) -> str:
    """A day of UTC without its year: `3 Feb`."""
    month = words("times", "months", language).split()[at.month - 1]
    return words("times", "day", language, day=at.day, month=month)
