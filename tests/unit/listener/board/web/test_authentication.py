"""Authentication: one token opens the door, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from listener.board.web.authentication import FAILURE_SECONDS, MAX_FAILURES, SESSION_SECONDS, Authenticator

NOW = 1_800_000_000.0


def test_the_token_signs_in_and_its_cookie_is_known() -> None:
    authenticator = Authenticator("right")
    assert authenticator.check_token("right", NOW)
    assert authenticator.read_cookie(authenticator.issue_cookie(NOW), NOW) is not None


def test_without_a_token_nobody_signs_in() -> None:
    authenticator = Authenticator("")
    assert not authenticator.is_open
    assert not authenticator.check_token("", NOW)
    assert authenticator.read_cookie(authenticator.issue_cookie(NOW), NOW) is None


@given(st.text())
def test_no_other_token_signs_in(given: str) -> None:
    assert given == "right" or not Authenticator("right").check_token(given, NOW)


@given(st.text())
def test_no_cookie_that_we_did_not_sign_is_known(cookie: str) -> None:
    assert Authenticator("right").read_cookie(cookie, NOW) is None


def test_a_cookie_ends() -> None:
    authenticator = Authenticator("right")
    cookie = authenticator.issue_cookie(NOW)
    assert authenticator.read_cookie(cookie, NOW + SESSION_SECONDS - 1) is not None
    assert authenticator.read_cookie(cookie, NOW + SESSION_SECONDS) is None


def test_a_cookie_whose_end_was_put_off_is_not_known() -> None:
    authenticator = Authenticator("right")
    nonce, ends, signature = authenticator.issue_cookie(NOW).split(".")
    assert authenticator.read_cookie(f"{nonce}.{int(ends) + 9}.{signature}", NOW) is None


def test_a_cookie_outlives_a_restart_and_not_a_new_token() -> None:
    cookie = Authenticator("right").issue_cookie(NOW)
    assert Authenticator("right").read_cookie(cookie, NOW) is not None
    assert Authenticator("other").read_cookie(cookie, NOW) is None


def test_a_form_belongs_to_its_session() -> None:
    authenticator = Authenticator("right")
    mine, other = (authenticator.read_cookie(authenticator.issue_cookie(NOW), NOW) for _ in range(2))
    assert mine is not None
    assert other is not None
    assert authenticator.is_own_form(mine, authenticator.form_token(mine))
    assert not authenticator.is_own_form(mine, authenticator.form_token(other))
    assert not authenticator.is_own_form(mine, "")


def test_too_many_tries_close_the_door_for_a_while() -> None:
    authenticator = Authenticator("right")
    assert not any(authenticator.check_token("wrong", NOW) for _ in range(MAX_FAILURES))
    assert authenticator.is_locked(NOW)
    assert not authenticator.check_token("right", NOW)
    assert authenticator.check_token("right", NOW + FAILURE_SECONDS)
