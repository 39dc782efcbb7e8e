"""Every command by its name, in the order in which one meets them."""

from importlib.metadata import version
from typing import Annotated

import typer

from listener.cli.commands.alerts import app as alerts
from listener.cli.commands.backtest import backtest
from listener.cli.commands.baseline import baseline
from listener.cli.commands.board import board
from listener.cli.commands.brief import brief, calendar
from listener.cli.commands.check import check
from listener.cli.commands.commitments import app as commitments
from listener.cli.commands.demo import demo
from listener.cli.commands.feed import feed
from listener.cli.commands.forget import forget
from listener.cli.commands.import_posts import import_posts
from listener.cli.commands.ingest import ingest
from listener.cli.commands.label import label
from listener.cli.commands.ledger import app as ledger
from listener.cli.commands.movement import movement
from listener.cli.commands.new import new
from listener.cli.commands.outcome import outcome
from listener.cli.commands.replay import replay
from listener.cli.commands.review import review
from listener.cli.commands.run import run
from listener.cli.commands.simulate import simulate
from listener.cli.commands.tag import tag
from listener.cli.commands.tail import tail
from listener.cli.commands.token import token
from listener.cli.commands.topics import topics
from listener.cli.commands.update import update
from listener.cli.commands.worker import worker
from listener.cli.support.console import set_up_logging
from listener.cli.support.usage import VisibleGroup

app = typer.Typer(
    cls=VisibleGroup,
    name="listener",
    help="Tells campaigns when their audience is ready for the next chapter: posts in, readiness signals out.",
    epilog="Start with: listener demo. Then write a campaign file: listener new FILE. The README has the rest.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FIRST, _OFFLINE, _KAFKA = "See it work", "Without a broker", "With Kafka"

app.command(rich_help_panel=_FIRST)(demo)
app.command(rich_help_panel=_OFFLINE)(new)
app.command(rich_help_panel=_OFFLINE)(check)
app.command(rich_help_panel=_OFFLINE)(run)
app.command("import", rich_help_panel=_OFFLINE)(import_posts)
app.command(rich_help_panel=_OFFLINE)(simulate)
app.command(rich_help_panel=_OFFLINE)(replay)
app.command(rich_help_panel=_OFFLINE)(baseline)
app.command(rich_help_panel=_OFFLINE)(movement)
app.command(rich_help_panel=_OFFLINE)(backtest)
app.command(rich_help_panel=_OFFLINE)(review)
app.command(rich_help_panel=_OFFLINE)(tag)
app.command(rich_help_panel=_OFFLINE)(label)
app.command(rich_help_panel=_KAFKA)(topics)
app.command(rich_help_panel=_KAFKA)(worker)
app.command(rich_help_panel=_KAFKA)(feed)
app.command(rich_help_panel=_KAFKA)(ingest)
app.command(rich_help_panel=_KAFKA)(tail)
app.command(rich_help_panel=_KAFKA)(outcome)
app.command(rich_help_panel=_KAFKA)(board)
app.command(rich_help_panel=_KAFKA)(token)
app.command(rich_help_panel=_KAFKA)(forget)
app.command(rich_help_panel=_KAFKA)(update)
app.command(rich_help_panel=_OFFLINE)(brief)
app.command(rich_help_panel=_OFFLINE)(calendar)
app.add_typer(commitments, name="commitments", rich_help_panel=_OFFLINE)
app.add_typer(ledger, name="ledger", rich_help_panel=_OFFLINE)
app.add_typer(alerts, name="alerts", rich_help_panel=_OFFLINE)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"listener {version('listener')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version and exit.")
    ] = False,
) -> None:
    set_up_logging("WARNING", "%(levelname)s: %(message)s")
