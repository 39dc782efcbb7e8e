"""A post whose language the detector is unsure of is looked at again among the languages that have a scorer."""

import pytest

from pipelines.tags import Tagger
from pipelines.tags.language import identify
from tests.unit.pipelines.tags.cases import post


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pt", "bom diaaa"),
        ("es", "Ánimo vecinooos"),
        ("fr", "merci bcp"),
        ("sv", "Tack grannen"),
        ("it", "buonanotte :)"),
        ("de", "*leise kicher*"),
        ("hi", "bhai kal nhi aaya yaar"),
        ("hi", "aaj dukan khatam ho gyi"),
        ("ar", "شكرا جاري"),
    ],
)
def test_a_short_post_in_one_of_our_languages_is_told_and_scored_without_a_claim(code: str, text: str) -> None:
    assert identify(text).code == code
    assert Tagger().tag([post(text)])[0].sentiment is not None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nl", "Ik heb gisteren geld gegeven"),
        ("pl", "Wczoraj wpłaciłem pieniądze"),
        ("tr", "Dün bağış yaptım"),
        ("fi", "Lahjoitin eilen rahaa"),
        ("hu", "Tegnap adományoztam pénzt"),
        ("fa", "دیروز کمک کردم"),
        ("ur", "کل میں نے عطیہ دیا"),
        ("ru", "Вчера я перевёл деньги"),
        ("ja", "昨日寄付しました"),
    ],
)
def test_a_language_that_we_do_not_read_stays_itself_where_the_detector_is_sure(code: str, text: str) -> None:
    assert identify(text).code == code
    assert Tagger().tag([post(text)])[0].sentiment is None


@pytest.mark.parametrize("text", ["Привет", "😀😀", "#tag", "12 34"])
def test_a_text_in_a_script_that_we_do_not_read_or_without_words_gets_no_language_of_ours(text: str) -> None:
    assert identify(text).code in (None, "ru", "bg", "uk", "mk", "sr", "be")
