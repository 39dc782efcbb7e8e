"""The fast identifier says what py3langid says, alone and among others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipelines.tags.fast.langid import CANDIDATES, shared_identifier
from tests.unit.pipelines.tags.language.test_identification import SENTENCES

TEXTS = st.text(max_size=80) | st.sampled_from([text for _, text in SENTENCES])


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES.split())
    return identifier


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=24))
def test_it_says_what_the_library_says(library: LanguageIdentifier, texts: list[str]) -> None:
    for (code, sure), text in zip(shared_identifier().classify_all(texts), texts, strict=True):
        theirs, confidence = library.classify(text)
        assert sure == pytest.approx(confidence, abs=2e-3)
        assert code == theirs or confidence < 0.5


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=24))
def test_a_text_is_told_the_same_alone_and_among_others(texts: list[str]) -> None:
    assert shared_identifier().classify_all(texts) == [shared_identifier().classify(text) for text in texts]


def test_among_some_languages_the_likeliest_of_them_is_told() -> None:
    text = "Wir treffen uns vor der Bibliothek"
    assert shared_identifier().classify_all([text, text], ("fr", "de"))[0][0] == "de"
    assert shared_identifier().classify_all([text], ("fr", "es"))[0][0] in ("fr", "es")
