"""py3langid's model, walked for many texts at once: its automaton over bytes, its naive Bayes table, in numpy.

The same features, weights and temperature as the library's own `classify` (BSD licence), which is a test; a text's
result does not depend on the texts beside it. With the library in its place the whole tagger takes 1.1 to 1.2 times
as long (tests/benchmarks/libraries.py), and the last digit of a confidence depends on the machine: the library sums
in 32 bits, in the order of its BLAS.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

CANDIDATES = (
    "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gu he hi hr hu hy id is it ja ka kk km kn ko "
    "ku lo lt lv mk ml mn mr ms my ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tr uk ur uz vi zh"
)
_CHUNK = 256  # texts whose places fit the cache together
_REACH = 5  # bytes before a place that tell where the automaton is there; after a zero it is at its beginning
_STRIDE = 8  # bytes: the more, the less is read twice, and the less of a batch is read at once

FeatureVisits = tuple[NDArray[np.int64], NDArray[np.int64]]  # features met, and by which text


class FastLanguageIdentifier:
    """py3langid's LanguageIdentifier (`norm_probs=True`, among CANDIDATES) for many texts at once."""

    def __init__(self) -> None:
        model = LanguageIdentifier.from_model_file(MODEL_FILE)
        model.set_languages(CANDIDATES.split())
        self._codes: list[str] = list(model.nb_classes)
        self._scripts = _repeated_codes(self._codes)
        self._table = np.ascontiguousarray(model.nb_ptc, dtype=np.float32)  # halves are slow to widen
        self._prior = np.asarray(model.nb_pc, dtype=np.float64)
        self._next = np.frombuffer(model.tk_nextmove, dtype=np.uint32)
        self._row = np.asarray(model.tk_row, dtype=np.int64) << 8
        self._out = np.asarray(model.tk_output, dtype=np.int64)

    def classify(self, text: str) -> tuple[str, float]:
        """The language of a text and how probable it is, 0..1; of a text without features all are alike."""
        return self.classify_all([text])[0]

    def classify_all(self, texts: Sequence[str], among: Sequence[str] = ()) -> list[tuple[str, float]]:
        """The same of each of several texts; `among` some languages, where they are given, and no others."""
        columns = np.array([not among or code in among for code in self._codes])
        chunks = [texts[i : i + _CHUNK] for i in range(0, len(texts), _CHUNK)]
        return [each for chunk in chunks for each in self._classify(chunk, columns)]

    def _classify(self, texts: Sequence[str], columns: NDArray[np.bool_]) -> list[tuple[str, float]]:
        encoded = list(map(_encode, texts))
        features, owner = self._walk(encoded)
        lengths = np.array([max(1, len(each)) for each in encoded])
        probabilities = self._probabilities(features, owner, lengths) * columns
        best = probabilities.argmax(axis=1)
        confidence = np.round(probabilities.max(axis=1), 4)
        return [(self._codes[b], p) for b, p in zip(best.tolist(), confidence.tolist(), strict=True)]

    def _walk(self, texts: Sequence[bytes]) -> FeatureVisits:
        """All texts one after another, from every _STRIDE-th place at once, each begun _REACH bytes early."""
        line = b"\0".join(texts) + b"\0"
        many = -(-len(line) // _STRIDE)
        codes = np.frombuffer(bytes(_REACH) + line.ljust(many * _STRIDE, b"\0"), dtype=np.uint8).astype(np.int64)
        state = np.zeros(many, dtype=self._next.dtype)
        met = np.empty((many, _STRIDE), dtype=np.int64)
        for step in range(-_REACH, _STRIDE):
            state = self._next.take(self._row.take(state) + codes[_REACH + step :: _STRIDE][:many])
            met[:, step] = self._out.take(state)  # what is met early is met again
        owner = np.repeat(np.arange(len(texts)), [len(each) + 1 for each in texts])
        places = np.flatnonzero(met.ravel()[: len(line)] >= 0)
        return met.ravel()[places], owner[places]

    def _probabilities(
        self, features: NDArray[np.int64], owner: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        size = len(self._table)
        keys, counts = np.unique(owner * size + features, return_counts=True)
        scores = np.zeros((len(lengths), len(self._codes)))
        if len(keys):
            weighted = np.log1p(counts)[:, None] * self._table.take(keys % size, axis=0)
            owners, first = np.unique(keys // size, return_index=True)
            scores[owners] = np.add.reduceat(weighted, first, axis=0) + self._prior
        scores /= np.sqrt(lengths)[:, None]  # the library's temperature
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        for column, first_column in self._scripts:
            shares[:, first_column] += shares[:, column]
            shares[:, column] = 0
        return shares


def _repeated_codes(codes: Sequence[str]) -> list[tuple[int, int]]:
    """The places of languages that have come before, in another script, and where."""
    return [(place, codes.index(code)) for place, code in enumerate(codes) if codes.index(code) != place]


def _encode(text: str) -> bytes:
    text = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def shared_identifier() -> FastLanguageIdentifier:
    """The one of this process: its model takes a second to load and some ten megabytes."""
    return FastLanguageIdentifier()
