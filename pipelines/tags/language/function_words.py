"""Function words that give a language away, and the votes that a text's words cast with them.

Lists of spaCy (MIT), and our own for what it lacks or cannot tell apart (`pipelines/tags/languages/`).
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from runpy import run_path
from typing import NamedTuple

import numpy as np

from pipelines.tags.languages import DETECTED_ONLY, LANGUAGES

VOTE = 6  # of a word that one language has alone: two or three languages share it in whole numbers
_MAX_SHARED = 3  # languages: a word of more says nothing
_MAX_WORDS = 60  # that vote: a longer text is settled by its beginning
_LANE_BITS = 16  # of a language's count in a packed vote: room for _MAX_WORDS votes many times over


class Votes(NamedTuple):
    """The language with the most votes, their number, and that of the language with the next most."""

    code: str
    most: int
    runner_up: int


def _word_lists() -> dict[str, set[str]]:
    lists = {code: load_stop_words(code) for code in _from_spacy()}
    for code, language in LANGUAGES.items():
        lists[code] = lists.get(code, set()) | set(language.function_words.split())
    return lists


def load_stop_words(code: str) -> set[str]:
    """spaCy's list of a language, from its file alone: with its packages come seconds of imports."""
    folder = find_spec("spacy").submodule_search_locations[0]  # type: ignore[union-attr, index]  # we depend on it
    return set(run_path(f"{folder}/lang/{code}/stop_words.py")["STOP_WORDS"])


def _from_spacy() -> tuple[str, ...]:
    return (*DETECTED_ONLY, *(code for code, language in LANGUAGES.items() if language.has_spacy_stop_words))


def _pack_votes(lists: dict[str, set[str]]) -> dict[str, int]:
    """Word -> its vote for each language that uses it, VOTE divided by their number; each language's in a lane of its
    own of one integer, so that one sum over a text's words counts for all languages."""
    used_by = Counter(word for words in lists.values() for word in words)
    votes: Counter[str] = Counter()
    for lane, code in enumerate(_CODES):
        for word in lists[code]:
            if used_by[word] <= _MAX_SHARED and (len(word) > 1 or not word.isascii()):
                votes[word.lower()] += (VOTE // used_by[word]) << (_LANE_BITS * lane)
    return dict(votes)


_CODES = tuple(sorted({*DETECTED_ONLY, *LANGUAGES}))
_PACKED_VOTES = _pack_votes(_word_lists())
DIGEST = hashlib.sha256(repr(sorted(_PACKED_VOTES.items())).encode()).hexdigest()[:8]  # of the lists as they decide


def count_votes(texts: Sequence[Sequence[str]]) -> list[Votes]:
    """The votes of each text's first words, given in lower case."""
    packed = [sum(filter(None, map(_PACKED_VOTES.get, words[:_MAX_WORDS]))) for words in texts]
    size = len(_CODES) * _LANE_BITS // 8  # bytes
    lanes = b"".join([each.to_bytes(size, "little") for each in packed])
    counts = np.frombuffer(lanes, dtype="<u2").reshape(len(packed), len(_CODES))
    best, ordered = counts.argmax(axis=1).tolist(), np.sort(counts, axis=1)
    most, runner_up = ordered[:, -1].tolist(), ordered[:, -2].tolist()
    return list(map(Votes, map(_CODES.__getitem__, best), most, runner_up))
