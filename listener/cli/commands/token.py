"""`listener token`: a token with which somebody signs in on the board, and the line that lets it in."""

from enum import StrEnum
from typing import Annotated

import typer

from listener.cli.support.console import errors


class BoardRole(StrEnum):
    """What its holder may do."""

    VIEWER = "viewer"
    OPERATOR = "operator"


def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is: verdicts and releases bear the name.")],
    role: Annotated[BoardRole, typer.Option(help="May look, or also judge and release.")] = BoardRole.OPERATOR,
) -> None:
    """Make a token for somebody to sign in with on the board.

    The token is shown once, on standard error: give it to them. The line on standard output has its hash alone: add
    it to LISTENER_BOARD_TOKENS, or to the file of LISTENER_BOARD_TOKENS_FILE, and start the board anew.
    """
    from listener.board.web.named_tokens import Role, make_token

    secret, line = make_token(name, Role(role.value))
    errors().print(f"The token of {name}, shown this once:\n{secret}", soft_wrap=True)
    typer.echo(line)
