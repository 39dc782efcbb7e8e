"""The language of a post: claimed, checked, detected; the Scandinavian ones told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.language import LanguageGuess, identify, is_among, language_code

SENTENCES = [
    ("en", "We are meeting outside the library at six o'clock"),
    ("de", "Wir treffen uns um sechs Uhr vor der Bibliothek"),
    ("fr", "Nous nous retrouvons devant la bibliothèque à six heures"),
    ("es", "Nos vemos delante de la biblioteca a las seis"),
    ("it", "Ci vediamo davanti alla biblioteca alle sei"),
    ("pt", "Encontramo-nos em frente à biblioteca às seis, não falte"),
    ("ar", "سنلتقي أمام المكتبة في الساعة السادسة"),
    ("hi", "हम छह बजे पुस्तकालय के बाहर मिलेंगे"),
    ("nb", "Vi møtes utenfor biblioteket klokka seks, hvem kommer?"),
    ("nn", "Vi møtest utanfor biblioteket klokka seks, kven kjem?"),
    ("da", "Vi mødes uden for biblioteket klokken seks, hvem kommer?"),
    ("sv", "Vi träffas utanför biblioteket klockan sex, vem kommer?"),
    ("nb", "Handlingen foregår på en øy i havet der en fyrvokter finner en båt"),
    ("nn", "Handlinga går føre seg på ei øy i havet der ein fyrvaktar finn ein båt"),
    ("da", "Handlingen foregår på en ø i havet, hvor en fyrpasser finder en båd"),
    ("sv", "Handlingen utspelar sig på en ö i havet där en fyrvaktare hittar en båt"),
    ("ru", "Встречаемся у библиотеки в шесть часов"),
    ("ja", "六時に図書館の前で会いましょう、来てください"),
]


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_it_is_detected_without_a_claim(code: str, text: str) -> None:
    assert identify(text).code == code


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_a_true_claim_is_kept(code: str, text: str) -> None:
    assert identify(text, code).code == code


def test_a_false_claim_on_a_long_text_is_corrected() -> None:
    text = "Wir treffen uns um sechs Uhr vor der Bibliothek und gehen dann zusammen zum Rathaus"
    assert identify(text, "en").code == "de"


def test_a_claim_of_norwegian_does_not_say_which_form() -> None:
    assert identify("Eg veit ikkje kva eg skal seie om denne boka", "no").code == "nn"
    assert identify("Jeg vet ikke hva jeg skal si om denne boka", "no").code == "nb"


def test_a_false_claim_of_a_neighbour_is_corrected() -> None:
    text = "Jag vet inte vad jag ska säga om den här boken, men den var väldigt fin"
    assert identify(text, "da").code == "sv"


def test_a_claim_that_the_detector_finds_too_is_kept_however_faintly_it_does() -> None:
    text = "crush kkkk amei Bolsonaro bora praia dia"
    assert identify(text).rule == "second-look"
    assert identify(text, "pt") == LanguageGuess("pt", identify(text, "pt").confidence, "detected")


def test_a_claim_on_a_short_text_is_believed() -> None:
    assert identify("Ja!", "da") == LanguageGuess("da", 0.9, "claim")


@pytest.mark.parametrize("text", ["", "   ", "http://t.co/x", "@user", "12345 67", "!!!"])
def test_what_has_no_words_has_no_language(text: str) -> None:
    assert identify(text).code is None


@pytest.mark.parametrize(
    ("claim", "code"),
    [("pt-BR", "pt"), ("no", "nb"), ("EN_us", "en"), ("und", None), ("", None), ("klingon!", None), (None, None)],
)
def test_claims_are_read_as_bcp_47(claim: str | None, code: str | None) -> None:
    assert language_code(claim) == code


def test_no_stands_for_both_written_forms() -> None:
    assert is_among("nb", ["no"])
    assert is_among("nn", ["no"])
    assert not is_among("nn", ["nb"])
    assert not is_among("da", ["no"])
    assert not is_among(None, ["en"])


@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_and_claim_give_a_guess(text: str, claim: str | None) -> None:
    guess = identify(text, claim)
    assert 0.0 <= guess.confidence <= 1.0
    assert guess.code is None or 2 <= len(guess.code) <= 3
