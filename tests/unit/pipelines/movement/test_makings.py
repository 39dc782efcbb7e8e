"""Makings: formats, places and initiatives of a post, by its words and links."""

from datetime import UTC, datetime

import pytest

from models.posts import Post
from pipelines.movement.makings import list_makings, shorten_link


def a_post(text: str, *links: str) -> Post:
    return Post("web:1", "web", "a", datetime(2025, 3, 1, tzinfo=UTC), text=text, links=links)


@pytest.mark.parametrize(
    ("text", "language", "marks"),
    [
        ("We meet in Bergen, near Lake Superior", "en", ("place:bergen", "place:lake superior")),
        ("Vi møtes i Tromsø i Januar", "nb", ("place:tromsø",)),
        ("Nos vemos en San José", "es", ("place:san josé",)),
        ("Wir treffen uns in Zukunft", "de", ()),  # its nouns are all written so
        ("In God we trust, in May", "en", ()),
        ("so many tents in town", "en", ()),
        ("look: https://www.youtube.com/watch?v=1 and https://youtu.be/2", "en", ("format:video",)),
        ("sign https://change.org/p/rebuild?utm=3!", "en", ("initiative:change.org/p/rebuild",)),
        ("home page https://gofundme.com", "en", ()),
        ("1/ a thread on what is missing", "en", ("format:thread",)),
        ("https://notyoutube.com/x http://[broken", "en", ()),
    ],
)
def test_what_a_post_shows(text: str, language: str, marks: tuple[str, ...]) -> None:
    assert list_makings(a_post(text), language) == marks


def test_a_few_of_each_and_links_beside_the_text_count_too() -> None:
    many = " ".join(f"in {name}" for name in ("Bergen", "Oslo", "Voss"))
    assert list_makings(a_post(many, "https://m.meetup.com/garden/events/9"), "en") == (
        "place:bergen",
        "place:oslo",
        "initiative:meetup.com/garden/events",
    )


def test_what_only_counts_visits_makes_no_other_link() -> None:
    links = ("https://www.gofundme.com/f/roof?x=1", "HTTPS://gofundme.com/f/roof/#top")
    assert {shorten_link(each) for each in links} == {"gofundme.com/f/roof"}
