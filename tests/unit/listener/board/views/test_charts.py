"""Charts: a line breaks where data is missing, and shows events, chapters and signals."""

from typing import Any

import msgspec

from listener.board.views.board_state import BoardState, apply_records
from listener.board.views.charts import chart_series, find_gaps
from models.decisions import CheckCode, DataQuality, Decision, LabelReport, compare
from tests.unit.listener.board.making import HOUR, START, campaign, decision, evidence, signal


def board(*decisions: Decision) -> BoardState:
    return apply_records(decisions)


def test_silent_channels_and_missing_hours_are_gaps() -> None:
    silent = DataQuality(coverage=0.4, silent_channels=("bluesky",))
    shown = board(decision(0), decision(1, data_quality=silent), decision(2, data_quality=silent), decision(9))
    start = round(START.timestamp())
    assert find_gaps(shown.audiences["relief|locals"].points) == [
        (start + 3600, start + 3 * 3600, "bluesky"),
        (start + 3 * 3600, start + 9 * 3600, "no data"),
    ]


def test_a_series_breaks_where_hours_are_missing_and_where_a_chapter_begins() -> None:
    shown = board(decision(0), decision(1), decision(9), decision(10, chapter="stand-with"))
    drawn = series(shown)
    assert [each is None for each in drawn["score"]] == [False, False, True, False, True, False]
    assert len({len(drawn[name]) for name in ("at", "score", "share", "low", "high", "bar")}) == 1
    assert drawn["at"] == sorted(set(drawn["at"]))


def test_a_series_breaks_where_what_people_read_takes_over_from_the_tagger() -> None:
    read = evidence(share=0.5, labels=LabelReport(counted=80, share=0.2, share_interval=(0.1, 0.3)))
    by_labels = (compare(CheckCode.SHARE_LABELLED, 12.0, ">=", 3_000.0),)
    shown = board(decision(0, evidence=evidence(share=0.5)), decision(1, evidence=read, checks=by_labels))
    assert series(shown)["share"] == [0.5, None, 0.2]


def test_a_series_has_the_events_chapters_and_signals() -> None:
    shown = apply_records([decision(0), signal(1), decision(2, chapter="stand-with")])
    drawn = series(shown)
    assert [name for name, *_ in drawn["events"]] == ["Telethon"]
    assert [name for name, _ in drawn["chapters"]] == ["who-it-hit", "stand-with"]
    assert drawn["signals"] == [[round((START + 2 * HOUR).timestamp()), "PROLONG", f"/signals/{shown.signals[0].id}"]]


def test_a_chapter_that_the_team_went_back_to_stands_there_twice() -> None:
    names = ("who-it-hit", "stand-with", "who-it-hit")
    shown = board(*(decision(hour, chapter=name) for hour, name in enumerate(names)))
    start = round(START.timestamp())
    assert series(shown)["chapters"] == [[name, start + 3600 * hour] for hour, name in enumerate(names)]


def series(shown: BoardState) -> dict[str, Any]:
    drawn = chart_series(shown.audiences["relief|locals"], campaign(), shown.signals, "/signals/{}".format)
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(drawn))
    return decoded
