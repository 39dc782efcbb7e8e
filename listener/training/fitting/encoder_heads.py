"""Fits the heads of the encoder tier, which tell from an embedding what an author does, on posts written for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from listener.training.data.written_acts import WrittenPost, read_written_acts
from pipelines.tags.acts.kinds import KINDS
from pipelines.tags.encoder import SentenceEncoder, load_encoder
from pipelines.tags.linear import DenseHeads, FloatArray

_KINDS_STRENGTH, _TESTIMONY_STRENGTH = (
    0.005,
    0.003,
)  # inverse of the L2 penalty; chosen on folds apart by cause


def write_encoder_heads(path: Path) -> bool:
    """Fit the heads and write them; False, and nothing is written, where the encoder is not installed. Embedding the
    posts takes some five minutes of one core."""
    try:
        encoder = load_encoder()
    except ImportError:
        return False
    posts = read_written_acts()
    fitted = fit_heads(embed_posts(posts, encoder), posts)
    beside = path.with_name(f"new-{path.name}")  # a tagger that loads meanwhile reads the old file or the new
    np.savez_compressed(beside, **{**fitted._asdict(), "heads": np.array(fitted.heads)})
    beside.replace(path)
    return True


def embed_posts(posts: Sequence[WrittenPost], encoder: SentenceEncoder) -> FloatArray:
    """The embeddings of posts, one a row."""
    return np.stack([encoder.embed(each.text) for each in posts])


def fit_heads(embeddings: FloatArray, posts: Sequence[WrittenPost]) -> DenseHeads:
    """Heads for each kind of deed, and one for testimony, on embeddings whose every number is scaled alike."""
    mean, scale = embeddings.mean(axis=0), embeddings.std(axis=0)
    x = (embeddings - mean) / scale
    told = LogisticRegression(C=_KINDS_STRENGTH, max_iter=500).fit(x, [each.kind.value for each in posts])
    harmed = LogisticRegression(C=_TESTIMONY_STRENGTH, max_iter=500).fit(x, [each.testimony for each in posts])
    order = [list(told.classes_).index(kind.value) for kind in KINDS]
    rows = np.vstack((told.coef_[order], harmed.coef_)) / scale
    bias = np.append(told.intercept_[order], harmed.intercept_) - rows @ mean
    return DenseHeads((*(kind.value for kind in KINDS), "testimony"), _single(rows), _single(bias))


def _single(numbers: Any) -> NDArray[np.float32]:
    return np.asarray(numbers, dtype=np.float32)
