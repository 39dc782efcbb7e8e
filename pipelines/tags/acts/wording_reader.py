"""What wordings say that an author does: how probable each kind of deed is, for the whole post and each sentence.

The words of a stream repeat: what a word's characters come to, its hash and its signs are kept, so that most posts
cost their runs of words alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, filterfalse, repeat
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
from pipelines.tags.text import Tokens
from pipelines.tags.text.wordings import (
    ends_sentence,
    find_sentences,
    fold_words,
    hash_runs,
    hash_words,
)

_MAX_WORDS = 32_768  # kept: more than a day of one campaign has; beyond it the store starts afresh
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


def read_wordings(texts: Sequence[Tokens], codes: Sequence[str | None]) -> list[Wording]:
    """What wordings say of each text, in a language or in none that we know; the same alone as in any batch."""
    store = _shared_store()
    words = [_cut(text.lower) for text in texts]
    store.number_all(words)
    numbers = np.fromiter(map(store.numbers.__getitem__, chain.from_iterable(words)), np.int64)
    lengths = np.array(list(map(len, words)), dtype=np.int64)
    begins = np.append(0, np.cumsum(lengths))
    column = np.repeat([_COLUMN.get(code or "en", _COLUMN[ANY_LANGUAGE]) for code in codes], lengths)
    at = np.flatnonzero(numbers)
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


def _cut(words: Sequence[str]) -> Sequence[str]:
    """The words that are read of a text."""
    if len(words) * 8 < _MAX_CHARS and sum(map(len, words)) < _MAX_CHARS:
        return words
    return words[: bisect_right(list(accumulate(map(len, words))), _MAX_CHARS)]


def _probabilities(scored: FloatArray) -> list[list[float]]:
    """Of each kind of deed, and last of testimony."""
    shares = np.column_stack((softmax(scored[:, :-1]), logistic(scored[:, -1])))
    rounded: list[list[float]] = np.round(shares, _DIGITS).tolist()
    return rounded


class _WordStore:
    """What is known of each word met, by its number. Word 0 is no word: what is left of a mark when it is folded."""

    def __init__(self, table: FeatureTable) -> None:
        self.table = table
        self.numbers: dict[str, int] = {}
        self._reset()

    def number_all(self, texts: Sequence[Sequence[str]]) -> None:
        """Make all words of some texts known."""
        new = set(filterfalse(self.numbers.__contains__, chain.from_iterable(texts)))
        if len(self.numbers) + len(new) > _MAX_WORDS:
            self._reset()
            new = set(chain.from_iterable(texts))
        if new:
            self._add(sorted(new))

    def _reset(self) -> None:
        self.numbers.clear()
        self._size = 1
        width = self.table.packed.shape[1]
        self.hashes = np.zeros(1, dtype=np.uint64)
        self.ends = np.zeros(1, dtype=np.bool_)
        self.signs = np.zeros((1, len(SIGN_LANGUAGES)), dtype=np.uint8)
        self.sums = np.zeros((1, width), dtype=np.uint64)

    def _add(self, words: Sequence[str]) -> None:
        folded = list(zip(words, fold_words(words), strict=True))
        self.numbers.update((word, 0) for word, form in folded if not form)
        kept = [(word, form) for word, form in folded if form]
        if not kept:
            return
        forms = [form for _, form in kept]
        hashed = hash_words(forms)
        new = slice(self._size, self._size + len(forms))
        self._reserve(new.stop)
        self.numbers.update(zip((word for word, _ in kept), range(new.start, new.stop), strict=True))
        self.hashes[new] = hashed.hashes
        self.ends[new] = list(map(ends_sentence, forms))
        self.signs[new] = list(map(signs_in_all().get, forms, repeat(_NO_SIGNS)))
        self.sums[new] = sum_features(self.table, hashed.features, hashed.starts)
        self._size = new.stop

    def _reserve(self, size: int) -> None:
        """Room for so many words, and for as many again: what is known of all words is seldom copied."""
        if size > len(self.hashes):
            more = 2 * size - len(self.hashes)
            self.hashes, self.ends = np.pad(self.hashes, (0, more)), np.pad(self.ends, (0, more))
            self.signs = np.pad(self.signs, ((0, more), (0, 0)))
            self.sums = np.pad(self.sums, ((0, more), (0, 0)))


@lru_cache(maxsize=1)
def _shared_store() -> _WordStore:
    return _WordStore(load_acts())


def forget_words() -> None:
    """Forget the words met so far and the table they were met with: for a table that was fitted anew."""
    _shared_store.cache_clear()
