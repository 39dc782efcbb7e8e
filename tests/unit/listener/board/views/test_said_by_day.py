"""Listening: days are local, those that stand out are explained, spans are sums of days, and few are not told of."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from listener.board.views.audience_history import DecisionPoint
from listener.board.views.board_state import apply_records
from listener.board.views.heard_days import Only
from listener.board.views.said_by_day import DaySpan, Listening, listen, table_of_days
from models.decisions import Context
from models.heard import Heard, HeardGroup
from tests.unit.listener.board.making import campaign, decision

LEAST = 10


def group(authors: int, **changes: Any) -> HeardGroup:
    usual: dict[str, Any] = {"channel": "bluesky", "language": "en", "tone": "positive", "stance": "support"}
    return HeardGroup(authors, **{**usual, **changes})


def heard(posts: int, *groups: HeardGroup, new_authors: int = 0) -> Heard:
    return Heard(posts=posts, authors=posts, new_authors=new_authors, first_today=groups or (group(posts),))


def points(hours: list[Heard], of: type = Context) -> tuple[DecisionPoint, ...]:
    """A day of one loud hour each; then a day that has begun."""
    told = [decision(24 * day, context=of(heard=each)) for day, each in enumerate(hours)]
    return apply_records([*told, decision(24 * len(hours) + 3)]).audiences["relief|locals"].points


def said(*hours: Heard, **changes: Any) -> Listening:
    return listen(points(list(hours)), campaign(**changes), LEAST)


def test_posts_and_people_are_added_up_by_local_day() -> None:
    found = said(heard(20), heard(30), timezone="Europe/Oslo")
    assert [(each.day, each.posts, each.people) for each in found.days[:2]] == [
        (date(2025, 11, 3), 20, 20),
        (date(2025, 11, 4), 30, 30),
    ]
    assert said(heard(20), timezone="America/New_York").days[0].day == date(2025, 11, 2)


def test_of_a_day_that_goes_on_no_people_are_told() -> None:
    today = said(heard(20), heard(30)).days[-1]
    assert (today.is_over, today.people, today.counts) == (False, None, {})


def test_a_day_that_stands_out_is_explained_by_events_newcomers_and_themes() -> None:
    loud = heard(90, group(80, themes=("money",)), group(10), new_authors=60)
    (spike,) = said(*[heard(20)] * 7, loud).spikes
    assert (spike.day.day, round(spike.times, 1), spike.is_of_newcomers) == (date(2025, 11, 10), 4.5, True)
    assert (spike.events, spike.theme) == ((), "money")
    assert said(heard(20), heard(90)).spikes == ()  # two days do not say what is usual


def test_an_event_that_was_on_is_named() -> None:
    telethon = campaign().events[0]
    later = telethon.__class__(telethon.name, telethon.start + 6 * 86_400_000, telethon.end + 6 * 86_400_000)
    (spike,) = said(*[heard(20)] * 7, heard(90), events=(later,)).spikes
    assert spike.events == ("Telethon",)


def test_one_person_who_speaks_all_day_in_a_rare_language_is_not_told_of_in_a_week_either() -> None:
    rare = [heard(60, group(50), group(1, language="cy"), group(12, language="nn"))] * 7
    assert dict(said(*rare).counts["language"]) == {"en": 350}  # and not nn: of it and cy together the sum is told


def test_every_number_of_a_span_is_a_sum_of_numbers_of_its_days() -> None:
    hours = [heard(30, group(20), group(9, stance="oppose"), group(30, stance="unknown"))] * 3
    whole = said(*hours).counts["stance"]
    days = [dict(day.counts.get("stance", {})) for day in said(*hours).days]
    assert dict(whole) == {name: sum(day.get(name, 0) for day in days) for name, _ in whole}
    assert "oppose" not in dict(whole)


def part(name: str, *groups: HeardGroup) -> tuple[int | None, dict[str, int]]:
    """How many people of a channel are told of, and their stances."""
    day = listen(points([heard(90, *groups)]), campaign(), LEAST, only=Only("channel", name)).days[0]
    return day.people, dict(day.counts.get("stance", {}))


def test_a_part_of_the_people_is_told_where_neither_it_nor_what_is_left_is_few() -> None:
    two = group(50), group(40, channel="reddit", stance="oppose")
    assert part("bluesky", *two) == (50, {"support": 50})
    third = group(4, channel="x")
    assert part("x", *two, third) == (None, {})
    assert part("reddit", *two, third) == (None, {})  # without it, x would be known
    assert part("bluesky", *two, third) == (50, {})  # all who are for it, less these, are on x


def test_a_theme_can_be_asked_for() -> None:
    shown = points([heard(90, group(50, themes=("money", "school")), group(40, tone="negative"))])
    (day, _) = listen(shown, campaign(), LEAST, only=Only("theme", "money")).days
    assert (day.people, day.counts["tone"]) == (50, {"positive": 50})
    assert day.counts["theme"] == {"money": 50, "school": 50}


def test_a_span_has_its_first_and_last_day() -> None:
    shown = points([heard(20), heard(30), heard(40)])
    two = DaySpan(date(2025, 11, 4), date(2025, 11, 5))
    assert [each.posts for each in listen(shown, campaign(), LEAST, two).days] == [30, 40]
    assert two.before == DaySpan(date(2025, 11, 2), date(2025, 11, 3))


def test_the_table_has_a_line_a_day_with_its_zone_and_no_few() -> None:
    found = listen(points([heard(30, group(20), group(3, stance="oppose"), new_authors=2)]), campaign(), LEAST)
    head, row, today = table_of_days(found.days, "UTC")
    assert head[:5] == ["day", "timezone", "posts", "people", "new_people"]
    assert dict(zip(head, row, strict=True)) | {"day": ""} == {
        "day": "",
        "timezone": "UTC",
        "posts": "30",
        "people": "20",
        "new_people": "",
        "people_tone_negative": "",
        "people_tone_neutral": "",
        "people_tone_positive": "20",
        "people_stance_support": "",
        "people_stance_oppose": "",
        "people_stance_neutral": "",
        "people_stance_unknown": "",
    }
    assert today[2:5] == ["0", "", ""]


GROUPS = st.lists(
    st.builds(
        HeardGroup,
        st.integers(1, 40),
        channel=st.sampled_from(("bluesky", "reddit")),
        tone=st.sampled_from(("positive", "negative")),
        stance=st.sampled_from(("support", "oppose")),
        themes=st.sampled_from(((), ("money",))),
    ),
    max_size=6,
)


def told(groups: list[HeardGroup]) -> list[int]:
    """Every number that is told of a day of these people, of everybody and of a channel's alone."""
    shown = points([Heard(posts=1, authors=1, first_today=tuple(groups))])
    days = [listen(shown, campaign(), LEAST, only=only).days[0] for only in (Only(), Only("channel", "reddit"))]
    counts = [people for day in days for names in day.counts.values() for people in names.values()]
    return [*counts, *(day.people or 0 for day in days)]


@given(GROUPS, GROUPS)
@settings(max_examples=50)
def test_no_number_less_another_tells_of_few_people(groups: list[HeardGroup], more: list[HeardGroup]) -> None:
    numbers = {*told(groups), *told([*groups, *more])}
    assert all(abs(one - other) >= LEAST for one in numbers for other in numbers if one != other)


def test_days_that_did_not_change_are_not_counted_again() -> None:
    groups = tuple(group(20 + number, themes=(f"theme-{number}",), language="en") for number in range(60))
    told = points([heard(2_000, *groups)] * 60)
    first, again = (processor_seconds(lambda: listen(told, campaign(), LEAST)) for _ in range(2))
    assert again < first / 3


def processor_seconds(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return time.process_time() - before
