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
SMALL_BATCH = 8  # texts: below it a loop over bytes in Python is quicker than one over columns in numpy
_CHUNK = 256  # texts whose columns fit the cache together

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
        features, owner = self._walk_each(encoded) if len(encoded) < SMALL_BATCH else self._walk_all(encoded)
        lengths = np.array([max(1, len(each)) for each in encoded])
        probabilities = self._probabilities(features, owner, lengths) * columns
        best = probabilities.argmax(axis=1)
        confidence = np.round(probabilities.max(axis=1), 4)
        return [(self._codes[b], p) for b, p in zip(best.tolist(), confidence.tolist(), strict=True)]

    def _walk_each(self, texts: Sequence[bytes]) -> FeatureVisits:
        met = [(feature, i) for i, text in enumerate(texts) for feature in self._walk(text)]
        features, owner = zip(*met, strict=True) if met else ((), ())
        return np.array(features, dtype=np.int64), np.array(owner, dtype=np.int64)

    def _walk(self, text: bytes) -> list[int]:
        state, met = 0, []
        for byte in text:
            state = self._next.item(self._row.item(state) + byte)
            met.append(self._out.item(state))
        return [feature for feature in met if feature >= 0]

    def _walk_all(self, texts: Sequence[bytes]) -> FeatureVisits:
        """All texts one byte further at a time, the longest first: those that have ended are behind the others."""
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        longest = len(texts[order[0]])
        columns = np.frombuffer(b"".join(texts[i].ljust(longest, b"\0") for i in order), dtype=np.uint8)
        columns = columns.reshape(len(texts), longest).T.astype(np.int64)
        going = np.cumsum(np.bincount([len(each) for each in texts], minlength=longest + 1)[:0:-1])[::-1].tolist()
        state = np.zeros(len(texts), dtype=self._next.dtype)
        met = np.full((longest, len(texts)), -1, dtype=np.int64)
        for step, (column, many) in enumerate(zip(columns, going, strict=True)):
            state = self._next.take(self._row.take(state[:many]) + column[:many])
            met[step, :many] = self._out.take(state)
        place, owner = np.nonzero(met >= 0)
        return met[place, owner], np.array(order)[owner]

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
