"""Authentication: a person's own token opens the door, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from listener.board.web.authentication import (
    FAILURE_SECONDS,
    MAX_FAILURES,
    SESSION_SECONDS,
    Authenticator,
    Session,
    address_group,
)
from listener.board.web.named_tokens import Role, TokenHolder, make_token, parse_tokens, shared_token

NOW = 1_800_000_000.0
TOKEN = "a token of the team"
HERE, THERE = "192.0.2.1", "192.0.2.2"
TEAM = shared_token(TOKEN)


def authenticator(*holders: TokenHolder) -> Authenticator:
    return Authenticator(holders or (TEAM,))


def session(of: Authenticator, holder: TokenHolder = TEAM) -> Session:
    found = of.read_cookie(of.open_session(holder, NOW), NOW)
    assert found is not None
    return found


def test_each_person_signs_in_by_their_own_token_and_is_known_by_name_and_role() -> None:
    anna, line = make_token("anna", Role.VIEWER)
    ben, other = make_token("ben", Role.OPERATOR)
    holders = parse_tokens(f"# the team\n{line}\n\n{other}  # since May", "X")
    door = authenticator(*holders)
    assert [door.check_token(token, HERE, NOW) for token in (anna, ben)] == list(holders)
    assert (session(door, holders[0]).name, session(door, holders[0]).may_act) == ("anna", False)
    assert session(door, holders[1]).may_act
    assert anna not in line


def test_without_a_token_nobody_signs_in() -> None:
    door = Authenticator(())
    assert not door.is_open
    assert door.check_token("", HERE, NOW) is None


@given(st.text())
def test_no_other_token_signs_in(given: str) -> None:
    assert given == TOKEN or authenticator().check_token(given, HERE, NOW) is None


@given(st.text())
def test_no_cookie_that_we_did_not_give_is_known(cookie: str) -> None:
    assert authenticator().read_cookie(cookie, NOW) is None


def test_a_session_ends() -> None:
    door = authenticator()
    cookie = door.open_session(TEAM, NOW)
    assert door.read_cookie(cookie, NOW + SESSION_SECONDS - 1) is not None
    assert door.read_cookie(cookie, NOW + SESSION_SECONDS) is None


def test_signing_out_ends_the_session_wherever_its_cookie_is() -> None:
    door = authenticator()
    cookie, other = door.open_session(TEAM, NOW), door.open_session(TEAM, NOW)
    mine = door.read_cookie(cookie, NOW)
    assert mine is not None
    door.end_session(mine)
    assert door.read_cookie(cookie, NOW) is None
    assert door.read_cookie(other, NOW) is not None


def test_a_form_belongs_to_its_session() -> None:
    door = authenticator()
    mine, other = session(door), session(door)
    assert door.is_own_form(mine, door.form_token(mine))
    assert not door.is_own_form(mine, door.form_token(other))
    assert not door.is_own_form(mine, "\udcff")


def test_too_many_tries_close_the_door_for_their_address_alone_and_for_a_while() -> None:
    door = authenticator()
    assert not any(door.check_token("wrong", HERE, NOW) for _ in range(MAX_FAILURES))
    assert door.is_locked(HERE, NOW)
    assert door.check_token(TOKEN, HERE, NOW) is None
    assert door.check_token(TOKEN, THERE, NOW) is TEAM
    assert door.check_token(TOKEN, HERE, NOW + FAILURE_SECONDS) is TEAM


def test_a_flood_of_addresses_takes_bounded_room() -> None:
    door = authenticator()
    for number in range(12_000):
        door.check_token("wrong", f"10.0.{number // 256}.{number % 256}", NOW)
    assert len(door._failures) == 10_000  # noqa: SLF001
    for _ in range(12_000):
        door.open_session(TEAM, NOW)
    assert len(door._sessions) == 10_000  # noqa: SLF001


def test_what_one_customer_has_of_ipv6_is_one_address() -> None:
    assert address_group("2001:db8::1") == address_group("2001:db8::ffff:2")
    assert address_group("2001:db8::1") != address_group("2001:db8:0:1::1")
    assert address_group("::ffff:192.0.2.1") == address_group(HERE)
    assert address_group("no address") == "no address"
