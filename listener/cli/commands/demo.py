"""`listener demo`: everything at once, on a broker of its own."""

from typing import Annotated

import typer

from listener.cli.support.console import log_errors_only, output


def demo(
    seed: Annotated[int, typer.Option(metavar="S", help="Another seed, another audience.")] = 0,
    authors: Annotated[int, typer.Option(metavar="N", help="Fewer authors, or more.")] = 1500,
    labels: Annotated[
        bool, typer.Option(help="A simulated person reads some twenty votes a day, or nobody does.")
    ] = True,
    stay: Annotated[
        bool | None,
        typer.Option(
            "--stay/--exit", help="Keep the board up at the end, or not.", show_default="--stay on a terminal"
        ),
    ] = None,
) -> None:
    """See it work: five simulated weeks through a broker, a worker and a live board, in about a minute.

    With LISTENER_BOARD_TOKEN (16 characters or more) one can sign in on its board, and judge signals. Of the other
    settings it hears none.
    """
    from listener.demo import play_demo
    from listener.settings import from_environment

    log_errors_only()
    console = output()
    play_demo(
        console,
        from_environment(),
        seed=seed,
        authors=authors,
        labels=labels,
        stay=console.is_terminal if stay is None else stay,
    )
