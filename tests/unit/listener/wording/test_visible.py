"""What would steer a terminal is shown; everything else is left as it is."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.wording.visible import visible, visible_json, visible_lines

STEERING = (
    "\x00\x07\x08\t\n\r\x1b\x7f\x80\x9b\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028\u2029\u202a\u202e\u2066\u2069\u2060\ufeff\ud800\U000e0041"
)


@pytest.mark.parametrize("character", STEERING, ids=lambda each: f"{ord(each):x}")
def test_what_steers_is_an_escape_that_names_it(character: str) -> None:
    shown = visible(f"a{character}b")
    assert shown.isascii()
    assert shown.isprintable()
    assert f"{ord(character):x}" in shown
    assert json.loads(visible_json(b'"a' + character.encode("utf-8", "replace") + b'"')) == f"a{character}" or ord(
        character
    ) in range(0xD800, 0xE000)


@pytest.mark.parametrize(
    "text", ["relief fund", "[/] :x: #rebuild", "Ålesund 北京 مرحبا", "👩‍🚒 👍🏽 ❤️", "می‌خواهم", "“quoted” – dash"]
)
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert visible_json(text.encode()) == text.encode()


def test_a_joiner_that_joins_nothing_is_shown() -> None:
    assert visible("ad\u200dmin") == "ad\\u200dmin"
    assert visible_lines("one\ntwo\x1b[2J") == "one\ntwo\\x1b[2J"


@given(st.text())
def test_nothing_that_controls_is_left_in_any_text(text: str) -> None:
    shown = visible(text)
    assert not [
        each
        for each in shown
        if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in "\u202e\u2066\ufeff"
    ]
    assert visible(shown) == shown
