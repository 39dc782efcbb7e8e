"""A memo gives what its function gives, asks it once, and stays small whatever comes."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text.cache import MAX_ENTRIES, MAX_KEY_LENGTH, BoundedCache


@given(st.lists(st.text(max_size=2 * MAX_KEY_LENGTH)))
def test_a_memo_gives_what_its_function_gives(texts: list[str]) -> None:
    memo = BoundedCache(str.upper)
    assert [memo[text] for text in texts] == [text.upper() for text in texts]


def test_a_string_seen_before_is_not_asked_for_again() -> None:
    asked: list[str] = []
    memo = BoundedCache(asked.append)
    for text in ("rain", "sun", "rain"):
        _ = memo[text]
    assert asked == ["rain", "sun"]


def test_a_memo_is_bounded_in_number_and_length() -> None:
    memo = BoundedCache(len)
    for number in range(MAX_ENTRIES + 10):
        assert memo[str(number)] == len(str(number))
        assert len(memo) <= MAX_ENTRIES
    assert memo["x" * (MAX_KEY_LENGTH + 1)] == MAX_KEY_LENGTH + 1
    assert "x" * (MAX_KEY_LENGTH + 1) not in memo


def test_what_is_learnt_is_not_asked_for_and_does_not_pile_up() -> None:
    memo = BoundedCache(len)
    memo.learn(["rain", "sun"], [4, 3])
    assert memo == {"rain": 4, "sun": 3}
    for batch in range(5):
        memo.learn([f"{batch} {number}" for number in range(MAX_ENTRIES // 2)], [0] * MAX_ENTRIES)
        assert len(memo) <= MAX_ENTRIES
