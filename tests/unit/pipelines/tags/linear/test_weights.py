"""The shipped weights are whole, small, and their card says what the rule needs."""

from pathlib import Path

import pytest

from models.tags import Emotion, Stage
from pipelines.tags.classifiers.cues import CUE_NAMES
from pipelines.tags.linear import weights
from pipelines.tags.linear.weighting import LANES_PER_WORD
from pipelines.tags.text.ngrams import ROW_BITS

SHIPPED = Path(weights.__file__).parent


@pytest.mark.parametrize("name", weights.TABLES)
def test_a_table_has_a_weight_for_each_row_and_head(name: str) -> None:
    table = weights.load_table(name)
    heads = len(table.heads)
    assert table.packed.shape == (1 << ROW_BITS, -(-(heads + 1) // LANES_PER_WORD))
    assert table.cue_weights.shape == (len(CUE_NAMES), heads)
    assert table.scales.shape == table.bias.shape == (heads,)


def test_all_weights_together_are_a_few_megabytes() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.glob("*.npz")) < 10_000_000


def test_the_card_has_a_threshold_for_each_emotion() -> None:
    assert len(weights.model_card()["emotions"]) == len(Emotion)


def test_each_stage_is_seen_more_often_where_it_is_than_where_it_is_not() -> None:
    assert weights.stage_rates(Stage.AWARENESS) == (1.0, 0.0, 0, 0)
    for stage in Stage:
        seen = weights.stage_rates(stage)
        assert 0 <= seen.false_positive < seen.sensitivity <= 1
