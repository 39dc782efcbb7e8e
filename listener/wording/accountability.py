"""Commitments in words: what was promised, where it stands, and what is told of it, out of `catalogues`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN, percent
from models.accountability import Notice, Standing
from models.commitments import Measure
from models.ledger import LedgerRecord, TermsChange
from models.posts import Millis, instant

_SHOWN_CHANGE = 60  # characters of a quote that was changed
_MOMENT = timedelta(milliseconds=1)


def local_day(at: Millis, zone: str) -> str:
    """The local date of a moment, as 2026-04-16."""
    return f"{instant(at).astimezone(ZoneInfo(zone)):%Y-%m-%d}"


def describe_goal(measure: Measure) -> str:
    """Where a measure goes: `reports: 0 to 4 reports`; empty where nothing is measured."""
    ends = [f"{each:g}" for each in (measure.baseline, measure.target) if each is not None]
    goal = " ".join(filter(None, (" to ".join(ends), measure.unit)))
    return ": ".join(filter(None, (measure.name, goal)))


def describe_notice(notice: Notice, zone: str = "UTC", language: str = DEFAULT_LANGUAGE) -> str:
    """What is told, in one line. Days are of the zone."""
    return words(
        "notices",
        _key(notice),
        language,
        name=notice.commitment,
        phase=notice.phase,
        until=_day_before(notice.until, zone),
        since=_day_of(notice.since, zone),
        progress=describe_progress(notice.progress, language),
        value=_number(notice.value),
        before=_number(notice.before),
        authors=count_askers_told(notice, language),
        changes="; ".join(
            f"{name} {_term(name, old, zone)} -> {_term(name, new, zone)}" for name, old, new in notice.changes
        ),
    )


def count_askers_told(notice: Notice, language: str = DEFAULT_LANGUAGE) -> str:
    """How many asked, or that they were too few to say."""
    if notice.authors_below:
        return words("numbers", "fewer-than", language, number=f"{notice.authors_below:,}")
    return f"{notice.authors:,}"


def notice_advice(notice: Notice, language: str = DEFAULT_LANGUAGE) -> str:
    """What its owner might do."""
    return words("advice", _key(notice), language)


def describe_standing(standing: Standing, language: str = DEFAULT_LANGUAGE) -> str:
    return words("standings", standing, language)


def describe_progress(progress: float | None, language: str = DEFAULT_LANGUAGE) -> str:
    """How far it has come, by evidence."""
    if progress is None:
        return words("words", "nothing_by_evidence", language)
    return words("words", "of_the_way", language, share=percent(progress))


def describe_record(record: LedgerRecord) -> str:
    """What an entry of the ledger says, without its commitment and source."""
    if isinstance(record, TermsChange):
        return "the file was changed"
    value = "spoke of it" if record.value is None else f"said {record.value:g}"
    asked = ", after people asked" if record.after_demand else ""
    claimed = "" if record.source else ": claimed, no source"
    return f"{record.speaker} {value}{asked}{claimed}"


def describe_unsaid(unsaid: Sequence[str], language: str = DEFAULT_LANGUAGE) -> str:
    """What the brand's words on a commitment have not had so far; empty where nothing is missing."""
    return ", ".join(words("unsaid", each, language) for each in unsaid)


def _key(notice: Notice) -> str:
    return f"{notice.kind}-{notice.phase}" if notice.kind == "demand" else notice.kind


def _day_of(at: datetime | None, zone: str) -> str:
    return UNKNOWN if at is None else f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"


def _day_before(at: datetime | None, zone: str) -> str:
    """The last day before a moment: deadlines are the ends of days."""
    return _day_of(None if at is None else at - _MOMENT, zone)


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:g}"


def _term(name: str, written: str, zone: str) -> str:
    """One side of a change: a due day as a date, a long quote cut."""
    if name == "due" and written.isdecimal():
        return _day_before(instant(int(written)), zone)
    return written if len(written) <= _SHOWN_CHANGE else written[: _SHOWN_CHANGE - 1] + "…"
