"""Wordings: how something is said, as hashed features of a batch of texts, sentence by sentence.

A sentence's features are its words and marks one by one, by two and by three, its beginning and end among them; runs
of two to five characters within its words; and runs of up to four signs, which are what the caller says that words
are (`not`, `I`, `gave`), in any language, words without a sign being a gap. Which features a sentence has depends on
that sentence alone.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.text.ngrams import Hashes, Rows, hash_spans

_MARK_LETTERS = {"Mn", "Cf"}  # accents, vowel points, selectors of emoji: people leave them out as they like
_LIKE_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي",
                               "ة": "ه", "ـ": "", "ı": "i", "ł": "l", "đ": "d"})  # fmt: skip
_DIGIT = re.compile(r"\d")
_AGAIN = re.compile(r"(.)\1\1+")
_SENTENCE_ENDS = frozenset(".!?…؟।")
_LINKS = ("http:", "https:")

_RUNS = range(2, 6)  # lengths, in characters
_WORDS, _SIGNS = range(1, 4), range(1, 5)  # lengths, in words and in signs
_PRIME, _SPREAD = np.uint64(0x100000001B3), np.uint64(0xD6E8FEB86659FD93)
_PAIR, _SALT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x2545F4914F6CDD1D)
_BEGIN, _END, _GAP = 2, 3, 4  # the signs of a sentence's beginning and end, and of words without one; hashes, too
FIRST_SIGN = 5


class HashedWords(NamedTuple):
    """A hash of each word, the features of its characters one word after another, and where each word's begin (one
    more than there are words)."""

    hashes: Hashes
    features: Hashes
    starts: Rows


class Sentences(NamedTuple):
    """Where the sentences of a batch stand among its words, and which sentences begin a text (one more each)."""

    words: Rows
    texts: Rows


def fold_word(word: str) -> str:
    """A lower-case token as wordings read it: digits alike, without accents; perhaps empty.

    A hashtag is read as its word, links and names not at all: few of the posts that were learned from have one, and
    nearly all of the tweets, so they would mean what those happen to say.
    """
    return fold_words((word,))[0]


def fold_words(words: Sequence[str]) -> list[str]:
    """The same of several tokens, at least one: what is done to all alike is done at once, in a third of the time."""
    lines = "\n".join(["" if _is_unread(word) else word if word.isascii() else _fold_letters(word) for word in words])
    return _AGAIN.sub(r"\1\1", _DIGIT.sub("0", lines)).replace(" ", "").split("\n")


def _is_unread(word: str) -> bool:
    return word == "#" or word.startswith(_LINKS) or (len(word) > 1 and word[0] == "@")


def _fold_letters(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word).translate(_LIKE_LETTERS)
    return "".join([letter for letter in decomposed if unicodedata.category(letter) not in _MARK_LETTERS])


def ends_sentence(word: str) -> bool:
    """Whether a token is a mark at which a sentence ends."""
    return word in _SENTENCE_ENDS


def hash_words(words: Sequence[str]) -> HashedWords:
    """The hashes of folded words, and of the runs of their characters; a word of one character has no runs."""
    joined = f" {' '.join(words)} "
    chars = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    space = chars == 32
    first = np.concatenate(([1], np.flatnonzero(space[1:-1]) + 2))
    end = np.append(first[1:] - 1, len(chars) - 1)
    usable = np.ones(len(chars), dtype=bool)
    usable[first[end - first <= 1]] = False
    grams = np.zeros((len(chars), len(_RUNS)), dtype=np.uint64)
    inside = np.zeros(grams.shape, dtype=bool)
    hashed, inner = chars, usable
    for kind, length in enumerate(_RUNS):
        hashed = hashed[:-1] * _PRIME + chars[length - 1 :]
        inner = usable if length == 2 else inner[: len(hashed)] & (usable & ~space)[length - 2 : -1]
        grams[: len(hashed), kind] = hashed + np.uint64(length)
        inside[: len(hashed), kind] = (
            inner[: len(hashed)] & usable[length - 1 :] & ~(space[: len(hashed)] & space[1 : len(hashed) + 1])
        )
    places = np.flatnonzero(inside)
    # A run belongs to the word that begins at or after the space before it.
    starts = np.searchsorted(places, np.append((first - 1) * len(_RUNS), grams.size))
    return HashedWords(hash_spans(chars, first, end), _mix(grams.ravel()[places]), starts)


def find_sentences(ends: NDArray[np.bool_], texts: Rows) -> Sentences:
    """The sentences of texts, by which of their words end one; every text has at least one. `texts` has where each
    text's words begin, one more than there are texts."""
    last = np.zeros(len(ends) + 1, dtype=bool)  # whether a sentence may begin after the word before
    last[1:] = ends
    last[:-1] &= ~ends
    last[texts] = False
    begins = np.concatenate((np.flatnonzero(last), texts[:-1]))
    order = np.argsort(begins, kind="stable")
    begins = begins[order]
    return Sentences(np.append(begins, len(ends)), np.append(np.flatnonzero(order >= last.sum()), len(begins)))


def hash_runs(hashes: Hashes, signs: Hashes, sentences: Sentences) -> tuple[Hashes, Rows]:
    """The features of runs of words and of signs, one sentence after another, and where each sentence's begin.

    `signs` has a number of FIRST_SIGN or more for each word that has a sign, else 0.
    """
    words, number = sentences.words, np.arange(len(sentences.words) - 1)
    inner = np.arange(len(hashes)) + 2 * np.repeat(number, np.diff(words)) + 1
    begins = words[:-1] + 2 * number
    sequence = np.zeros((2, len(hashes) + 2 * len(number)), dtype=np.uint64)
    sequence[:, inner] = hashes, signs
    sequence[:, begins] = _BEGIN
    sequence[:, words[1:] + 2 * number + 1] = _END
    of = np.repeat(number, np.diff(words) + 2)
    grams = np.zeros((sequence.shape[1], len(_WORDS) + len(_SIGNS)), dtype=np.uint64)
    inside = np.zeros(grams.shape, dtype=bool)
    split = len(_WORDS)
    _mark_runs(sequence[0], of, np.arange(len(of)), _WORDS, grams[:, :split], inside[:, :split])
    signed, at = _close_gaps(sequence[1])
    _mark_runs(signed * _SALT, of[at], at, _SIGNS, grams[:, split:], inside[:, split:])
    places = np.flatnonzero(inside)
    return _mix(grams.ravel()[places]), np.searchsorted(places, np.append(begins * grams.shape[1], grams.size))


def _close_gaps(signs: Hashes) -> tuple[Hashes, Rows]:
    """The signs, a gap for each run of words without one, and where they stand."""
    bare = signs == 0
    again = bare[1:] & bare[:-1]
    at = np.flatnonzero(~np.append(False, again))
    return np.where(bare, np.uint64(_GAP), signs)[at], at


def _mark_runs(words: Hashes, of: Rows, at: Rows, lengths: range, grams: Hashes, inside: NDArray[np.bool_]) -> None:
    """Runs of words of one sentence, where the last of them stands."""
    hashed = words
    for kind, length in enumerate(lengths):
        if length > 1:
            hashed = hashed[:-1] * _PAIR + words[length - 1 :]
        grams[at[length - 1 :], kind] = hashed ^ (_PAIR >> np.uint64(length))
        inside[at[length - 1 :], kind] = of[length - 1 :] == of[: len(hashed)]


def _mix(hashed: Hashes) -> Hashes:
    mixed: Hashes = (hashed ^ (hashed >> np.uint64(31))) * _SPREAD
    return mixed ^ (mixed >> np.uint64(29))
