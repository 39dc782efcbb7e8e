"""Linear heads over dense vectors: a few hundred numbers a text, as encoders of sentences give them."""

import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.tags.linear.weighting import FloatArray


class DenseHeads(NamedTuple):
    """The weights of some heads over a vector."""

    heads: tuple[str, ...]
    weights: NDArray[np.float32]  # heads x numbers of the vector
    bias: NDArray[np.float32]  # one a head

    @property
    def version(self) -> str:
        """Other weights, another version."""
        return f"heads-{zlib.crc32(self.weights.tobytes() + self.bias.tobytes()):08x}"

    def score(self, vector: FloatArray) -> FloatArray:
        """Scores of one text, one a head. Summed head by head: BLAS would order the sums by machine."""
        scores: FloatArray = (self.weights.astype(np.float64) * vector).sum(axis=1) + self.bias
        return scores
