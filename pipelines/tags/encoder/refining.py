"""What wordings say that an author does, refined by what an encoder finds that the text means.

Words and meaning err apart: words know the turns of phrase of posts that were written to learn from, meaning carries
over to other wordings and other languages. Their log-probabilities are added, each with a weight (a product of
experts: Hinton, "Products of Experts", ICANN 1999), so that a probability is as often right as it says and the bars
of the fast tier hold for both.
"""

import math

import numpy as np

from pipelines.tags.acts import Wording
from pipelines.tags.encoder.embedding import SentenceEncoder
from pipelines.tags.linear import FloatArray, load_dense_heads, logistic, softmax

# How much words and meaning count: the least log-loss on 12,780 posts written to learn from, each scored by heads
# that saw none of its cause. The shift lets as many posts pass the bar of testimony wrongly as by words alone.
_WORDS, _MEANING = 0.6, 0.8
_TESTIMONY_WORDS, _TESTIMONY_MEANING, _TESTIMONY_SHIFT = 0.7, 1.0, 1.2
_LEAST = 1e-4  # of a probability: what wordings round to nothing may still be
_DIGITS = 4  # of a probability: as those of wordings


def refined_version(encoder: SentenceEncoder) -> str:
    """The encoder with its heads: another of either is another tagger."""
    return f"{encoder.version}+{load_dense_heads().version}"


def refine_wording(wording: Wording, text: str, encoder: SentenceEncoder) -> Wording:
    """The wording of a post with its probabilities refined by what the encoder makes of its text, as it was written.

    Which sentence shows what stays as the wording has it.
    """
    if not text.strip():
        return wording
    return mix_scores(wording, load_dense_heads().score(encoder.embed(text)))


def mix_scores(wording: Wording, scores: FloatArray) -> Wording:
    """A wording and the scores of the heads in one."""
    words = np.log(np.maximum(wording.kinds, _LEAST))
    kinds = softmax(_WORDS * words + _MEANING * scores[:-1])
    testimony = logistic(
        _TESTIMONY_WORDS * _log_odds(wording.testimony) + _TESTIMONY_MEANING * scores[-1:] + _TESTIMONY_SHIFT
    )
    return wording._replace(
        kinds=tuple(np.round(kinds, _DIGITS).tolist()), testimony=float(np.round(testimony[0], _DIGITS))
    )


def _log_odds(probability: float) -> float:
    return math.log(max(probability, _LEAST) / max(1 - probability, _LEAST))
