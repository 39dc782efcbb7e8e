"""Listening: days are local, days that stand out are explained, and few people are not told of."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from listener.board.views.board_state import DecisionPoint, apply_records
from listener.board.views.said_by_day import listen, table_of_days
from models.decisions import Context, Heard
from tests.unit.listener.board.making import campaign, decision

LEAST = 10
TONES = ("negative", "neutral", "positive")
COUNTS = st.dictionaries(st.sampled_from(TONES), st.integers(0, 35))


def heard(posts: int, **changes: Any) -> Heard:
    usual: dict[str, Any] = {
        "posts": posts,
        "authors": posts,
        "new_authors": posts // 5,
        "tones": {"positive": posts},
        "stances": {"support": posts - 1, "oppose": 1},
        "channels": {"bluesky": posts, "mastodon": 1},
        "languages": {"en": posts},
        "asked": {"money": 12},
        "objected": {"other": 3},
    }
    return Heard(**{**usual, **changes})


def points(posts: list[int], **last: Any) -> tuple[DecisionPoint, ...]:
    """A day of one loud hour each, with so many posts."""
    told = [
        decision(24 * day, context=Context(heard=heard(number, **(last if day == len(posts) - 1 else {}))))
        for day, number in enumerate(posts)
    ]
    return apply_records(told).audiences["relief|locals"].points


def test_posts_and_people_are_added_up_by_local_day() -> None:
    found = listen(points([20, 30]), campaign(timezone="Europe/Oslo"), LEAST)
    assert [(each.day, each.posts) for each in found.days] == [(date(2025, 11, 3), 20), (date(2025, 11, 4), 30)]
    there = listen(points([20, 30]), campaign(timezone="America/New_York"), LEAST)
    assert there.days[0].day == date(2025, 11, 2)


def test_a_day_that_stands_out_is_explained_by_events_newcomers_and_themes() -> None:
    shown = points([20] * 7 + [90], new_authors=60)
    (spike,) = listen(shown, campaign(), LEAST).spikes
    assert (spike.day.day, round(spike.times, 1), spike.is_of_newcomers) == (date(2025, 11, 10), 4.5, True)
    assert spike.events == ()
    (loud,) = listen(points([20, 90]), campaign(), LEAST).spikes or (None,)
    assert loud is None  # two days do not say what is usual


def test_an_event_that_was_on_is_named() -> None:
    telethon = campaign().events[0]
    eight_days_on = telethon.__class__(telethon.name, telethon.start + 6 * 86_400_000, telethon.end + 6 * 86_400_000)
    (spike,) = listen(points([20] * 7 + [90]), campaign(events=(eight_days_on,)), LEAST).spikes
    assert spike.events == ("Telethon",)


def test_of_few_people_no_number_is_told() -> None:
    found = listen(points([20, 30]), campaign(), LEAST)
    assert found.channels == (("bluesky", 50),)
    assert found.asked == (("money", 20),)
    assert found.objected == ()
    _, row = table_of_days(points([20]), "UTC", LEAST)
    assert row == ["2025-11-03", "UTC", "20", "", "0", "0", "20", "10", "", "0"]


@given(st.lists(COUNTS, min_size=1, max_size=4), COUNTS)
def test_no_number_less_another_tells_of_few_people(hours: list[dict[str, int]], more: dict[str, int]) -> None:
    """Of tones and stances, which are of the same people; of one hour less the one before."""
    before = people_shown(hours)
    after = people_shown([*hours, more])
    everybody = sum(sum(each.values()) for each in hours)
    for shown in (before, after):
        assert all(count % LEAST == 0 for count in shown.values())
    assert all((after[name] - count) % LEAST == 0 for name, count in before.items())
    assert everybody - sum(before.values()) <= (LEAST - 1) * len(before)  # it is told all the same, to ten of each


def people_shown(hours: list[dict[str, int]]) -> dict[str, int]:
    """The people of a day of such hours by tone, as page, chart and table tell them."""
    told = apply_records(
        [decision(number, context=Context(heard=heard(90, tones=each))) for number, each in enumerate(hours)]
    ).audiences["relief|locals"]
    (day,) = listen(told.points, campaign(), LEAST).days
    _, row = table_of_days(told.points, "UTC", LEAST)
    shown = day.tell_people("tones", LEAST)
    assert row[4:7] == [str(shown.get(name, 0) or (day.people["tones"][name] and "")) for name in TONES]
    return shown


def test_the_table_has_a_line_a_day_with_its_zone() -> None:
    head, *rows = table_of_days(points([20, 30]), "UTC", LEAST)
    assert head[:5] == ["day", "timezone", "posts", "new_people", "people_negative"]
    assert [row[:3] for row in rows] == [["2025-11-03", "UTC", "20"], ["2025-11-04", "UTC", "30"]]
