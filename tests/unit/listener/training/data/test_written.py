"""What was written for Nordic languages: whole, apart from what measures it, and worth what the model card says."""

import numpy as np
import pytest

from listener.training.data import datasets
from listener.training.fitting import tables
from listener.training.measuring import measures
from listener.training.measuring.measured import make_post
from models.tags import Tags
from pipelines.tags import Tagger
from pipelines.tags.sentiment.lexicon import LEXICON_OF


def tagged(code: str, claim: str | None) -> tuple[list[datasets.LabelledText], list[Tags]]:
    examples = datasets.read_written(code, unseen=True)
    return examples, Tagger(cached=0).tag([make_post(each.text, claim) for each in examples])


@pytest.mark.parametrize("code", ["nb", "da", "sv"])
def test_norwegian_danish_and_swedish_sentences_are_told_apart(code: str) -> None:
    _, tags = tagged(code, None)
    right = [LEXICON_OF.get(each.language or "", each.language) == code for each in tags]
    assert np.mean(right) > 0.97


@pytest.mark.parametrize("code", ["nb", "da", "sv"])
def test_their_sentiment_is_found_far_oftener_than_by_chance(code: str) -> None:
    examples, tags = tagged(code, code)
    truth = np.array([each.label for each in examples])
    said = np.array([each.sentiment.label if each.sentiment else "none" for each in tags])
    assert measures.macro_f1(truth, said, tables.SENTIMENTS).value > 0.62


@pytest.mark.parametrize("code", ["ar", "da", "nb", "nn", "sv"])
def test_every_line_is_a_text_with_a_label_and_none_is_there_twice(code: str) -> None:
    texts = [*datasets.read_written(code), *datasets.read_written(code, unseen=True)]
    assert {each.label for each in texts} == set(tables.SENTIMENTS)
    assert len({each.text for each in texts}) == len(texts) > 1_000


def test_nothing_was_written_for_a_language_that_has_its_own() -> None:
    assert datasets.read_written("en") == []
