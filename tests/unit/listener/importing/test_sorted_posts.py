"""Sorted posts: each id once, in the order of time, and of as many as there are no more than some megabytes."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from listener.importing import sorted_posts
from listener.importing.sorted_posts import SortedPosts
from models.errors import InputError
from models.posts import Post


def post(id: str, second: int) -> Post:
    return Post(id, "town", f"author of {id}", datetime(2026, 11, 21, 6, 0, second, tzinfo=UTC), text="Signed")


def test_posts_come_out_in_the_order_of_their_times_and_the_first_of_an_id_stays() -> None:
    with closing(SortedPosts()) as posts:
        kept = [posts.add(post(id, second), line) for id, second, line in (("b", 2, b"late"), ("a", 1, b"soon"))]
        again = posts.add(post("b", 0), b"again")
        lines, authors = list(posts.lines()), posts.count_authors()
    assert (kept, again) == ([True, True], False)
    assert (lines, authors) == ([b"soon", b"late"], 2)


def test_where_a_file_does_not_say_who_wrote_them_no_authors_are_counted() -> None:
    with closing(SortedPosts()) as posts:
        posts.add(post("a", 1), b"line", knows_author=False)
        assert posts.count_authors() == 0


def test_no_room_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    made = "CREATE TABLE posts (id TEXT PRIMARY KEY, at INTEGER, author TEXT, line BLOB);"
    monkeypatch.setattr(sorted_posts, "_MADE", f"PRAGMA max_page_count = 3; {made}")
    with closing(SortedPosts()) as posts, pytest.raises(InputError, match="TMPDIR"):
        posts.add(post("a", 1), b"x" * 100_000)
