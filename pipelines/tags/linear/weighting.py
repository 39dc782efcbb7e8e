"""Linear classifiers over hashed n-grams and cues: many heads in one pass over a table of packed weights.

Weights are whole numbers of 8 bits, three to an unsigned 64-bit word in lanes of 21 bits. A text's sums are exact
integers, so a text scores the same alone, in any batch, and on any machine. The score of a head is
`scale * sum(weight) / sqrt(sum(norm)) + cues . cue_weights + bias`, `norm` the squared idf of each n-gram; and the
like term again for meanings, where a table has weights for them.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.classifiers.cues import Cues
from pipelines.tags.sentiment.concepts import ConceptRows
from pipelines.tags.text.ngrams import Rows

_LANE_BITS = np.uint64(21)  # bits: room for 8,224 rows of weight 255: more n-grams than features.READ characters have
LANES_PER_WORD = 3
_ZERO = 128  # weights are stored plus this, to be unsigned
_TEXTS_AT_ONCE = 64  # texts whose rows are gathered together

FloatArray = NDArray[np.float64]


class WeightTable(NamedTuple):
    """The weights of some heads in one language."""

    heads: tuple[str, ...]
    packed: NDArray[np.uint64]  # rows x ceil((heads + 1) / 3): the heads' weights and, last, the norm
    scales: FloatArray  # one a head
    cue_weights: FloatArray  # cues x heads
    bias: FloatArray  # one a head
    meanings: NDArray[np.uint64]  # the like of `packed`, meanings.size() rows or none
    meaning_scales: FloatArray  # one a head


def pack(weights: NDArray[np.int64], norms: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Weights (rows x heads, -127..127) and norms (rows, 0..255) in lanes."""
    lanes = np.column_stack((weights + _ZERO, norms)).astype(np.uint64)
    spare = -lanes.shape[1] % LANES_PER_WORD
    lanes = np.pad(lanes, ((0, 0), (0, spare))).reshape(len(lanes), -1, LANES_PER_WORD)
    packed: NDArray[np.uint64] = (
        lanes[..., 0] | (lanes[..., 1] << _LANE_BITS) | (lanes[..., 2] << (_LANE_BITS * np.uint64(2)))
    )
    return packed


def score_heads(
    table: WeightTable, rows: Rows, starts: Rows, cues: Sequence[Cues], meant: ConceptRows | None = None
) -> FloatArray:
    """Scores of each text, texts x heads. Rows of all texts, where each text's begin, and the cues and meanings of
    each; meanings are for tables that have weights for them."""
    scored = (
        weighted_sums(table.packed, table.scales, rows, starts) + _dot(_matrix(cues), table.cue_weights) + table.bias
    )
    return scored if meant is None else scored + weighted_sums(table.meanings, table.meaning_scales, *meant)


def weighted_sums(packed: NDArray[np.uint64], scales: FloatArray, rows: Rows, starts: Rows) -> FloatArray:
    """What the rows of each text come to by themselves, texts x heads. Every text has a row."""
    sums = _unpack(_summed(packed, rows, starts))
    heads = len(scales)
    plain = sums[:, :heads] - (_ZERO * np.diff(starts))[:, None]
    told: FloatArray = plain * scales / np.sqrt(np.maximum(sums[:, heads], 1))[:, None]
    return told


def _summed(packed: NDArray[np.uint64], rows: Rows, starts: Rows) -> NDArray[np.uint64]:
    """The sums of each text's rows, some texts at a time: rows of many would drive the table out of the cache."""
    pieces = []
    for i in range(0, len(starts) - 1, _TEXTS_AT_ONCE):
        some = starts[i : i + _TEXTS_AT_ONCE + 1]
        taken = packed.take(rows[some[0] : some[-1]], axis=0)
        pieces.append(np.add.reduceat(taken, some[:-1] - some[0], axis=0))
    return np.concatenate(pieces)


def _unpack(packed: NDArray[np.uint64]) -> NDArray[np.int64]:
    low = np.uint64((1 << int(_LANE_BITS)) - 1)
    lanes = np.stack([(packed >> (_LANE_BITS * np.uint64(lane))) & low for lane in range(LANES_PER_WORD)], axis=-1)
    return lanes.reshape(len(packed), -1).astype(np.int64)


def _matrix(cues: Sequence[Cues]) -> FloatArray:
    return np.fromiter(chain.from_iterable(cues), dtype=np.float64).reshape(len(cues), -1)


def _dot(cues: FloatArray, weights: FloatArray) -> FloatArray:
    """A product whose sums run cue by cue, whatever the number of texts; BLAS would order them by the batch."""
    total: FloatArray = cues[:, :1] * weights[0]
    for cue in range(1, len(weights)):
        total += cues[:, cue : cue + 1] * weights[cue]
    return total


def softmax(scored: FloatArray) -> FloatArray:
    """Probabilities over the last axis."""
    powers = np.exp(scored - scored.max(axis=-1, keepdims=True))
    shares: FloatArray = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def logistic(scored: FloatArray) -> FloatArray:
    """Probability of each head by itself."""
    return 1 / (1 + np.exp(-np.clip(scored, -30, 30)))
