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
