"""Vocabulary: the words met, numbered, and what pure functions say of them, kept by number.

The words of a stream repeat. A batch of texts is looked up once, word by word; what is known of its words is then
gathered by numpy for all at once. Callers cannot tell what was kept from what is computed now.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.text.ngrams import Rows

_MAX_WORDS = 32_768  # kept: more than a day of one campaign has; beyond it the vocabulary starts afresh
_UNKNOWN = 255  # what a table has for a word that it was not asked for yet

Marks = NDArray[np.uint8]


class NumberedWords(NamedTuple):
    """The numbers of the words of texts, one text after another, and where each text's begin (one more than there
    are texts). They hold until other texts are numbered."""

    numbers: Rows
    starts: Rows


class Vocabulary(dict[str, int]):
    """`vocabulary[word]` is the word's number, new or known; `words` has the words by number; `age` changes when it
    starts afresh."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.age = 0

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self.words)
        self.words.append(word)
        return number

    def number_all(self, texts: Sequence[Sequence[str]]) -> NumberedWords:
        """The numbers of the words of some texts."""
        if len(self.words) > _MAX_WORDS:
            self.clear()
            self.words.clear()
            self.age += 1
        numbers = np.fromiter(map(self.__getitem__, chain.from_iterable(texts)), np.int64)
        return NumberedWords(numbers, np.fromiter(accumulate(map(len, texts), initial=0), np.int64))


class WordTable:
    """What a pure function of a word and a language says, 0 to 254, for some languages; 0 in all others."""

    def __init__(self, vocabulary: Vocabulary, languages: Sequence[str], function: Callable[[str, str], int]) -> None:
        self._vocabulary, self._languages, self._function = vocabulary, tuple(languages), function
        self._column = {code: i for i, code in enumerate(languages)}
        self._age, self._known = -1, np.zeros(0, dtype=np.uint8)

    def look_up(self, words: NumberedWords, codes: Sequence[str]) -> Marks:
        """What it says of each word, each text in the language of its code."""
        self._make_room()
        column = [self._column.get(code, len(self._column)) for code in codes]
        places = words.numbers * (len(self._column) + 1) + np.repeat(column, np.diff(words.starts))
        found: Marks = self._known.take(places)
        unknown = np.flatnonzero(found == _UNKNOWN)
        if len(unknown):
            self._ask(np.unique(places[unknown]).tolist())
            found = self._known.take(places)
        return found

    def _make_room(self) -> None:
        """A row of its own for each word, and for as many again: what is known is seldom copied."""
        if self._age != self._vocabulary.age:
            self._age, self._known = self._vocabulary.age, self._known[:0]
        width = len(self._column) + 1
        if len(self._known) < len(self._vocabulary.words) * width:
            more = np.full((2 * len(self._vocabulary.words), width), _UNKNOWN, dtype=np.uint8)
            more[:, -1] = 0
            more.ravel()[: len(self._known)] = self._known
            self._known = more.ravel()

    def _ask(self, places: Sequence[int]) -> None:
        for place in places:
            word, column = divmod(place, len(self._column) + 1)
            self._known[place] = self._function(self._vocabulary.words[word], self._languages[column])


@lru_cache(maxsize=1)
def shared_vocabulary() -> Vocabulary:
    """The one of this process."""
    return Vocabulary()


def number_words_of(texts: Sequence[Sequence[str]]) -> NumberedWords:
    """The numbers that the words of some texts have in the shared vocabulary."""
    return shared_vocabulary().number_all(texts)
