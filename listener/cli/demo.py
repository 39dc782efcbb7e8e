"""`listener demo`: everything at once, on a broker of its own."""

from typing import Annotated

import typer

from listener.cli.terminal import output, quiet


def demo(
    seed: Annotated[int, typer.Option(metavar="S", help="Another seed, another audience.")] = 0,
    authors: Annotated[int, typer.Option(metavar="N", help="Fewer authors, or more.")] = 1500,
) -> None:
    """See it work: a simulated campaign of six weeks through a broker and a worker, in about a minute."""
    from listener.demo import play

    quiet()
    play(output(), seed=seed, authors=authors)
