"""Tokens and their places: what is remembered of words changes nothing, and every token stands where it says."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text import clean, tokenize, tokenize_all

WRITTEN = st.lists(
    st.sampled_from(["#ReliefFund", "it's", "http://a.b/c", "@her", "so...", "नमस्ते", "\u0301", "  ", "\n", "İ"])
)


def test_hashtags_are_split_and_links_and_names_are_whole() -> None:
    read = tokenize("See #ReliefFund2 at https://a.b/C now, @Her!")
    assert read.lower == ["see", "#", "relief", "fund", "2", "at", "https://a.b/c", "now", ",", "@her", "!"]
    assert read.outside_hashtags == ["see", "at", "https://a.b/c", "now", ",", "@her", "!"]


@given(st.one_of(st.text(max_size=60), WRITTEN.map(" ".join), WRITTEN.map("".join)))
def test_every_token_stands_where_it_says_and_only_spaces_stand_between(written: str) -> None:
    read = tokenize(written)
    places = [read.span(token, token) for token in range(len(read.lower))]
    assert [clean(written[start:end]).lower() for start, end in places] == read.lower
    ends = [0, *(end for _, end in places)]
    between = zip(ends, [*(start for start, _ in places), len(written)], strict=True)
    assert all(not clean(written[end:start]).strip() for end, start in between)


PLAIN = st.text(alphabet=st.characters(categories=["L"]), min_size=3, max_size=12)


@given(st.lists(PLAIN | st.sampled_from(["donated", "HATE", "Never", "ikkje", "dei"]), max_size=6))
def test_words_that_are_read_together_have_the_tokens_they_have_in_brackets(plain: list[str]) -> None:
    for word, together in zip(plain, tokenize_all(plain), strict=True):
        alone = tokenize(f"({word})")  # not of letters alone: read by itself
        assert alone.lower[1:-1] == together.lower
