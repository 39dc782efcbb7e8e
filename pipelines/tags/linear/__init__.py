"""Linear: scores of texts by tables of packed weights over hashed n-grams, and the trained weights that ship.

It knows nothing of what the heads of a table mean.
"""

from pipelines.tags.linear.dense import DenseHeads
from pipelines.tags.linear.known_features import FeatureTable, score_sums, sum_features, sum_runs
from pipelines.tags.linear.weighting import (
    FloatArray,
    TextRows,
    WeightTable,
    logistic,
    score_heads,
    softmax,
    weighted_sums,
)
from pipelines.tags.linear.weights import load_acts, load_dense_heads, load_table, model_card, stage_rates

__all__ = [
    "DenseHeads",
    "FeatureTable",
    "FloatArray",
    "TextRows",
    "WeightTable",
    "load_acts",
    "load_dense_heads",
    "load_table",
    "logistic",
    "model_card",
    "score_heads",
    "score_sums",
    "softmax",
    "stage_rates",
    "sum_features",
    "sum_runs",
    "weighted_sums",
]
