"""Only a whole sentence of a recognised act is shown."""

import pytest

from models.tags import Act, Span
from pipelines.tags.quoting import find_quote
from pipelines.tags.text import tokenize


def quote(text: str, act: Act | None = Act.ACT, code: str | None = "en", piece: str = "gave") -> str | None:
    start = text.find(piece)
    shown = Span(start, start + len(piece), "act") if start >= 0 else None
    span = find_quote(tokenize(text), code, act, shown, 0.0)
    return None if span is None else text[span.start : span.end]


def test_the_sentence_of_an_act_is_shown_whole() -> None:
    assert quote("Long day. I gave to the relief fund. Tea now.") == "I gave to the relief fund."


def test_a_sentence_is_shown_as_it_was_written_where_characters_were_left_out_to_read_it() -> None:
    assert (
        quote("❤️❤️ Ca\u0301lm. I\u200b gave to the re\u00adlief fund. Tea now.")
        == "I\u200b gave to the re\u00adlief fund."
    )


@pytest.mark.parametrize("act", [None, Act.SHARE, Act.TELL])
def test_what_is_no_act_or_tells_is_not_shown(act: Act | None) -> None:
    assert quote("I gave to the relief fund.", act) is None


@pytest.mark.parametrize("code", [None, "fi", "xx"])
def test_a_language_without_patterns_is_not_shown(code: str | None) -> None:
    assert quote("I gave to the relief fund.", code=code) is None


def test_an_act_that_no_span_shows_is_shown_where_the_text_is_one_sentence() -> None:
    assert quote("Dropped off two bags of rice.", piece="xyz") == "Dropped off two bags of rice."
    assert quote("Dropped off two bags of rice. Cold night.", piece="xyz") is None


def test_what_a_classifier_doubts_is_not_shown() -> None:
    text = "I gave to the relief fund."
    shown = Span(2, 6, "act")
    assert find_quote(tokenize(text), "en", Act.ACT, shown, 0.01) is not None
    assert find_quote(tokenize(text), "en", Act.ACT, shown, 0.05) is None


def test_a_slur_anywhere_keeps_a_post_from_being_shown() -> None:
    assert quote("I gave today. Whores all of them.") is None
    assert quote("Ich habe gegeben. Ihr Schlampen.", code="de", piece="gegeben") is None
    assert quote("I gave a spicy meal to the bus driver.") is not None
