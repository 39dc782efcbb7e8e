"""Brief: a brand's week in Markdown - what is owed, asked, said and due - and its calendar."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from listener.wording.accountability import (
    count_askers_told,
    describe_notice,
    describe_progress,
    describe_standing,
    describe_unsaid,
    local_day,
)
from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import percent
from models.accountability import CommitmentSignal, Indicator, Notice, NoticeKind, Share
from models.campaigns import Campaign
from models.ledger import LedgerRecord, Update
from models.posts import DAY_MS, Millis, instant, millis
from pipelines.accountability.overview import BrandOverview, CommitmentLine

_MARKUP = {ord(each): f"\\{each}" for each in "\\`*_[]<>#|"}


class CalendarEntry(NamedTuple):
    """Something that comes: the end of its day, and what it is."""

    at: Millis
    title: str
    owner: str = ""


def list_calendar(campaign: Campaign, shown: BrandOverview, since: Millis, language: str) -> list[CalendarEntry]:
    """Updates that are due, due days and planned events, from a moment on, in order."""
    found: list[CalendarEntry] = []
    for line in shown.lines:
        name, due = line.commitment.name, line.commitment.measure.due
        if line.next_update is not None:
            title = words("words", "update_due", language, name=name)
            found.append(CalendarEntry(line.next_update, title, line.commitment.owner))
        if due is not None and not line.standing.is_final:
            found.append(
                CalendarEntry(due, words("words", "commitment_due", language, name=name), line.commitment.owner)
            )
    found += [
        CalendarEntry(each.start, f"{words('words', 'event', language)}: {each.name}") for each in campaign.events
    ]
    return sorted(each for each in found if each.at > since)


def calendar_ics(campaign: Campaign, entries: Sequence[CalendarEntry], at: Millis) -> Iterator[str]:
    """The lines of an iCalendar file (RFC 5545): an all-day event for each entry."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//listener//commitments//EN")
    for number, each in enumerate(entries, 1):
        day = local_day(each.at - 1, campaign.timezone).replace("-", "")
        yield from ("BEGIN:VEVENT", f"UID:{campaign.name}-{day}-{number}@listener")
        yield f"DTSTAMP:{instant(at):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{day}"
        yield from _fold(f"SUMMARY:{_escape(each.title)}")
        yield from _fold(f"DESCRIPTION:{_escape(each.owner)}")
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escape(text: str) -> str:
    for each in ("\\", ";", ","):
        text = text.replace(each, f"\\{each}")
    return " ".join(text.split())


def _fold(line: str) -> Iterator[str]:
    """A line of at most 75 bytes, and its continuations."""
    piece, prefix = "", ""
    for char in line:
        if len((prefix + piece + char).encode()) > 74:
            yield prefix + piece
            piece, prefix = "", " "
        piece += char
    yield prefix + piece


def write_brief(
    campaign: Campaign,
    shown: BrandOverview,
    records: Iterable[LedgerRecord],
    told: Iterable[CommitmentSignal],
    span: tuple[Millis, Millis],
    language: str = DEFAULT_LANGUAGE,
) -> Iterator[str]:
    """The lines of the brief for a span of time. Of too few people who ask no number is told."""
    since, until = span
    zone = campaign.timezone
    days = f"{local_day(since, zone)} - {local_day(until - 1, zone)}"
    yield from (f"# {campaign.brand or campaign.name}: {days}", "", describe_indicator(shown.indicator), "")
    notices = [each.data for each in told if since < millis(each.time) <= until]
    yield from _section("Told", [describe_notice(each, zone, language) for each in notices])
    asked = [_asked(each, language) for each in notices if each.kind is NoticeKind.DEMAND]
    yield from _section("What people ask", asked)
    said = [each for each in records if isinstance(each, Update) and since < millis(each.at) <= until]
    yield from _section("What was said", [_said(each, zone) for each in said])
    yield from _section("Where it stands", [describe_line(each, zone, language) for each in shown.lines])
    unsaid = [(each, describe_unsaid(each.unsaid, language)) for each in shown.lines if not each.standing.is_final]
    yield from _section("Left unsaid", [f"{each.commitment.name}: {what}" for each, what in unsaid if what])
    entries = list_calendar(campaign, shown, until, language)
    soon = [each for each in entries if each.at <= until + 30 * DAY_MS]
    yield from _section("Due in 30 days", [f"{local_day(each.at - 1, zone)}: {each.title}" for each in soon])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from (f"- {_plain(line)}" for line in lines or ["nothing"])
    yield ""


def _plain(text: str) -> str:
    """One line without markup: names and quotes are the team's, and Markdown reads them as text."""
    return " ".join(text.split()).translate(_MARKUP)


def _asked(notice: Notice, language: str) -> str:
    return f"{notice.commitment}: {count_askers_told(notice, language)} times, each person once a day"


def _said(update: Update, zone: str) -> str:
    value = "" if update.value is None else f", {update.value:g}"
    evidence = update.source or "claimed, no source"
    asked = ", after people asked" if update.after_demand else ""
    return f"{local_day(millis(update.at), zone)} {update.commitment}, {update.speaker}{value} ({evidence}){asked}"


def describe_line(line: CommitmentLine, zone: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Where a commitment stands, in one line."""
    due = (
        ""
        if line.next_update is None
        else f", {words('words', 'next_update', language)} {_day(line.next_update, zone)}"
    )
    progress = describe_progress(line.progress, language)
    return f"{line.commitment.name}: {describe_standing(line.standing, language)}, {progress}{due}"


def _day(at: Millis, zone: str) -> str:
    return local_day(at - 1, zone)


def describe_indicator(found: Indicator) -> str:
    """The score and its parts, in one line."""
    score = "no score below three commitments" if found.score is None else f"score {found.score:g} of 100"
    shares = (
        ("rateable", found.rateable),
        ("on time", found.on_time),
        ("kept", found.kept),
        ("answered", found.answered),
    )
    parts = [f"{name} {_share(share)}" for name, share in shares if share.of]
    days = (
        ("days to an answer", found.median_answer_days),
        ("days since a proactive update", found.days_since_proactive),
    )
    parts += [f"{name} {value:.0f}" for name, value in days if value is not None]
    return "; ".join([score, *parts])


def _share(share: Share) -> str:
    return f"{share.count} of {share.of} ({percent(share.value)})"
