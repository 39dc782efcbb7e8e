"""A thousand copies are one voice."""

from pipelines.tags.copies import cluster
from pipelines.tags.words import words

TEXT = "The river broke the dam last night and forty families slept in the school gym"


def test_the_same_text_in_another_dress_is_the_same_cluster() -> None:
    dressed = f"RT @somebody: {TEXT.upper()}!!! https://example.org/x 🙏"
    assert cluster(words(dressed)) == cluster(words(TEXT)) is not None


def test_other_texts_are_other_clusters() -> None:
    assert cluster(words(TEXT)) != cluster(words("We are looking for volunteers to clear the old mill on Sunday"))


def test_few_words_are_nobodys_copy() -> None:
    assert cluster(words("Stay safe everyone")) is None


def test_the_id_is_the_same_in_every_process_and_fits_json() -> None:
    assert cluster(words("one two three four five six seven")) == 136131910993334
