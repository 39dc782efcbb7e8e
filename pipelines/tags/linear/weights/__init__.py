"""The trained numbers that ship with the package, and their card. Read once, from the package's own files."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from models.tags import Stage
from pipelines.tags.linear.dense import DenseHeads
from pipelines.tags.linear.known_features import FeatureTable, build_feature_table
from pipelines.tags.linear.weighting import WeightTable

TABLES = ("ar", "de", "en", "es", "fr", "hi", "it", "pt", "norwegian", "nordic", "scandinavian")
DENSE_HEADS = "encoder.npz"  # the file of the heads over embeddings


@lru_cache(maxsize=16)
def load_table(name: str) -> WeightTable:
    """The table of a language; `norwegian` is of Bokmål and Nynorsk, `nordic` of Danish and Swedish, `scandinavian`
    tells these four apart."""
    with (files(__name__) / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return WeightTable(
            heads=tuple(str(head) for head in stored["heads"]),
            packed=stored["packed"],
            scales=stored["scales"],
            cue_weights=stored["cue_weights"],
            bias=stored["bias"],
            concepts=stored["concepts"],
            concept_scales=stored["concept_scales"],
        )


@lru_cache(maxsize=1)
def load_acts() -> FeatureTable:
    """The table that tells what the author of a post does, in every language."""
    with (files(__name__) / "acts.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        heads = tuple(str(head) for head in stored["heads"])
        return build_feature_table(heads, *(stored[name] for name in ("keys", "weights", "norms", "scales", "bias")))


@lru_cache(maxsize=1)
def load_dense_heads() -> DenseHeads:
    """The heads over embeddings, of the encoder tier."""
    with (files(__name__) / DENSE_HEADS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return DenseHeads(tuple(str(head) for head in stored["heads"]), stored["weights"], stored["bias"])


@lru_cache(maxsize=1)
def model_card() -> dict[str, Any]:
    """Thresholds, calibration, and how often each stage is found (`se`) and wrongly seen (`fp`), as measured."""
    read: dict[str, Any] = json.loads((files(__name__) / "card.json").read_text(encoding="utf-8"))
    return read


class Rates(NamedTuple):
    """How often an author who has reached a stage is seen there or beyond, and how often one who has not is.

    `examples` and `others`: on how many people's labelled texts the one and the other was measured.
    """

    sensitivity: float
    false_positive: float
    examples: int
    others: int


def stage_rates(stage: Stage) -> Rates:
    """The measured rates of a stage; everyone who speaks has reached awareness, and is always seen there."""
    if stage is Stage.AWARENESS:
        return Rates(1.0, 0.0, 0, 0)
    measured = model_card()["stages"][stage.value]
    return Rates(*(measured[name] for name in ("se", "fp", "examples", "others")))
