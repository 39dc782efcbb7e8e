"""`listener token` as a person types it: a token for them, a line for the board, and neither twice."""

from listener.board.web.named_tokens import Role, find_holder, parse_tokens
from tests.functional.run import listener


def test_the_token_lets_in_who_has_the_line() -> None:
    ran = listener("token", "anna", "--role", "viewer")
    assert ran.code == 0, ran.err
    token = ran.err.strip().splitlines()[-1]
    (holder,) = parse_tokens(ran.out, "X")
    assert (holder.name, holder.role) == ("anna", Role.VIEWER)
    assert find_holder([holder], token) is holder
    assert token not in ran.out


def test_a_name_that_cannot_be_one_is_a_mistake() -> None:
    ran = listener("token", "an na")
    assert (ran.code, "1 to 64 letters" in ran.err) == (2, True)
