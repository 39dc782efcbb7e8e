"""Normal form: one form for every way to write a letter, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.tags.text import clean, normalise
from pipelines.tags.text.normal_form import MAX_TEXT_LENGTH

ODD = (
    "´`’‘′ʻİıﬁ™№𝐓ｈ①ⓣ²ªªﻹﷺـَ\u200b\u00ad\u200d\ufe0f\u0301\u0336\u0e4d\u0e32\u0e48ำ"
    "ﾀｶﾞ\u1112\u1161\u11abㅋ한❤🏽ｱﾟ़्क़\u2fb5\u3000 aE\n"
)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Typhoon™ № 5 ½ …", "Typhoon™ № 5 ½ …"),  # NFKC would make words of these
        ("don’t don´t don`t don′t donʻt", "don't don't don't don't don't"),
        ("cafe\u0301", "café"),
        ("𝐇𝓮𝚕𝕡 ｈｅｌｐ ⓗⓔⓛⓟ ﬁre CO₂", "Help help help fire CO2"),
        ("İZMİR", "IZMIR"),
        ("up\u00addate up\u200bdate", "update update"),
        ("إِغَاثَة إغـــاثة ﺇﻏﺎﺛﺔ", "إغاثة إغاثة إغاثة"),
        ("❤️ ℹ️", "❤ ℹ"),
        ("по́мощь", "помощь"),
        ("ﾀｲﾌｳ ｶﾞ！", "タイフウ ガ!"),
        ("ㅋㅋㅋ 태풍", "ㅋㅋㅋ 태풍"),
        ("straße ÅØ ñ й क़", "straße ÅØ ñ й क़"),
    ],
)
def test_every_way_to_write_a_letter_has_one_form(written: str, form: str) -> None:
    assert clean(written) == form


def test_a_text_is_read_up_to_its_bound() -> None:
    assert len(clean("a" * MAX_TEXT_LENGTH + "b")) == MAX_TEXT_LENGTH


@pytest.mark.parametrize(
    ("written", "word", "shown"),
    [
        ("so ty\u00adphoon\u200b hit", "typhoon", "ty\u00adphoon"),
        ("❤️❤️ cafe\u0301 ok", "café", "cafe\u0301"),
        ("إِغَاثَة عَاجِلَة", "عاجلة", "عَاجِلَة"),
        ("ﬁﬁ ﬁre", "fire", "ﬁre"),
        ("𝐓𝐲 ok", "Ty", "𝐓𝐲"),
    ],
)
def test_a_piece_leads_back_to_what_was_written(written: str, word: str, shown: str) -> None:
    normal = normalise(written)
    start = normal.text.index(word)
    end = start + len(word)
    begin, last = normal.shifts.place(start, end) if normal.shifts else (start, end)
    assert written[begin:last] == shown


TEXTS = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=40)


@given(TEXTS)
def test_a_normal_form_is_its_own(written: str) -> None:
    assert clean(clean(written)) == clean(written)


@given(TEXTS)
def test_pieces_lead_back_in_order_and_within_the_text(written: str) -> None:
    text, shifts = normalise(written)
    places = [shifts.place(i, i + 1) if shifts else (i, i + 1) for i in range(len(text))]
    assert all(0 <= start < end <= len(written) for start, end in places)
    assert places == sorted(places)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_plain_text_stays_as_it_is(written: str) -> None:
    assert clean(written) == written.replace("`", "'")
