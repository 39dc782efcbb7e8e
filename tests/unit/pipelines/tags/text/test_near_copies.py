"""A thousand copies are one voice."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text.near_copies import copy_clusters
from pipelines.tags.text.ngrams import hash_ngrams


def cluster(text: str) -> int | None:
    return copy_clusters(hash_ngrams([text]))[0]


TEXT = "The river broke the dam last night and forty families slept in the school gym"


def test_the_same_text_in_another_dress_is_the_same_cluster() -> None:
    dressed = f"RT @somebody: {TEXT.upper()}!!! https://example.org/x 🙏"
    assert cluster(dressed) == cluster(TEXT) is not None


def test_other_texts_are_other_clusters() -> None:
    assert cluster(TEXT) != cluster("We are looking for volunteers to clear the old mill on Sunday")


def test_half_of_the_copies_with_another_word_changed_in_each_keep_their_cluster() -> None:
    texts = [
        TEXT,
        "We carried the old piano out of the flooded church and it still plays a little",
        "Nobody told us that the bridge would stay closed until the end of the winter",
        "My neighbour baked forty loaves for the volunteers who cleared the road on Sunday",
        "The council promised new pumps in March and we are still bailing with buckets",
    ]
    kept = [cluster(edited) == cluster(text) for text in texts for edited in _edits(text)]
    assert sum(kept) > len(kept) / 2


def _edits(text: str) -> list[str]:
    words = text.split()
    return [" ".join([*words[:i], f"other{i}", *words[i + 1 :]]) for i in range(len(words))]


def test_few_words_are_nobodys_copy() -> None:
    assert cluster("Stay safe everyone") is None


def test_the_id_is_the_same_in_every_process_and_fits_json() -> None:
    assert cluster("one two three four five six seven") == 772207830521487


@given(st.lists(st.text(max_size=60) | st.just(TEXT), min_size=1, max_size=6))
def test_the_id_is_the_texts_own_whatever_stands_beside_it(texts: list[str]) -> None:
    assert copy_clusters(hash_ngrams(texts)) == [cluster(text) for text in texts]
