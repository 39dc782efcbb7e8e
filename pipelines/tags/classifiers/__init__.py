"""Classifiers: what linear tables say of documents: sentiment, emotions, participation, speech acts; and copies."""

from pipelines.tags.classifiers.scoring import Scores, score

__all__ = ["Scores", "score"]
