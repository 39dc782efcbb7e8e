"""Context: what a decision shows beside its evidence is counted by authors, and decides nothing."""

from msgspec import UNSET

from models.journeys import Census, PendingPost
from models.posts import DAY_MS, HOUR_MS
from pipelines.windows.context import describe_context
from tests.making import campaign, post, run

AT = 20_000 * DAY_MS


def waiting(id: int, author: int, *themes: str, emotions: tuple[str, ...] = ()) -> PendingPost:
    return PendingPost(AT, id, AT // HOUR_MS, author, "bluesky", 0, 0, "", -1, f"{id}", "", False, themes, emotions)


def test_an_author_who_says_it_twice_counts_once() -> None:
    posts = [waiting(1, 1, "school", "money"), waiting(2, 1, "school"), waiting(3, 2, "school", emotions=("hope",))]
    told = describe_context(7, Census(), posts)
    assert (told.activity, told.themes, told.emotions) == (7, {"money": 1, "school": 2}, {"hope": 1})


def test_order_means_nothing() -> None:
    posts = [waiting(n, n % 3, f"t{n % 2}") for n in range(9)]
    assert describe_context(0, Census(), posts) == describe_context(0, Census(), posts[::-1])


def test_roles_come_from_the_census() -> None:
    told = describe_context(0, Census(roles={"activist": 2}, new_activists=1), [])
    assert (told.roles, told.new_activists) == ({"activist": 2}, 1)


def test_themes_of_posts_come_with_their_hours_decision() -> None:
    said = "The typhoon took the tents of house"
    lines = [post(n, f"a{n % 4}", AT + n * HOUR_MS // 8, tags=None, text=f"{said} {n}") for n in range(12)]
    (first, *_) = run(lines, campaigns=[campaign()]).decisions
    assert first.context.themes == {"shelter": 4}


def test_what_was_heard_is_counted_by_people_of_each_kind_and_says_who_is_new() -> None:
    said = ("How can I help with the typhoon?", "I was against the tents for the typhoon from the start")
    lines = [post(n, f"a{n % 4}", AT + n * HOUR_MS // 8, tags=None, text=said[n % 2]) for n in range(16)]
    (first, *_) = run(lines, campaigns=[campaign()]).decisions
    heard = first.context.heard
    assert heard is not UNSET
    assert (heard.posts, heard.authors, heard.new_authors) == (8, 4, 4)
    assert heard.channels == {"bluesky": 4}
    assert heard.languages == {"en": 4}
    assert heard.asked == {"other": 2}


def groups(lines: list[bytes], zone: str = "UTC") -> list[int]:
    """By hour, how many people were heard for the first time that local day."""
    told = run(lines, campaigns=[campaign(timezone=zone)]).decisions
    heard = [each.context.heard for each in told]
    return [0 if each is UNSET else sum([group.authors for group in each.first_today]) for each in heard]


def test_a_person_stands_in_one_group_a_day_however_often_they_speak() -> None:
    lines = [post(n, f"a{n % 3}", AT + n * HOUR_MS // 2, text=f"typhoon {n}") for n in range(96)]
    found = groups(lines)
    assert sum(found[:24]) == 3
    assert sum(found[24:48]) == 3


def test_the_day_is_the_campaigns_own() -> None:
    lines = [post(n, "a1", AT + n * HOUR_MS, text=f"typhoon {n}") for n in range(24)]
    begin = [post(100 + n, f"b{n}", AT, text=f"typhoon b{n}") for n in range(3)]
    assert sum(groups([*begin, *lines])) == 4
    assert sum(groups([*begin, *lines], "Europe/Oslo")) == 5  # it ends before that of UTC


def test_people_alike_are_one_group_and_the_rest_beyond_so_many_too() -> None:
    posts = [waiting(n, n, f"theme-{n:03}") for n in range(100)] + [waiting(200 + n, 200 + n) for n in range(5)]
    heard = describe_context(0, Census(), posts, first_today={post.author for post in posts}).heard
    assert heard is not UNSET
    assert [each.authors for each in heard.first_today[:2]] == [5, 1]
    assert (len(heard.first_today), heard.first_today[-1].authors) == (65, 100 - 63)
    assert sum([each.authors for each in heard.first_today]) == 105
