"""A bounded cache gives what its function gives, asks it once, and stays small whatever comes."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text.cache import MAX_ENTRIES, MAX_KEY_LENGTH, BoundedCache


@given(st.lists(st.text(max_size=2 * MAX_KEY_LENGTH)))
def test_a_cache_gives_what_its_function_gives(texts: list[str]) -> None:
    cache = BoundedCache(str.upper)
    assert [cache[text] for text in texts] == [text.upper() for text in texts]


def test_a_string_seen_before_is_not_asked_for_again() -> None:
    asked: list[str] = []
    cache = BoundedCache(asked.append)
    for text in ("rain", "sun", "rain"):
        _ = cache[text]
    assert asked == ["rain", "sun"]


def test_a_cache_is_bounded_in_number_and_length() -> None:
    cache = BoundedCache(len)
    for number in range(MAX_ENTRIES + 10):
        assert cache[str(number)] == len(str(number))
        assert len(cache) <= MAX_ENTRIES
    assert cache["x" * (MAX_KEY_LENGTH + 1)] == MAX_KEY_LENGTH + 1
    assert "x" * (MAX_KEY_LENGTH + 1) not in cache
