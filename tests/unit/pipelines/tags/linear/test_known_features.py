"""Known features: exact sums of what a table knows; what it does not know weighs nothing."""

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.linear import FeatureTable, score_sums, sum_features, sum_runs
from pipelines.tags.linear.known_features import build_feature_table

KEYS = np.array([5, 1 << 20, 3 << 28], dtype=np.uint32)
TABLE: FeatureTable = build_feature_table(
    ("yes", "no"),
    KEYS,
    np.array([[10, -10], [0, 127], [-127, 3]], dtype=np.int8),
    np.array([4, 9, 255], dtype=np.uint8),
    np.array([0.5, 1.0]),
    np.array([0.25, 0.0]),
)


def features(*keys: int) -> NDArray[np.uint64]:
    return np.array(keys, dtype=np.uint64) << np.uint64(32)


def scores(*keys: int) -> list[float]:
    some = features(*keys)
    scored: list[float] = score_sums(TABLE, sum_features(TABLE, some, np.array([0, len(some)])))[0].tolist()
    return scored


def test_a_score_is_the_weights_over_the_root_of_the_norms() -> None:
    assert scores(5) == [10 * 0.5 / 2 + 0.25, -10 / 2]
    assert scores(5, 1 << 20) == [10 * 0.5 / 13**0.5 + 0.25, 117 / 13**0.5]


def test_what_is_not_known_weighs_nothing() -> None:
    assert scores(5, 6, 7, 1 << 30) == scores(5)
    assert scores(6) == scores() == [0.25, 0.0]


def test_sums_of_parts_are_the_sums_of_the_whole() -> None:
    parts = sum_features(TABLE, features(5, 5, 1 << 20, 3 << 28), np.array([0, 1, 1, 4]))
    whole = sum_features(TABLE, features(5, 5, 1 << 20, 3 << 28), np.array([0, 4]))
    assert (sum_runs(parts, np.array([0, 3])) == whole).all()
