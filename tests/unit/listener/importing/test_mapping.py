"""Mapping: the columns are what the user says, else what the tool calls them, else what people call them."""

import pytest

from listener.importing.mapping import find_mapping
from listener.importing.shapes import SHAPES, recognise_shape
from listener.importing.table_headers import find_header
from models.errors import InputError


def test_what_is_told_goes_before_what_is_guessed() -> None:
    mapping = find_mapping(("Message", "Body", "User", "Date"), ("text=Body",))
    assert mapping.columns["text"] == ("Body",)
    assert mapping.columns["author"] == ("User",)
    assert not mapping.is_told
    assert find_mapping(("a", "b", "c"), ("text=a,author=b,created_at=c",)).is_told


def test_names_of_columns_are_known_in_any_case_and_with_any_signs_between_words() -> None:
    for names in (("createdAt", "AuthorId", "Full_Text"), ("CREATED_AT", "author-id", "full text")):
        mapping = find_mapping(names)
        assert [mapping.columns[each] for each in ("created_at", "author", "text")] == [(name,) for name in names]


def test_a_date_and_a_time_beside_it_are_one() -> None:
    mapping = find_mapping(("Date", "Time", "User", "Text"))
    assert mapping.value("created_at", {"Date": "2026-11-21", "Time": "06:00"}) == "2026-11-21 06:00"


def test_the_first_column_that_has_a_value_is_taken() -> None:
    mapping = find_mapping(("Query Name", "Full Text", "Page Type", "Snippet", "Date"))
    assert mapping.value("text", {"Full Text": " ", "Snippet": "short"}) == "short"


@pytest.mark.parametrize(
    ("told", "problem"),
    [("txt=Body", "`txt`"), ("text=Bodi", "no column `Bodi`"), ("text", "no column ``"), ("=Body", "``")],
)
def test_a_mistake_in_what_is_told_is_named(told: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        find_mapping(("Body", "Date"), (told,))


def test_without_a_text_or_a_time_it_says_how_to_tell() -> None:
    with pytest.raises(InputError, match="--map text=COLUMN"):
        find_mapping(("Foo", "Date"))


def test_no_tool_is_taken_for_another() -> None:
    for shape in SHAPES:
        assert recognise_shape(shape.signs) == shape


def test_one_channel_that_is_told_goes_before_a_column_that_only_looks_like_it() -> None:
    columns = ["text", "timestamp", "source"]
    assert find_mapping(columns).columns["channel"] == ("source",)
    assert "channel" not in find_mapping(columns, channel="twitter").columns
    assert find_mapping(columns, ["channel=source"], channel="twitter").columns["channel"] == ("source",)


def test_a_header_of_very_many_columns_takes_no_longer_for_each_of_them() -> None:
    names = [f"column {number}" for number in range(100_000)]  # minutes, if each is compared with all before it
    assert find_header([",".join([*names, "column 7"])]).names == (*names, "column 7 (100001)")
