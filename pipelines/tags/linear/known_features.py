"""Weights of the features that a table knows, looked up by their hash; what it does not know weighs nothing.

As in `weighting.py`, weights are whole numbers of 8 bits in lanes, so that sums are exact and a text scores the same
alone, in any batch, and on any machine: `scale * sum(weight) / sqrt(sum(norm)) + bias`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.linear.weighting import ZERO, FloatArray, pack, unpack
from pipelines.tags.text import Rows

SLOT_BITS = 20  # of a feature's hash: where it is looked up. One feature has a slot
_ONE = 1 - ZERO  # as a weight it is stored as one, and sums to how many features there are
_KEY_BITS = np.uint64(32)  # by which a feature is known: one in four billion is taken for another

Sums = NDArray[np.uint64]


class FeatureTable(NamedTuple):
    """The weights of some heads. `keys` are the first 32 bits of each known feature's hash, in order; row 0 of
    `packed` is of the unknown, row i + 1 of the i-th key."""

    heads: tuple[str, ...]
    keys: NDArray[np.uint32]
    packed: Sums
    scales: FloatArray  # one a head
    bias: FloatArray  # one a head
    slots: NDArray[np.int32]  # slot -> row, 0 for none


def build_feature_table(
    heads: Sequence[str], keys: NDArray[np.uint32], weights: NDArray[np.int8], norms: NDArray[np.uint8],
    scales: FloatArray, bias: FloatArray,
) -> FeatureTable:  # fmt: skip
    """A table of weights (keys x heads, -127..127) and norms (0..255). No two keys may have the same slot."""
    counted = np.column_stack((weights.astype(np.int64), np.full(len(keys), _ONE)))
    rows = pack(counted, norms.astype(np.int64))
    packed = np.ascontiguousarray(np.vstack((np.zeros((1, rows.shape[1]), np.uint64), rows)))  # row by row: taken so
    slots = np.zeros(1 << SLOT_BITS, dtype=np.int32)
    slots[slot_of(keys)] = np.arange(1, len(keys) + 1)
    return FeatureTable(tuple(heads), keys, packed, scales, bias, slots)


def slot_of(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The slots of keys."""
    return keys >> np.uint32(int(_KEY_BITS) - SLOT_BITS)


def key_of(features: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The keys of features."""
    return (features >> (np.uint64(64) - _KEY_BITS)).astype(np.uint32)


def sum_features(table: FeatureTable, features: NDArray[np.uint64], starts: Rows) -> Sums:
    """The packed sums of each run of features; `starts` has where each begins, one more than there are."""
    keys = key_of(features)
    rows = table.slots.take(slot_of(keys))
    rows[table.keys.take(rows - 1) != keys] = 0
    known = np.flatnonzero(rows)
    return sum_runs(table.packed.take(rows[known], axis=0), np.searchsorted(known, starts))


def sum_runs(packed: Sums, starts: Rows) -> Sums:
    """The sums of runs of rows, which may be empty."""
    sums = np.zeros((len(starts) - 1, packed.shape[1]), dtype=np.uint64)
    filled = np.flatnonzero(starts[1:] > starts[:-1])
    if len(filled):
        sums[filled] = np.add.reduceat(packed, starts[filled], axis=0)
    return sums


def score_sums(table: FeatureTable, sums: Sums) -> FloatArray:
    """Scores, texts x heads, of what the features of each text come to."""
    lanes = unpack(sums)
    heads = len(table.heads)
    weights = lanes[:, :heads] - ZERO * lanes[:, heads : heads + 1]
    scored: FloatArray = weights * table.scales / np.sqrt(np.maximum(lanes[:, heads + 1 : heads + 2], 1)) + table.bias
    return scored
