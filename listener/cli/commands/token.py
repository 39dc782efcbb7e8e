"""`listener token`: a token with which somebody signs in on the board, and the line that lets it in."""

from enum import StrEnum
from typing import Annotated

import typer

from listener.cli.support.console import errors
from listener.cli.support.json_lines import AsJson, write_json


class BoardRole(StrEnum):
    """What its holder may do."""

    VIEWER = "viewer"
    OPERATOR = "operator"


def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is: verdicts and releases bear the name.")],
    role: Annotated[BoardRole, typer.Option(help="May look, or also judge and release.")] = BoardRole.OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Make a token for somebody to sign in with on the board.

    The token is shown once, on standard error: give it to them. The line on standard output has its hash alone: add
    it to LISTENER_BOARD_TOKENS, or to the file of LISTENER_BOARD_TOKENS_FILE, and start the board anew. With --json
    both are in one object.
    """
    from listener.board.web.named_tokens import Role, make_token

    secret, line = make_token(name, Role(role.value))
    if as_json:
        write_json([{"name": name, "role": role.value, "token": secret, "line": line}])
        return
    errors().print(f"The token of {name}, shown this once:\n{secret}", soft_wrap=True)
    typer.echo(line)
