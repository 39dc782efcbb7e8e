"""`listener board`: what the audiences are ready for, live, in a browser."""

import asyncio
from functools import partial
from typing import Annotated

import typer

from listener.cli.support.changes import tell_change
from listener.cli.support.console import errors


def board(
    files: Annotated[list[str] | None, typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files.")] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; beyond this machine: 0.0.0.0")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8000,
) -> None:
    """Serve the live board of the Kafka of LISTENER_BOOTSTRAP until it is told to stop.

    With campaign files it shows the chapters ahead and planned events, and takes releases. With
    LISTENER_BOARD_TOKENS, which `listener token` makes, people sign in, judge signals and release chapters.
    """
    from listener.board import run_board
    from listener.campaign_file.loading import load_files
    from listener.settings import from_environment

    campaigns, settings = load_files(files or ()), from_environment()
    follow = partial(run_board, files=files or (), on_ready=_print_url, on_change=tell_change)
    asyncio.run(follow(settings, campaigns, host, port))


def _print_url(url: str) -> None:
    errors().print(f"The board is at {url}. Ctrl-C stops it.")
