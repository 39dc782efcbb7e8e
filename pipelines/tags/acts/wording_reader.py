"""What wordings say that an author does: how probable each kind of deed is, for the whole post and each sentence.

The words of a stream repeat: what a word's characters come to, its hash and its signs are kept, so that most posts
cost their runs of words alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np

from pipelines.tags.acts.wording_signs import ANY_LANGUAGE, SIGN_LANGUAGES, signs_in_all
from pipelines.tags.linear import (
    FeatureTable,
    FloatArray,
    load_acts,
    logistic,
    score_sums,
    softmax,
    sum_features,
    sum_runs,
)
from pipelines.tags.text import NumberedWords, Tokens, Vocabulary, shared_vocabulary
from pipelines.tags.text.wordings import (
    ends_sentence,
    find_sentences,
    fold_words,
    hash_runs,
    hash_words,
)

_MAX_CHARS = 1_500  # code points of a text's words that are read, as the other classifiers do
_DIGITS = 4  # of a probability: differences below are rounding errors that vary by machine
_NO_SIGNS = (0,) * len(SIGN_LANGUAGES)
_COLUMN = {code: i for i, code in enumerate(SIGN_LANGUAGES)}


class Wording(NamedTuple):
    """What wordings say of one post: the probability of each kind of deed, in the order of KINDS, and of testimony;
    the like for each sentence; and at which token each sentence begins, and the end."""

    kinds: Sequence[float]
    testimony: float
    by_sentence: Sequence[Sequence[float]]
    starts: Sequence[int]


def read_wordings(texts: Sequence[Tokens], words: NumberedWords, codes: Sequence[str | None]) -> list[Wording]:
    """What wordings say of each text, given with the numbers of its words, in a language or in none that we know; the
    same alone as in any batch."""
    store = _shared_store()
    store.follow()
    numbers, begins = _cut(texts, words)
    column = np.repeat([_COLUMN.get(code or "en", _COLUMN[ANY_LANGUAGE]) for code in codes], np.diff(begins))
    at = np.flatnonzero(store.is_read.take(numbers))
    known = numbers[at]
    sentences = find_sentences(store.ends[known], np.searchsorted(at, begins))
    features, starts = hash_runs(store.hashes[known], store.signs[known, column[at]].astype(np.uint64), sentences)
    sums = sum_features(store.table, features, starts) + sum_runs(store.sums[known], sentences.words)
    whole = _probabilities(score_sums(store.table, sum_runs(sums, sentences.texts)))
    parts = _probabilities(score_sums(store.table, sums))
    places = (np.append(at, begins[-1])[sentences.words]).tolist()
    return [
        Wording(tuple(said[:-1]), said[-1], parts[i:j], tuple([min(at, end) - begin for at in places[i : j + 1]]))
        for said, i, j, begin, end in zip(
            whole,
            sentences.texts[:-1].tolist(),
            sentences.texts[1:].tolist(),
            begins.tolist(),
            begins[1:].tolist(),
            strict=False,
        )
    ]


def _cut(texts: Sequence[Tokens], words: NumberedWords) -> NumberedWords:
    """The words that are read of the texts."""
    long = [i for i, each in enumerate(texts) if len(each.text) >= _MAX_CHARS // 2]  # lower case may be longer
    if not long:
        return words
    lengths = np.diff(words.starts)
    for i in long:
        lengths[i] = bisect_right(list(accumulate(map(len, texts[i].lower))), _MAX_CHARS)
    place = np.arange(len(words.numbers)) - np.repeat(words.starts[:-1], np.diff(words.starts))
    kept = place < np.repeat(lengths, np.diff(words.starts))
    return NumberedWords(words.numbers[kept], np.append(0, np.cumsum(lengths)))


def _probabilities(scored: FloatArray) -> list[list[float]]:
    """Of each kind of deed, and last of testimony."""
    shares = np.column_stack((softmax(scored[:, :-1]), logistic(scored[:, -1])))
    rounded: list[list[float]] = np.round(shares, _DIGITS).tolist()
    return rounded


class _WordStore:
    """What is known of each word of the vocabulary, by its number. What is left of a link or a mark when it is folded
    is no word, and not read."""

    def __init__(self, table: FeatureTable, vocabulary: Vocabulary) -> None:
        self.table, self._vocabulary = table, vocabulary
        self._forget()

    def follow(self) -> None:
        """Make all words of the vocabulary known."""
        if self._age != self._vocabulary.age:
            self._forget()
        if new := self._vocabulary.words[self._size :]:
            self._add(new)

    def _forget(self) -> None:
        self._age, self._size = self._vocabulary.age, 0
        self.is_read, self.ends = np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.bool_)
        self.hashes = np.zeros(0, dtype=np.uint64)
        self.signs = np.zeros((0, len(SIGN_LANGUAGES)), dtype=np.uint8)
        self.sums = np.zeros((0, self.table.packed.shape[1]), dtype=np.uint64)

    def _add(self, words: Sequence[str]) -> None:
        folded = fold_words(words)
        forms = list(filter(None, folded))
        new = self._size + np.flatnonzero(list(map(bool, folded)))
        self._size += len(folded)
        self._reserve(self._size)
        if not forms:
            return
        hashed = hash_words(forms)
        self.is_read[new] = True
        self.hashes[new] = hashed.hashes
        self.ends[new] = list(map(ends_sentence, forms))
        self.signs[new] = list(map(signs_in_all().get, forms, repeat(_NO_SIGNS)))
        self.sums[new] = sum_features(self.table, hashed.features, hashed.starts)

    def _reserve(self, size: int) -> None:
        """Room for so many words, and for as many again: what is known of all words is seldom copied."""
        if size > len(self.hashes):
            more = 2 * size - len(self.hashes)
            self.is_read, self.ends = np.pad(self.is_read, (0, more)), np.pad(self.ends, (0, more))
            self.hashes = np.pad(self.hashes, (0, more))
            self.signs = np.pad(self.signs, ((0, more), (0, 0)))
            self.sums = np.pad(self.sums, ((0, more), (0, 0)))


@lru_cache(maxsize=1)
def _shared_store() -> _WordStore:
    return _WordStore(load_acts(), shared_vocabulary())


def forget_words() -> None:
    """Forget the words met so far and the table they were met with: for a table that was fitted anew."""
    _shared_store.cache_clear()
