"""What is wrong with an address is said, and what may be secret in it is not repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listener.sinks.addresses import check_filled_url, check_url, is_plain_http

SECRET = "hunter2"


@pytest.mark.parametrize("url", ["https://example.org/in", "http://localhost:9093", "http://[::1]/"])
def test_a_good_address_is_taken(url: str) -> None:
    assert (check_url(url), check_filled_url(url)) == ("", "")


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org", "http://", "http://h:port/", "https://h:0"])
def test_what_is_no_address_is_refused(url: str) -> None:
    assert "is no address" in check_url(url)
    assert "is no http" in check_filled_url(url)


def test_a_password_may_not_stand_in_a_campaign_file() -> None:
    problem = check_url(f"https://me:{SECRET}@example.org/")
    assert "has a password" in problem
    assert SECRET not in problem


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_what_was_filled_in_is_never_repeated(text: str) -> None:
    assert check_filled_url(text + SECRET) in ("", "is no http:// or https:// address")
    assert isinstance(check_url(text), str)
    assert isinstance(is_plain_http(text), bool)


@pytest.mark.parametrize(
    ("url", "plain"),
    [("http://example.org", True), ("https://example.org", False), ("http://localhost:1", False), ("x", False)],
)
def test_plain_http_matters_beyond_this_machine(url: str, plain: bool) -> None:
    assert is_plain_http(url) is plain
