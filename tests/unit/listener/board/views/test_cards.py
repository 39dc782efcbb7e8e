"""Views: how long, which chapter, what rises, where data is missing."""

from datetime import timedelta
from typing import Any

import msgspec

from listener.board.views import cards, signal_list
from listener.board.views.board_state import Board, filled
from models.commands import Judged, Verdict
from models.decisions import Around, DataQuality, Decision, DecisionKind, Weighed
from tests.unit.listener.board.making import HOUR, START, campaign, decision, many, ready, signal

CAMPAIGNS = {"relief": campaign()}


def board(*decisions: Decision) -> Board:
    return filled(decisions)


def only(shown: Board) -> cards.Card:
    (card,) = cards.cards(shown, CAMPAIGNS)
    return card


def test_a_decision_lasts_since_it_became_what_it_is_for_its_chapter() -> None:
    card = only(board(decision(0, chapter="rebuild"), *(decision(hour) for hour in range(1, 5)), ready(5), ready(6)))
    assert card.since == START + 5 * HOUR
    assert card.lasting == timedelta(hours=2)


def test_the_strip_tells_what_was_told_what_is_now_and_what_is_ahead() -> None:
    card = only(board(decision(0), decision(1, chapter="stand-with")))
    assert [(step.name, step.place, step.since) for step in card.strip] == [
        ("who-it-hit", "told", START),
        ("stand-with", "now", START + HOUR),
        ("rebuild", "ahead", None),
    ]
    assert (card.place, card.stage) == (2, "desire")


def test_an_audience_that_has_arrived_has_been_told_everything() -> None:
    card = only(board(decision(chapter="rebuild", next_chapter=None, weighed=Weighed(arrived=True, settled=True))))
    assert {step.place for step in card.strip} == {"told"}


def test_without_a_campaign_file_the_strip_has_what_was_seen() -> None:
    (card,) = cards.cards(board(decision(0, chapter="one"), decision(1, chapter="two")), {})
    assert [(step.name, step.place) for step in card.strip] == [("one", "told"), ("two", "now")]


def test_who_asks_for_a_person_comes_first() -> None:
    shown = board(
        decision(audience="a", kind=DecisionKind.INSUFFICIENT_DATA),
        decision(audience="b"),
        ready(audience="c"),
        decision(audience="d", score=0.9),
    )
    listed = cards.cards(shown, CAMPAIGNS)
    assert [card.decision.audience for card in listed] == ["c", "d", "b", "a"]
    assert dict(cards.summary(listed)) == {
        DecisionKind.ADVANCE: 1,
        DecisionKind.PROLONG: 2,
        DecisionKind.INSUFFICIENT_DATA: 1,
    }


def spoken(hour: int, **themes: int) -> Decision:
    return decision(hour, around=Around(activity=10 * hour, themes=themes))


def test_a_theme_rises_when_its_day_outdoes_the_days_before() -> None:
    before = [spoken(hour, school=1, money=1) for hour in range(48)]
    shown = board(*before, *(spoken(hour, school=4, money=1) for hour in range(48, 72)))
    school, money = cards.rises(shown.standings["relief|locals"].points, "themes")
    assert (school.name, school.authors, school.usual, school.is_rising) == ("school", 96, 24.0, True)
    assert (money.name, money.authors, money.is_rising) == ("money", 24, False)


def test_a_theme_that_nobody_speaks_of_any_more_is_not_shown() -> None:
    shown = board(*(spoken(hour, money=3) for hour in range(48)), *(spoken(hour, school=1) for hour in range(48, 72)))
    (school,) = cards.rises(shown.standings["relief|locals"].points, "themes")
    assert (school.name, school.usual) == ("school", 0.0)


def test_few_voices_are_no_rise() -> None:
    shown = board(spoken(0), *(spoken(hour) for hour in range(1, 30)), spoken(30, school=2))
    (school,) = cards.rises(shown.standings["relief|locals"].points, "themes")
    assert not school.is_rising


def test_activity_of_the_last_day_is_what_was_added_in_it() -> None:
    shown = board(*(spoken(hour) for hour in range(72)))
    assert cards.active(shown.standings["relief|locals"].points) == 240


def test_silent_channels_and_missing_hours_are_gaps() -> None:
    silent = DataQuality(coverage=0.4, gaps=("bluesky",))
    shown = board(decision(0), decision(1, data_quality=silent), decision(2, data_quality=silent), decision(9))
    start = round(START.timestamp())
    assert cards.gaps(shown.standings["relief|locals"].points) == [
        (start + 3600, start + 3 * 3600, "bluesky"),
        (start + 3 * 3600, start + 9 * 3600, "no data"),
    ]


def test_a_series_breaks_where_hours_are_missing_and_where_a_chapter_begins() -> None:
    shown = board(decision(0), decision(1), decision(9), decision(10, chapter="stand-with"))
    drawn = series(shown)
    assert [each is None for each in drawn["score"]] == [False, False, True, False, True, False]
    assert len({len(drawn[name]) for name in ("at", "score", "share", "low", "high", "bar")}) == 1
    assert drawn["at"] == sorted(set(drawn["at"]))


def test_a_series_has_the_events_chapters_and_signals() -> None:
    shown = filled([decision(0), signal(1), decision(2, chapter="stand-with")])
    drawn = series(shown)
    assert [name for name, *_ in drawn["events"]] == ["Telethon"]
    assert [name for name, _ in drawn["chapters"]] == ["who-it-hit", "stand-with"]
    assert drawn["signals"] == [[round((START + 2 * HOUR).timestamp()), "PROLONG"]]


def test_a_chapter_that_the_team_went_back_to_stands_there_twice() -> None:
    names = ("who-it-hit", "stand-with", "who-it-hit")
    shown = board(*(decision(hour, chapter=name) for hour, name in enumerate(names)))
    start = round(START.timestamp())
    assert series(shown)["chapters"] == [[name, start + 3600 * hour] for hour, name in enumerate(names)]
    assert only(shown).strip[0].since == START + 2 * HOUR


def series(shown: Board) -> dict[str, Any]:
    drawn = cards.series(shown.standings["relief|locals"], campaign(), shown.feed)
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(drawn))
    return decoded


def test_the_table_has_the_last_decision_of_each_day() -> None:
    shown = board(*(decision(hour) for hour in range(60)))
    assert [each.end for each in cards.daily(shown.standings["relief|locals"].points)] == [
        round((START + timedelta(hours=hour)).timestamp() * 1000) for hour in (24, 48, 60)
    ]


def test_the_feed_is_newest_first_and_cut_to_what_is_asked() -> None:
    shown = signal_list.cut(filled(many(120)), signal_list.Filter(), 10, 5)
    assert [each.signal.sequence for each in shown.rows] == [f"{n:010}" for n in range(110, 105, -1)]
    assert (shown.start, shown.total) == (10, 120)


def test_the_feed_beyond_its_end_shows_its_last() -> None:
    assert len(signal_list.cut(filled(many(3)), signal_list.Filter(), 10**6, 50).rows) == 1
    assert signal_list.cut(Board(), signal_list.Filter(), 5, 50).rows == ()


def test_the_feed_gives_no_more_at_once_than_it_says() -> None:
    assert len(signal_list.cut(filled(many(300)), signal_list.Filter(), 0, 10**6).rows) == signal_list.MOST


def test_filters_are_by_audience_decision_and_verdict() -> None:
    signals = [*many(8), *many(8, "diaspora")]
    judged = Judged("relief", "locals", signals[0].id, Verdict.REJECT, START)
    shown = filled([*signals, judged])
    assert signal_list.cut(shown, signal_list.asked({"audience": "relief|diaspora"}), 0, 50).total == 8
    assert signal_list.cut(shown, signal_list.asked({"decision": "ADVANCE"}), 0, 50).total == 4
    assert signal_list.cut(shown, signal_list.asked({"verdict": "reject"}), 0, 50).total == 1
    assert signal_list.cut(shown, signal_list.asked({"verdict": "none", "decision": "ADVANCE"}), 0, 50).total == 3
    assert signal_list.asked({"decision": "NONSENSE", "verdict": "maybe"}) == signal_list.Filter()


def test_a_filter_is_a_query_and_a_query_a_filter() -> None:
    wanted = signal_list.Filter("relief|locals", "ADVANCE", "none")
    assert wanted.query == "audience=relief%7Clocals&decision=ADVANCE&verdict=none"
