"""Claims of a language, in whatever standard they are written, and codes that claim none."""

import pytest

from pipelines.tags.language import is_among, language_code

SAME = {
    "en": "en eng EN-gb en_US en-Latn-GB",
    "nb": "nb nob no nor nb-NO no_NO",
    "nn": "nn nno nn-NO",
    "de": "de deu ger de-AT",
    "fr": "fr fra fre fr-CA",
    "zh": "zh zho chi cmn zh-Hant-TW",
    "ar": "ar ara arb arz ar-EG",
    "sv": "sv swe",
    "da": "da dan",
    "es": "es spa es-419",
    "it": "it ita",
    "pt": "pt por pt-BR",
    "hi": "hi hin",
    "cs": "cs ces cze",
    "nl": "nl nld dut",
    "he": "he heb iw",
    "tl": "tl tgl fil",
    "gsw": "gsw",  # a language that ISO 639-1 lacks
}


@pytest.mark.parametrize(("code", "claim"), [(code, one) for code, some in SAME.items() for one in some.split()])
def test_a_claim_means_its_language_in_every_standard(code: str, claim: str) -> None:
    assert language_code(claim) == code


NONE = "und mul zxx mis art qme qht qam qct qst qaa qtz UND und-Latn x-klingon i-default english"


@pytest.mark.parametrize("claim", NONE.split())
def test_codes_for_no_language_claim_none(claim: str) -> None:
    assert language_code(claim) is None


def test_quechua_is_no_private_code() -> None:
    assert language_code("que") == "qu"
    assert language_code("quz") == "quz"


@pytest.mark.parametrize("wanted", ["no", "nor", "NO", "no-NO"])
def test_norwegian_by_any_code_stands_for_both_written_forms(wanted: str) -> None:
    assert is_among("nb", [wanted])
    assert is_among("nn", [wanted])


def test_wanted_languages_are_read_as_claims_are() -> None:
    assert is_among("de", ["ger"])
    assert is_among("en", ["en-GB"])
    assert not is_among("nn", ["nob"])
    assert not is_among(None, ["und"])
