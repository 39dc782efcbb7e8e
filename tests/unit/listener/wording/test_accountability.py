"""Commitments in words: every language has every string, and briefs and calendars say what is owed and due."""

import re

import pytest
from msgspec.structs import replace

from listener.wording.accountability import describe_notice, describe_standing, notice_advice
from listener.wording.brief import calendar_ics, list_calendar, write_brief
from listener.wording.catalogues import catalogue, list_catalogues
from models.accountability import Notice, NoticeKind, Standing
from models.campaigns import Event
from models.posts import DAY_MS
from pipelines.accountability.overview import overview
from tests.unit.pipelines.accountability.promises import ZONE, asks, at, campaign_of, day, promise, run, said

NOTICE = Notice(
    kind=NoticeKind.SILENT,
    campaign="fund",
    commitment="books",
    owner="finance",
    at=at("2026-04-15T22"),
    standing=Standing.SILENT,
    since=at("2026-01-15T12"),
)


def test_every_language_has_the_same_strings_with_the_same_gaps() -> None:
    english = catalogue("en")
    assert {"en", "nb"} <= set(list_catalogues())
    for language in list_catalogues():
        other = catalogue(language)
        assert {table: set(keys) for table, keys in other.items()} == {
            table: set(keys) for table, keys in english.items()
        }
        for table, strings in english.items():
            for key, text in strings.items():
                assert sorted(re.findall(r"{\w+}", other[table][key])) == sorted(re.findall(r"{\w+}", text)), key


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", ["en", "nb", "xx"])
def test_every_notice_has_words(kind: NoticeKind, language: str) -> None:
    told = replace(NOTICE, kind=kind, phase="risen" if kind is NoticeKind.DEMAND else "")
    assert "books" in describe_notice(told, ZONE, language)
    assert notice_advice(told, language)


def test_every_standing_has_words() -> None:
    assert len({describe_standing(each, "nb") for each in Standing}) == len(Standing)


CAMPAIGN = campaign_of(promise(), promise("ferry", update_every=400), starts=day("2026-01-01"))
RECORDS = [said("2026-03-01T12", 1, "https://fund.example/q1")]


def test_a_brief_says_what_is_owed_asked_said_and_due() -> None:
    wave = [asks(f"2026-05-{number:02}T10", author) for number in range(10, 16) for author in range(8)]
    _, signals, _ = run(CAMPAIGN, [*RECORDS, *wave], day("2026-06-05"))
    shown = overview(CAMPAIGN, RECORDS, signals, day("2026-06-05"))
    lines = list(write_brief(CAMPAIGN, shown, RECORDS, signals, (day("2026-05-06"), day("2026-06-05"))))
    text = "\n".join(lines)
    assert lines[0] == "# fund: 2026-05-07 - 2026-06-05"
    assert "- books: silent, 25% of the way by evidence, next update 2026-05-30" in lines
    assert re.search(r"^- books: \d\d times, each person once a day$", text, re.MULTILINE)
    assert "Silent on “books”" in text
    assert shown.lines[0].commitment.name == "books", "the oldest debt comes first"
    assert shown.lines[0].asking > 16


def test_a_calendar_has_updates_due_days_and_events_and_is_an_icalendar_file() -> None:
    campaign = replace(CAMPAIGN, events=(Event("Fair; with, music", day("2026-05-02"), day("2026-05-03")),))
    shown = overview(campaign, RECORDS, [], day("2026-04-01"))
    entries = list_calendar(campaign, shown, day("2026-04-01"), "en")
    assert [each.title for each in entries[:2]] == ["event: Fair; with, music", "Update due: books"]
    lines = list(calendar_ics(campaign, entries, day("2026-04-01")))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "SUMMARY:event: Fair\\; with\\, music" in lines
    assert lines.count("BEGIN:VEVENT") == len(entries)
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_line_shows_how_far_it_has_come_and_nothing_of_those_who_are_few() -> None:
    _, signals, _ = run(CAMPAIGN, RECORDS, day("2026-04-01"))
    shown = overview(CAMPAIGN, RECORDS, signals, day("2026-04-01")).lines
    (books,) = [each for each in shown if each.commitment.name == "books"]
    assert [(share, by_evidence) for _, share, by_evidence in books.values] == [(0.25, True)]
    assert books.asking == 0
    assert books.next_update is not None
    assert books.next_update - day("2026-05-29") <= DAY_MS
