"""A canary is found however it is written down, so that a test which finds none has looked."""

from base64 import b64encode, urlsafe_b64encode

import pytest

from tests.canaries import has_word

WORD = "zanzibar77"


@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "abcd"])
@pytest.mark.parametrize("after", ["", "x", "xy", "xyz"])
def test_a_word_is_found_within_what_is_encoded_wherever_it_begins(before: str, after: str) -> None:
    text = f"{before}{WORD}{after}".encode()
    for written in (text, text.hex().encode(), b64encode(text), urlsafe_b64encode(text).rstrip(b"=")):
        assert has_word(b"{" + written + b"}", WORD)
        assert not has_word(b"{" + written + b"}", "zanzibar88")
