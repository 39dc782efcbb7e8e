"""Access: one token opens the door, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from listener.board.web.authentication import FAILURE_SECONDS, MAX_FAILURES, SESSION_SECONDS, Authenticator

NOW = 1_800_000_000.0


def test_the_token_signs_in_and_its_cookie_is_known() -> None:
    access = Authenticator("right")
    assert access.admits("right", NOW)
    assert access.session(access.cookie(NOW), NOW) is not None


def test_without_a_token_nobody_signs_in() -> None:
    access = Authenticator("")
    assert not access.is_open
    assert not access.admits("", NOW)
    assert access.session(access.cookie(NOW), NOW) is None


@given(st.text())
def test_no_other_token_signs_in(given: str) -> None:
    assert given == "right" or not Authenticator("right").admits(given, NOW)


@given(st.text())
def test_no_cookie_that_we_did_not_sign_is_known(cookie: str) -> None:
    assert Authenticator("right").session(cookie, NOW) is None


def test_a_cookie_ends() -> None:
    access = Authenticator("right")
    cookie = access.cookie(NOW)
    assert access.session(cookie, NOW + SESSION_SECONDS - 1) is not None
    assert access.session(cookie, NOW + SESSION_SECONDS) is None


def test_a_cookie_whose_end_was_put_off_is_not_known() -> None:
    access = Authenticator("right")
    nonce, ends, signature = access.cookie(NOW).split(".")
    assert access.session(f"{nonce}.{int(ends) + 9}.{signature}", NOW) is None


def test_a_cookie_outlives_a_restart_and_not_a_new_token() -> None:
    cookie = Authenticator("right").cookie(NOW)
    assert Authenticator("right").session(cookie, NOW) is not None
    assert Authenticator("other").session(cookie, NOW) is None


def test_a_form_belongs_to_its_session() -> None:
    access = Authenticator("right")
    mine, other = (access.session(access.cookie(NOW), NOW) for _ in range(2))
    assert mine is not None
    assert other is not None
    assert access.is_own_form(mine, access.form_token(mine))
    assert not access.is_own_form(mine, access.form_token(other))
    assert not access.is_own_form(mine, "")


def test_too_many_tries_close_the_door_for_a_while() -> None:
    access = Authenticator("right")
    assert not any(access.admits("wrong", NOW) for _ in range(MAX_FAILURES))
    assert access.is_closed(NOW)
    assert not access.admits("right", NOW)
    assert access.admits("right", NOW + FAILURE_SECONDS)
