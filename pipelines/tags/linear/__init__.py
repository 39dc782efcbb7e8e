"""Linear: scores of texts by tables of packed weights over hashed n-grams, and the trained weights that ship.

It knows nothing of what the heads of a table mean.
"""

from pipelines.tags.linear.weighting import (
    FloatArray,
    TextRows,
    WeightTable,
    logistic,
    score_heads,
    softmax,
    weighted_sums,
)
from pipelines.tags.linear.weights import load_table, model_card, stage_rates

__all__ = [
    "FloatArray",
    "TextRows",
    "WeightTable",
    "load_table",
    "logistic",
    "model_card",
    "score_heads",
    "softmax",
    "stage_rates",
    "weighted_sums",
]
